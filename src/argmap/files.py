"""Bytes of files: read as UTF-8, written whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from argmap.errors import Fault, ReadError

__all__ = ["decoded", "written"]


def decoded(data: bytes) -> str:
    r"""UTF-8 as text, without a byte order mark.

    >>> decoded(b"[leave]\n  - <vacuum>: Le d\xe9part")
    Traceback (most recent call last):
        ...
    argmap.errors.ReadError: line 2, column 19: byte 0xe9 is no UTF-8; save the file as UTF-8
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"byte 0x{error.object[error.start]:02x} is no UTF-8"
        remedy = "save the file as UTF-8"
        raise ReadError([Fault(message, remedy=remedy, line=line, column=column)]) from None


def written(path: Path, content: str | bytes) -> None:
    """Put content into a file at once: under another name beside it, then in its place.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written(Path(folder, "map.argdown"), "[leave]: US forces leave Iraq.")
    ...     Path(folder, "map.argdown").read_text()
    '[leave]: US forces leave Iraq.'
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    place = Path(os.path.realpath(path))  # a link stays, what it leads to is replaced
    if place.exists() and not place.is_file():
        place.write_bytes(data)  # a pipe or a terminal has no place to take
        return
    if not place.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "no such folder", str(place.parent))
    beside = place.with_name(f".{place.name[:100]}.{uuid4().hex}")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            shutil.copymode(place, beside)
        beside.replace(place)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()
