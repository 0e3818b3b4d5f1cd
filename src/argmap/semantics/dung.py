"""What stands in an abstract framework: the semantics of Dung (1995) and his followers.

An extension is a set of arguments that can be held together. How much it must hold, and
how well it must defend itself, is what the semantics differ in:

=========== ========================================================================
admissible  conflict-free, and attacks whatever attacks a member
complete    admissible, and holds all that it defends
grounded    the least complete set
preferred   the largest admissible sets
stable      conflict-free, and attacks everything else; there may be none
semi-stable the complete sets that leave least undecided (Verheij 1996; Caminada 2006)
ideal       the largest admissible set inside every preferred one (Dung, Mancarella, Toni 2007)
eager       the largest admissible set inside every semi-stable one (Caminada 2007)
naive       the largest conflict-free sets
stage       the conflict-free sets that leave least undecided (Verheij 1996)
cf2         naive by strongly connected components (Baroni, Giacomin, Guida 2005)
=========== ========================================================================

All definitions are in the survey of Baroni, Caminada and Giacomin (2011). Every framework
has an extension of every semantics but stable, the empty framework the empty set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from argmap.errors import UnknownOptionError
from argmap.semantics.acceptance import SINGLE, sole, status_codes
from argmap.semantics.branching import Choices, outset
from argmap.semantics.certificates import DIRECTIONAL, Acceptance, Claimed, check
from argmap.semantics.factors import Extensions
from argmap.semantics.labelling import Labelling, Statuses, labelling
from argmap.semantics.queries import decide
from argmap.semantics.solving import NoExtensionError, Work
from argmap.semantics.structure import grounding

if TYPE_CHECKING:
    from argmap.semantics.certificates import Mode
    from argmap.semantics.framework import Framework
    from argmap.semantics.solving import Watch

__all__ = [
    "DIRECTIONAL",
    "SEMANTICS",
    "Semantics",
    "credulous",
    "extension",
    "extensions",
    "grounded",
    "skeptical",
    "statuses",
]

Semantics: TypeAlias = Literal[
    "admissible",
    "complete",
    "grounded",
    "preferred",
    "stable",
    "semi-stable",
    "ideal",
    "eager",
    "naive",
    "stage",
    "cf2",
]
SEMANTICS: tuple[Semantics, ...] = get_args(Semantics)
"""Those known here."""


def grounded(framework: Framework) -> Labelling:
    """The grounded labelling: what every complete labelling agrees on is in or out.

    Linear in arguments and attacks, with no solver (Dung 1995, definition 20).

    >>> from argmap.semantics import Framework
    >>> grounded(Framework("abc", [("a", "b"), ("b", "c")])).extension
    ('a', 'c')
    """
    return Labelling(framework, bytes(grounding(framework).codes))


def extension(
    framework: Framework,
    semantics: Semantics = "preferred",
    *,
    timeout: float | None = None,
    progress: Watch | None = None,
) -> Labelling:
    """Some extension, with the label of every argument; always the same one.

    Raises `NoExtensionError` where no stable extension exists, and `LimitReachedError` after
    `timeout` seconds.

    >>> from argmap.semantics import Framework
    >>> extension(Framework("ab", [("a", "b"), ("b", "b")]), "stable")
    <Labelling of 2 arguments: in a; out b>
    """
    found = _choices(framework, semantics, _work(semantics, timeout, progress)).first()
    if found is None:
        raise NoExtensionError(f"no {semantics} extension exists in {framework!r}")
    return labelling(framework, found)


def extensions(
    framework: Framework,
    semantics: Semantics = "preferred",
    *,
    limit: int | None = None,
    timeout: float | None = None,
    progress: Watch | None = None,
) -> Extensions:
    """All extensions, found as they are asked for, counted without being listed.

    The value is a product of independent axes; see `Extensions`. Listing more than `limit`
    of them, or work of more than `timeout` seconds at a time on the next one or on the
    count, raises `LimitReachedError`; what was found by then is kept. `progress` is called
    often, with a `Progress`.

    >>> from argmap.semantics import Framework
    >>> ids = [f"{side}{n}" for n in range(100) for side in "ab"]
    >>> pairs = [(f"{side}{n}", f"{other}{n}") for n in range(100) for side, other in ("ab", "ba")]
    >>> extensions(Framework(ids, pairs)).count == 2**100
    True
    """
    work = _work(semantics, timeout, progress)
    return Extensions(framework, semantics, limit, _choices(framework, semantics, work), work)


def statuses(
    framework: Framework,
    semantics: Semantics = "preferred",
    *,
    timeout: float | None = None,
    progress: Watch | None = None,
) -> Statuses:
    """The status of every argument, without listing extensions.

    skeptical: in every extension, and there is one. credulous: in some, not in every one.
    rejected: in none. Where no stable extension exists, all are `undefined`: nothing is
    called accepted because there is nothing to contradict it. Raises `LimitReachedError`
    after `timeout` seconds.

    >>> from argmap.semantics import Framework
    >>> statuses(Framework("abc", [("a", "b"), ("b", "a"), ("c", "c")]), "stable").note
    'No stable extension exists, so no argument is accepted or rejected.'
    """
    work = _work(semantics, timeout, progress)
    return Statuses(framework, semantics, status_codes(framework, semantics, work))


def credulous(
    framework: Framework,
    id: str,
    semantics: Semantics = "preferred",
    *,
    timeout: float | None = None,
    progress: Watch | None = None,
) -> Acceptance:
    """Whether some extension contains an argument, with a certificate that was checked.

    Where no stable extension exists the answer is no, and says why. Raises
    `LimitReachedError` after `timeout` seconds.

    >>> from argmap.semantics import Framework
    >>> answer = credulous(Framework("abc", [("a", "b"), ("b", "a"), ("b", "c")]), "c")
    >>> print(answer, answer.certificate.witness)
    c is accepted (credulous, preferred) ('a', 'c')
    """
    return _acceptance(framework, id, semantics, "credulous", _work(semantics, timeout, progress))


def skeptical(
    framework: Framework,
    id: str,
    semantics: Semantics = "preferred",
    *,
    timeout: float | None = None,
    progress: Watch | None = None,
) -> Acceptance:
    """Whether there is an extension and every one contains an argument, with a certificate.

    Raises `LimitReachedError` after `timeout` seconds.

    >>> from argmap.semantics import Framework
    >>> answer = skeptical(Framework("abc", [("a", "b"), ("b", "a"), ("b", "c")]), "c")
    >>> print(answer, answer.certificate.kind, answer.certificate.witness)
    c is not accepted (skeptical, preferred) counter-set ('b',)
    """
    return _acceptance(framework, id, semantics, "skeptical", _work(semantics, timeout, progress))


def _acceptance(
    framework: Framework, id: str, semantics: str, mode: Mode, work: Work
) -> Acceptance:
    holds, certificate = decide(framework, framework.position(id), semantics, mode, work)
    claimed = Claimed(id, semantics, mode, holds)
    verification = check(framework, claimed, certificate, most=0)
    return Acceptance(id, semantics, mode, holds, certificate, verification)


def _choices(framework: Framework, semantics: str, work: Work) -> Choices:
    single = semantics in SINGLE
    start = (sole(framework, semantics, work), []) if single else outset(framework, semantics)
    return Choices(framework, semantics, work, outset=start)


def _work(semantics: str, timeout: float | None, progress: Watch | None) -> Work:
    if semantics not in SEMANTICS:
        raise UnknownOptionError("semantics", semantics, SEMANTICS)
    return Work(timeout, progress)
