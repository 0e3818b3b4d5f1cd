"""What can go wrong, drawn as a tree.

    ArgmapError
    ├── InvalidRecordError   (ValueError)      a record that contradicts itself
    ├── InvalidMapError      (ValueError)      records that do not fit together
    ├── UnknownIdError       (KeyError)        an id, or a name, that nothing in reach has
    ├── NoPositionError      (LookupError)     a map that no claim answers yet
    ├── ReadError            (ValueError)      a file that does not say what its format demands
    ├── WriteError           (ValueError)      a map that says more than a format can
    ├── UnknownFormatError   (ValueError)      a suffix that no format claims
    ├── UnknownOptionError   (ValueError)      a value outside the list of those allowed
    │   └── UnknownQuestionError (KeyError)    … for a question to a map
    ├── InvalidOptionError   (ValueError)      a value that an option cannot have
    │   └── OptionTypeError  (TypeError)       … for it is of the wrong type
    ├── MissingExtraError    (ImportError)     a feature whose optional packages are not installed
    └── LayoutError          (RuntimeError)    a picture that could not be laid out
        ├── LayoutMemoryError (MemoryError)    … in the memory allowed
        └── LayoutTimeoutError (TimeoutError)  … in the time allowed

The room `argmap.semantics` adds its own to the tree, beside those it raises:

    ├── CertificateError          (ValueError)       a witness that does not hold
    ├── GradientError             (ArithmeticError)  strengths without a gradient
    ├── LimitReachedError         (TimeoutError)     work that reached the limit set to it
    ├── NoExtensionError          (LookupError)      a framework without such an extension
    ├── NotConverged              (ArithmeticError)  strengths that did not come to rest
    └── UnsuitableSemanticsError  (ValueError)       a semantics that cannot say what is asked

Each is ours and a standard one, so that either name catches it. Those that can find
several things wrong at once carry all of them in `faults`.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "ArgmapError",
    "Fault",
    "InvalidMapError",
    "InvalidOptionError",
    "InvalidRecordError",
    "LayoutError",
    "LayoutMemoryError",
    "LayoutTimeoutError",
    "MissingExtraError",
    "NoPositionError",
    "OptionTypeError",
    "ReadError",
    "UnknownFormatError",
    "UnknownIdError",
    "UnknownOptionError",
    "UnknownQuestionError",
    "WriteError",
    "nearest",
]

_TOO_MANY = 2_000  # words to compare: a large file with many faults must still end


@frozen
class Fault:
    """One thing that is wrong: what, where, and what to do about it.

    `line` and `column` count from 1 and are given by readers of text.

    >>> print(Fault("no actor 'washingtn'", where="stances[0]",
    ...             remedy="did you mean 'washington'?", line=12, column=5))
    line 12, column 5: stances[0]: no actor 'washingtn'; did you mean 'washington'?
    """

    message: str
    where: str = ""
    remedy: str = ""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        said = f"{self.message}; {self.remedy}" if self.remedy else self.message
        return ": ".join(part for part in (self.place, self.where, said) if part)

    @property
    def place(self) -> str:
        """Line and column in words, or nothing where the fault is not in a text."""
        if self.line is None:
            return ""
        return f"line {self.line}" + (f", column {self.column}" if self.column else "")

    def at(self, line: int, column: int | None = None) -> Fault:
        """The same fault, placed in a text."""
        return evolve(self, line=line, column=column)


class ArgmapError(Exception):
    """The root of the tree: catch this to catch everything argmap raises on purpose."""


class _FaultyError(ArgmapError):
    """An error that reports every fault it found, one a line."""

    def __init__(self, faults: Iterable[Fault], about: str = "") -> None:
        self.faults = tuple(faults)
        self.about = about
        super().__init__(about)

    def __str__(self) -> str:
        if not self.about and len(self.faults) == 1:
            return str(self.faults[0])
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        head = f"{self.about}: {count}" if self.about else count
        return "\n".join([head, *(f"  {fault}" for fault in self.faults)])

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.faults, self.about)


class InvalidRecordError(_FaultyError, ValueError):
    """A record contradicts itself: an empty text, a weight outside 0..1, an unknown verdict."""


class InvalidMapError(_FaultyError, ValueError):
    """The records do not fit together: unknown ids, duplicates, cycles of `part_of`."""


class ReadError(_FaultyError, ValueError):
    """A text or file does not say what its format demands; every fault has its line."""


class WriteError(_FaultyError, ValueError):
    """A map holds something the format cannot express; every such thing is named."""


class UnknownIdError(ArgmapError, KeyError):
    """Nothing here has that id; the nearest that exist are in `suggestions`.

    >>> print(UnknownIdError("vacum", ["vacuum", "leave"], kind="claim"))
    no claim 'vacum' in this map; did you mean 'vacuum'?
    """

    def __init__(
        self, id: str, known: Iterable[str] = (), *, kind: str = "record", remedy: str = ""
    ) -> None:
        self.id = id
        self.kind = kind
        self.suggestions = tuple(nearest(str(id), known))
        self.remedy = remedy or did_you_mean(self.suggestions)
        super().__init__(id)

    def __str__(self) -> str:
        said = f"no {self.kind} {self.id!r} in this map"
        return f"{said}; {self.remedy}" if self.remedy else said

    def __reduce__(self) -> tuple[Any, ...]:
        make = partial(type(self), kind=self.kind, remedy=self.remedy)
        return make, (self.id, self.suggestions)


class NoPositionError(ArgmapError, LookupError):
    """The map has no position, so it has no motion and nothing bears on it."""


class UnknownFormatError(ArgmapError, ValueError):
    """No format is known by that suffix or name."""


class UnknownOptionError(ArgmapError, ValueError):
    """An option was given a value outside its list.

    >>> print(UnknownOptionError("view", "bord", ["board", "tree"]))
    unknown view 'bord' (one of: board, tree); did you mean 'board'?
    """

    def __init__(self, option: str, value: object, known: Iterable[str]) -> None:
        self.option = option
        self.value = value
        self.known = tuple(known)
        super().__init__(option, value, self.known)

    def __str__(self) -> str:
        said = f"unknown {self.option} {self.value!r} (one of: {', '.join(self.known)})"
        hint = did_you_mean(nearest(str(self.value), self.known))
        return f"{said}; {hint}" if hint else said


class UnknownQuestionError(UnknownOptionError, KeyError):
    """There is no question of that name.

    >>> from argmap.analysis import QUESTIONS
    >>> QUESTIONS["gain"]
    Traceback (most recent call last):
        ...
    argmap.errors.UnknownQuestionError: unknown question 'gain' (one of: ...gains...
    """


class InvalidOptionError(ArgmapError, ValueError):
    """An option was given a value it cannot have: a width out of range, a value no number.

    >>> print(InvalidOptionError("width", 0, "not between 1 and 10000", "choose another"))
    width 0 is not between 1 and 10000; choose another
    """

    def __init__(self, option: str, value: object, problem: str, remedy: str) -> None:
        self.option = option
        self.value = value
        self.problem = problem
        self.remedy = remedy
        super().__init__(option, value, problem, remedy)

    def __str__(self) -> str:
        return f"{self.option} {self.value!r} is {self.problem}; {self.remedy}"


class OptionTypeError(InvalidOptionError, TypeError):
    """An option was given a value of a type it cannot have.

    >>> print(OptionTypeError("width", "wide", "no whole number", "give one in pixels"))
    width 'wide' is no whole number; give one in pixels
    """


class MissingExtraError(ArgmapError, ImportError):
    """A feature needs packages that are not installed; the message gives the command."""


class LayoutError(ArgmapError, RuntimeError):
    """No layout came back; the message says why and names a cheaper view."""


class LayoutMemoryError(LayoutError, MemoryError):
    """The layout needed more than its memory limit."""


class LayoutTimeoutError(LayoutError, TimeoutError):
    """The layout took longer than its time limit."""


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known words closest to a mistyped one, best first; none among very many.

    >>> nearest("vacum", ["leave", "vacuum", "stay"])
    ['vacuum']
    """
    words = list(islice(known, _TOO_MANY))
    return get_close_matches(word, words, n=most, cutoff=0.6) if len(words) < _TOO_MANY else []


def did_you_mean(suggestions: Iterable[str]) -> str:
    """The remedy for a mistyped word, or nothing when nothing is near.

    >>> did_you_mean(["vacuum"])
    "did you mean 'vacuum'?"
    """
    quoted = [repr(suggestion) for suggestion in suggestions]
    return f"did you mean {' or '.join(quoted)}?" if quoted else ""
