"""The reasoning engine beside other libraries: answers compared first, then times as ratios.

    python benchmarks/reasoning.py                     # everything, to 100,000 arguments
    python benchmarks/reasoning.py --most 1000000      # the largest strengths too
    python benchmarks/reasoning.py --only dung FILE... # frameworks of ICCMA besides our own
    pip install formal-argumentation z3-solver python-argumentation pygarg clingo

Peers that are not installed are left out, and the report says so. QBAF-Py and the Uncertainpy
meant here come from their repositories, formal-argumentation 0.1 needs an environment of its
own, and a C++ solver such as taas-fudge takes part when `--solver` says where it is.

All libraries are measured alike, argmap among them, in seconds of processor time: each
framework in a process of its own, built anew for each call, the best of several calls.
Building and answering are timed apart; "answer" is the peer's time over argmap's for the
answer alone, "both" for building and answering, each the median over frameworks. A peer that
fails, or takes longer than `--patience` seconds, is spared the rest, and the report says so.
Where answers differ, no time is given. argmap's credulous answers come with a certificate
that was checked, the others' without; "argmap, unchecked" leaves the check out.
"""

from __future__ import annotations

import argparse
import functools
import gc
import importlib.metadata
import importlib.util
import multiprocessing
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import peers
from peers import Case, Peer, Weighted

import argmap
from argmap.analysis import projections
from argmap.semantics import (
    BipolarFramework,
    Framework,
    gradient,
    grounded,
    iccma,
    strengths,
    strengths_across,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ENOUGH = 0.2
"""Seconds after which no further call is timed."""
CLOSE = 1e-4
"""Peers stop at a step or a tolerance of their own; strengths this near count as equal."""
RELATIONS = 5
DISTRIBUTIONS = (
    "argmap",
    "formal-argumentation",
    "z3-solver",
    "python-argumentation",
    "pygarg",
    "clingo",
    "python-sat",
    "numpy",
)


# Frameworks --------------------------------------------------------------------------------


def drawn(count: int, attacks: float, seed: int, groups: int = 1) -> Case:
    """A random framework of `count` arguments in groups that do not touch each other."""
    rng = random.Random(seed)
    ids = [f"a{place}" for place in range(count)]
    size = count // groups
    pairs: dict[tuple[str, str], None] = {}
    for start in range(0, count - size + 1, size):
        for _ in range(int(size * attacks)):
            one, two = rng.randrange(size) + start, rng.randrange(size) + start
            if one != two:
                pairs[ids[one], ids[two]] = None
    return asking(ids, list(pairs), rng)


def asking(ids: list[str], pairs: list[tuple[str, str]], rng: random.Random) -> Case:
    """A framework with a question: an argument that the grounded labelling leaves open."""
    open_ = grounded(Framework(ids, pairs)).undecided
    return Case(ids, pairs, rng.choice(open_ or ids))


def rivals(count: int) -> Case:
    """Cycles of four, side by side, with an argument hanging on each: 2 ** count extensions."""
    ids, pairs = [], []
    for place in range(count):
        ring = [f"{letter}{place}" for letter in "abcde"]
        ids += ring
        pairs += [(ring[step], ring[(step + 1) % 4]) for step in range(4)] + [(ring[0], ring[4])]
    return Case(ids, pairs, ids[0])


def read(paths: Iterable[str]) -> list[Case]:
    """The frameworks of some ICCMA files, each with a question."""
    found = [iccma.read(path) for path in paths]
    return [asking(list(one), list(one.attacks), random.Random(0)) for one in found]


def weighted(count: int, *, acyclic: bool, seed: int) -> Weighted:
    """A random framework of weights: `RELATIONS` relations per argument, half of them attacks.

    In an acyclic one all run from earlier to later in an order that the ids do not tell.
    """
    rng = np.random.default_rng(seed)
    codes = np.zeros(0, dtype=np.int64)
    while len(codes) < RELATIONS * count:
        ends = rng.integers(count, size=(2, RELATIONS * count))
        ends = ends[:, ends[0] != ends[1]]
        if acyclic:
            ends.sort(axis=0)
        codes = np.unique(np.concatenate([codes, ends[0] * count + ends[1]]))
    codes = rng.permutation(codes)[: RELATIONS * count]
    places = rng.permutation(count)
    ids = [f"a{place}" for place in range(count)]
    sources, targets = places[codes // count].tolist(), places[codes % count].tolist()
    named = [(ids[one], ids[two]) for one, two in zip(sources, targets, strict=True)]
    half = len(named) // 2
    return Weighted(
        dict(zip(ids, rng.random(count).tolist(), strict=True)), named[:half], named[half:]
    )


class Task(NamedTuple):
    """A line of the report: what is asked, and of which frameworks."""

    title: str
    task: str
    draw: Callable[[int], Case]


TASKS = (
    Task("grounded extension, 100 arguments", "grounded", lambda seed: drawn(100, 1.3, seed)),
    Task("grounded extension, 1,000 arguments", "grounded", lambda seed: drawn(1_000, 1.3, seed)),
    Task("grounded extension, 20,000 arguments", "grounded", lambda seed: drawn(20_000, 1.3, seed)),
    Task("credulous and preferred, 120 arguments", "credulous", lambda seed: drawn(120, 2.5, seed)),
    Task("credulous and preferred, 200 dense", "credulous", lambda seed: drawn(200, 4, seed)),
    Task("credulous and preferred, 2,000", "credulous", lambda seed: drawn(2_000, 3, seed)),
    Task("count of preferred, 6 groups", "count", lambda seed: drawn(60, 1.5, seed, groups=6)),
    Task("count of preferred, 2 ** 4 to 2 ** 12", "count", lambda seed: rivals(4 + seed % 9)),
    Task("list of preferred, 2 ** 4 to 2 ** 12", "list", lambda seed: rivals(4 + seed % 9)),
)


# Measuring ---------------------------------------------------------------------------------


class Run(NamedTuple):
    """What a library answers, and in how many seconds it builds and answers."""

    answer: Any
    built: float
    took: float


def timed(ask: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of this process that it took, and what came back."""
    start = time.process_time()
    found = ask()
    return time.process_time() - start, found


def best(peer: Peer, task: str, case: Any, argument: Any) -> Run:
    """The best of several runs, each with a framework built anew."""
    gc.collect()
    runs: list[Run] = []
    while not runs or (len(runs) < 20 and sum(run.built + run.took for run in runs) < ENOUGH):
        built, given = timed(lambda: peer.build(case))
        took, answer = timed(lambda given=given: peer.tasks[task](given, argument))
        runs.append(Run(answer, built, took))
    return Run(runs[0].answer, min(run.built for run in runs), min(run.took for run in runs))


def apart(work: Callable[[], Any], patience: float) -> Any:
    """What some work gives in a process of its own, or a sentence on why it gives nothing."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def send() -> None:
        try:
            theirs.send(work())
        except Exception as error:  # noqa: BLE001  whatever a peer raises is its answer
            theirs.send(f"failed: {type(error).__name__}: {str(error)[:60]}")

    process = context.Process(target=send)
    process.start()
    theirs.close()
    try:
        answer = ours.recv() if ours.poll(patience) else f"no answer in {patience:g} seconds"
    except EOFError:
        answer = "ended without an answer"
    process.kill()
    process.join()
    return answer


def beside(task: str, cases: list[Case], at_hand: list[Peer], patience: float) -> None:
    """Measure one task, and print a line per library."""
    own = peers.argmap()
    ours = [apart(functools.partial(best, own, task, case, case), 60) for case in cases]
    built, took = (statistics.median(run[part] for run in ours) * 1000 for part in (1, 2))
    print(f"  {'argmap':26} answer {took:9.3f} ms   building {built:9.3f} ms")
    for peer in at_hand:
        if task in peer.tasks:
            runs = _until_it_fails(peer, task, cases, patience)
            print(f"  {peer.name:26} {_compared(runs, ours)}")


def _until_it_fails(peer: Peer, task: str, cases: list[Case], patience: float) -> list[Run | str]:
    runs: list[Run | str] = []
    for case in cases:
        runs.append(apart(functools.partial(best, peer, task, case, case), patience))
        if isinstance(runs[-1], str):
            break
    return runs


def _compared(runs: list[Run | str], ours: list[Run]) -> str:
    answered = [
        (run, own) for run, own in zip(runs, ours, strict=False) if not isinstance(run, str)
    ]
    for run, own in answered:
        if run.answer != own.answer:
            return f"ANSWERS DIFFER: {str(run.answer)[:30]} and {str(own.answer)[:30]}"
    said = []
    if answered:
        alone = [run.took / own.took for run, own in answered]
        both = [(run.built + run.took) / (own.built + own.took) for run, own in answered]
        said.append(
            f"answer {statistics.median(alone):10,.2f} × ({min(alone):,.1f} to {max(alone):,.1f}),"
            f" both {statistics.median(both):,.2f} ×"
        )
    if isinstance(runs[-1], str):
        said.append(f"{runs[-1]}, after {len(answered)} of {len(ours)} frameworks")
    return "; ".join(said)


def found_among(makers: Iterable[Callable[[], Peer]]) -> list[Peer]:
    """The peers that can be imported; says which can not."""
    found, missing = [], []
    for make in makers:
        try:
            found.append(make())
        except ImportError as error:
            missing.append(f"{make.__name__} ({error})")
    print("not at hand:", "; ".join(missing) or "none")
    return found


# Parts of the report -----------------------------------------------------------------------


def dung(options: argparse.Namespace) -> None:
    """Extensions and acceptance, on random frameworks and on files."""
    print("\nDung semantics")
    at_hand = found_among(peers.DUNG)
    sets = [
        (task.title, task.task, [task.draw(seed) for seed in range(options.rounds)])
        for task in TASKS
    ]
    if options.files:
        cases = read(options.files)
        sets += [(f"{task}, {len(cases)} files", task, cases) for task in ("grounded", "credulous")]
    for title, task, cases in sets:
        print(f"\n{title}, {len(cases)} frameworks")
        beside(task, cases, at_hand, options.patience)


def process(options: argparse.Namespace) -> None:
    """Starting, importing, reading a file and answering whether an argument is accepted."""
    print("\nWhole processes: credulous and preferred, from a file, 120 arguments")
    commands = {
        name: [sys.executable, "-c", script]
        for name, (module, script) in peers.SCRIPTS.items()
        if _is_there(module)
    }
    cases = [drawn(120, 2.5, seed) for seed in range(options.rounds)]
    taken: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for place, case in enumerate(cases):
            framework = Framework(case.ids, case.attacks)
            path, asked = Path(folder) / f"{place}.af", str(framework.position(case.asked) + 1)
            iccma.write(framework.numbered(), path)
            whole = {name: [*command, str(path), asked] for name, command in commands.items()}
            for binary in options.solver:
                question = ["-p", "DC-PR", "-f", str(path), "-a", asked]
                whole[Path(binary).name] = [binary, *question]
            said = {name: _asked(command) for name, command in whole.items()}
            for name, (seconds, answer) in said.items():
                if answer != said["argmap"][1]:
                    print(f"  {name} answers {answer!r}; its time is left out")
                else:
                    taken.setdefault(name, []).append(seconds)
    start = statistics.median(_asked([sys.executable, "-c", "print()"])[0] for _ in range(10))
    print(f"  {'Python alone':26} {start * 1000:8.0f} ms")
    for name, times in taken.items():
        print(f"  {name:26} {statistics.median(times) * 1000:8.0f} ms")


def _is_there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ImportError:
        return False


def _asked(command: list[str]) -> tuple[float, str]:
    before = _of_children()
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return _of_children() - before, (done.stdout.split() or [done.stderr[-60:]])[0]


def _of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def gradual(options: argparse.Namespace) -> None:
    """Strengths, building and solving, with and without circles."""
    print("\nStrengths; the memory is what a process with the framework and its strengths takes")
    found = found_among(peers.GRADUAL)
    for semantics in ("quadratic-energy", "df-quad"):
        for acyclic in (True, False):
            at_hand = [peer for peer in found if semantics in peer.tasks]
            for count in (100, 1_000, 10_000, 100_000, 1_000_000):
                if count <= options.most:
                    at_hand = _solved(count, semantics, at_hand, options, acyclic=acyclic)


def _solved(
    count: int, semantics: str, at_hand: list[Peer], options: argparse.Namespace, *, acyclic: bool
) -> list[Peer]:
    """Measure one size, print a line per library, and say who is fit for the next."""
    rounds = 3 if count < 1_000_000 else 1
    cases = [weighted(count, acyclic=acyclic, seed=seed) for seed in range(rounds)]
    shape = "acyclic" if acyclic else "cyclic"
    print(f"\n{count:,} arguments, {RELATIONS * count:,} relations, {shape}, {semantics}")
    ours = _runs(peers.argmap_gradual(), semantics, cases, 600)
    lost = [run for run in ours if isinstance(run, str)]
    if lost:
        print(f"  argmap {lost[0]}")
        return []
    built, took, again, memory = (
        statistics.median(run[part] for run in ours) for part in range(1, 5)
    )
    print(
        f"  {'argmap':22} build {built:9.4f} s   solve {took:9.4f} s   again {again:9.4f} s"
        f"   {memory:7.0f} MB"
    )
    fit = []
    for peer in at_hand:
        runs = _runs(peer, semantics, cases, options.patience * max(1, count // 100_000))
        said = next((run for run in runs if isinstance(run, str)), None)
        if said is None:
            said = _strengths_compared(runs, ours)
            fit.append(peer)
        print(f"  {peer.name:22} {said}")
    return fit


class Solved(NamedTuple):
    """Strengths, seconds to build, to solve and to solve once more, and megabytes."""

    answer: Any
    built: float
    took: float
    again: float
    memory: float


def _runs(peer: Peer, semantics: str, cases: list[Weighted], patience: float) -> list[Any]:
    runs: list[Any] = []
    for case in cases:
        runs.append(apart(functools.partial(_solve, peer, semantics, case), patience))
        if isinstance(runs[-1], str):
            break
    return runs


def _solve(peer: Peer, semantics: str, case: Weighted) -> Solved:
    small = weighted(20, acyclic=True, seed=0)
    peer.tasks[semantics](peer.build(small), semantics)  # what is found out once is not timed
    before = _resident()
    built, given = timed(lambda: peer.build(case))
    took, found = timed(lambda: peer.tasks[semantics](given, semantics))
    again, _ = timed(lambda: peer.tasks[semantics](given, semantics))
    answer = np.array([found[id] for id in case.weights])
    return Solved(answer, built, took, again, max(0, _resident() - before))


def _resident() -> float:
    """Megabytes that this process has needed at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _strengths_compared(runs: list[Solved], ours: list[Solved]) -> str:
    furthest = max(
        float(np.abs(run.answer - own.answer).max()) for run, own in zip(runs, ours, strict=True)
    )
    if furthest > CLOSE:
        return f"ANSWERS DIFFER by up to {furthest:.2g}"
    built, took, again, memory = (
        [(run[part], own[part]) for run, own in zip(runs, ours, strict=True)]
        for part in range(1, 5)
    )
    ratios = [
        statistics.median(one / max(other, 1e-9) for one, other in pairs)
        for pairs in (built, took, again)
    ]
    seconds = [statistics.median(one for one, _ in pairs) for pairs in (built, took, again)]
    return (
        f"build {seconds[0]:9.4f} s   solve {seconds[1]:9.4f} s   again {seconds[2]:9.4f} s"
        f"   {statistics.median(one for one, _ in memory):7.0f} MB   ratios: "
        f"build {ratios[0]:.1f}, solve {ratios[1]:.1f}, again {ratios[2]:.1f}"
    )


def alone(options: argparse.Namespace) -> None:
    """What no peer does: all gradients at once, many worlds, sets without a list."""
    del options
    print("\nargmap alone")
    for acyclic in (True, False):
        shape = "acyclic" if acyclic else "cyclic"
        framework = BipolarFramework(*weighted(1_000, acyclic=acyclic, seed=0))
        topic = framework.attacks[-1][1]
        strengths(framework)
        once = min(timed(lambda f=framework: strengths(f))[0] for _ in range(9))
        every = min(timed(lambda f=framework, t=topic: gradient(f, t))[0] for _ in range(9))
        print(
            f"  all gradients at 1,000 and 5,000, {shape}: {every * 1000:.2f} ms, "
            f"{every / once:.1f} times one solution"
        )
    framework = projections.to_bipolar(argmap.example("iraq-withdrawal"))
    worlds = np.random.default_rng(0).random((1_000, len(framework)))
    for semantics in ("quadratic-energy", "df-quad"):
        seconds = min(_all_worlds(framework, worlds, semantics) for _ in range(3))
        print(f"  1,000 worlds of the withdrawal map, {semantics}: {seconds:.3f} s")
    case = rivals(13)
    for words, ask in (("counted", peers.argmap().tasks["count"]), ("listed", _listed)):
        framework = Framework(case.ids, case.attacks)
        seconds, _ = timed(lambda a=ask, f=framework: a(f, case))
        print(f"  8,192 preferred extensions {words}: {seconds * 1000:.1f} ms")


def _listed(framework: Framework, case: Case) -> int:
    del case
    return sum(1 for _ in argmap.semantics.extensions(framework, "preferred"))


def _all_worlds(framework: BipolarFramework, worlds: Any, semantics: str) -> float:
    return timed(lambda: strengths_across(framework, worlds, semantics=semantics))[0]


PARTS = {"dung": dung, "process": process, "gradual": gradual, "alone": alone}


def versions() -> Iterator[str]:
    """Name and version of whatever takes part."""
    yield f"Python {sys.version.split()[0]}"
    for name in DISTRIBUTIONS:
        try:
            yield f"{name} {importlib.metadata.version(name)}"
        except importlib.metadata.PackageNotFoundError:
            yield f"{name} not installed"


def main() -> None:
    """Compare and report."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="*", help="frameworks in a format of ICCMA")
    parser.add_argument("--only", choices=PARTS, action="append", help="some parts of the report")
    parser.add_argument("--rounds", type=int, default=20, help="frameworks a task")
    parser.add_argument("--patience", type=float, default=10.0, help="seconds a framework")
    parser.add_argument("--most", type=int, default=100_000, help="most arguments with strengths")
    parser.add_argument("--solver", action="append", default=[], help="a program of ICCMA 2023")
    options = parser.parse_args()
    print(", ".join(versions()))
    peers.argmap().tasks["count"](Framework("ab", [("a", "b"), ("b", "a")]), None)  # imports
    strengths(BipolarFramework(*weighted(100, acyclic=False, seed=0)))  # more of them
    for part in options.only or PARTS:
        PARTS[part](options)


if __name__ == "__main__":
    main()
