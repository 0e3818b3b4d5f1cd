"""Answers to "is it accepted?", with a witness, and a checker that needs no solver.

A certificate names a few arguments from which a reader can see the answer: an order of
arguments each of which defends the next, or a set that defends itself. The checker goes
by the definitions alone. Some answers have no short witness, since they speak of all
sets; those it checks by trying every set where few arguments matter, and otherwise says
plainly that the answer rests on the solver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from argmap.errors import ArgmapError
from argmap.semantics import definitions

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.semantics.framework import Framework

__all__ = [
    "Acceptance",
    "Certificate",
    "CertificateError",
    "Claimed",
    "Kind",
    "Mode",
    "Verification",
    "check",
]

Mode: TypeAlias = Literal["credulous", "skeptical"]
Kind: TypeAlias = Literal[
    "defence",
    "defeat",
    "own enemy",
    "admissible set",
    "counter-set",
    "extension",
    "no rivals",
    "no extension",
    "search",
]

DIRECTIONAL = frozenset({"admissible", "complete", "grounded", "preferred", "ideal", "cf2"})
"""What attacks an argument, directly or through others, decides; the rest can not matter."""
_COMPLETE = frozenset(
    {"complete", "grounded", "preferred", "stable", "semi-stable", "ideal", "eager"}
)
_DEFENDING = _COMPLETE | {"admissible"}


class CertificateError(ArgmapError, ValueError):
    """A certificate does not show what it is said to show."""


@frozen
class Certificate:
    """Why an argument is accepted or not.

    =============== ==========================================================================
    kind            witness
    =============== ==========================================================================
    defence         an order of arguments, the last the one asked about; whatever attacks one
                    is attacked by an earlier one, so all are in the grounded extension
    defeat          the same, but the last attacks the argument asked about
    own enemy       the argument, which attacks itself
    admissible set  a set that contains the argument and defends itself; no part of it does both
    counter-set     a set that defends itself and attacks the argument; no part of it does both
    extension       an extension that contains the argument, or lacks it
    no rivals       the argument: all that it conflicts with attack themselves
    no extension    nothing: there is no stable extension
    search          nothing: the answer speaks of all sets, and all were searched
    =============== ==========================================================================

    `within`, if any, names the arguments that alone can matter: the argument asked about and
    all that reach it by attacks. The witness is then an extension of those.
    """

    kind: Kind
    witness: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


@frozen
class Verification:
    """What the checker made of a certificate: `shown` by definitions, `left` to the solver."""

    shown: str
    left: str = ""

    @property
    def proven(self) -> bool:
        """Whether the answer follows from what was shown alone."""
        return not self.left


@frozen
class Acceptance:
    """Whether an argument is accepted, with the reason.

    credulous: some extension contains it. skeptical: there is an extension, and every one
    contains it. `exists` is false where the semantics has no extension here, which only
    happens to stable; then `holds` is false in both modes.
    """

    argument: str
    semantics: str
    mode: Mode
    holds: bool
    certificate: Certificate
    verification: Verification

    def __bool__(self) -> bool:
        return self.holds

    def __str__(self) -> str:
        if not self.exists:
            return f"{self.argument}: no {self.semantics} extension exists"
        said = "accepted" if self.holds else "not accepted"
        return f"{self.argument} is {said} ({self.mode}, {self.semantics})"

    @property
    def exists(self) -> bool:
        """Whether there is any extension to be in."""
        return self.certificate.kind != "no extension"


@frozen
class Claimed:
    """What a certificate is to show."""

    argument: str
    semantics: str
    mode: Mode
    holds: bool


_Claim: TypeAlias = Acceptance | Claimed


def check(
    framework: Framework, claimed: _Claim, certificate: Certificate, *, most: int = 10
) -> Verification:
    """Check a certificate by the definitions; raise `CertificateError` if it shows something else.

    Where it leaves something open and at most `most` arguments matter, every set of them is
    tried.

    >>> from argmap.semantics import Framework, credulous
    >>> framework = Framework("ab", [("a", "b"), ("b", "a")])
    >>> answer = credulous(framework, "a")
    >>> check(framework, answer, answer.certificate).shown
    'a defends itself'
    """
    verification = _CHECKS[certificate.kind](framework, claimed, certificate)
    if verification.proven or not most:
        return verification
    matter = _relevant(framework, claimed)
    if len(matter) > most:
        return verification
    if not _by_trying(framework.restricted(matter), claimed, certificate):
        raise CertificateError(f"trying all sets shows otherwise: {claimed}")
    return Verification(f"trying all sets of the {len(matter)} arguments that matter shows it")


def _relevant(framework: Framework, claimed: _Claim) -> list[str]:
    if claimed.semantics not in DIRECTIONAL:
        return list(framework)
    found = dict.fromkeys([claimed.argument])
    waiting = [claimed.argument]
    while waiting:
        new = [id for id in framework.attackers(waiting.pop()) if id not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return list(found)


def _by_trying(framework: Framework, claimed: _Claim, certificate: Certificate) -> bool:
    extensions = definitions.by_definition(framework, claimed.semantics)
    if certificate.kind == "no extension":
        return not extensions
    held = [claimed.argument in extension for extension in extensions]
    accepted = any(held) if claimed.mode == "credulous" else bool(held) and all(held)
    return accepted == claimed.holds


def _demand(fact: bool, said: str) -> None:
    if not fact:
        raise CertificateError(f"the certificate does not hold: {said}")


def _check_defence(framework: Framework, claimed: _Claim, given: Certificate) -> Verification:
    _demand(given.witness[-1:] == (claimed.argument,), f"its last is {claimed.argument}")
    return _derived(framework, claimed, given, wanted=True)


def _check_defeat(framework: Framework, claimed: _Claim, given: Certificate) -> Verification:
    foes = framework.attackers(claimed.argument)
    _demand(bool(given.witness) and given.witness[-1] in foes, "its last attacks the argument")
    return _derived(framework, claimed, given, wanted=False)


def _derived(
    framework: Framework, claimed: _Claim, given: Certificate, *, wanted: bool
) -> Verification:
    _demand(definitions.is_derivation(framework, given.witness), "each is defended by earlier ones")
    _demand(claimed.holds == wanted, "it shows the opposite")
    fits = _COMPLETE if wanted and claimed.mode == "skeptical" else _DEFENDING
    _demand(claimed.semantics in fits, f"it says nothing of {claimed.semantics} extensions")
    side = claimed.argument if wanted else "one that attacks it"
    shown = f"every complete extension contains {side}"
    missing = claimed.semantics == "stable" and wanted
    return Verification(shown, "that a stable extension exists" if missing else "")


def _check_own_enemy(framework: Framework, claimed: _Claim, given: Certificate) -> Verification:
    del given
    own = claimed.argument in framework.attackers(claimed.argument)
    _demand(own and not claimed.holds, f"{claimed.argument} attacks itself")
    return Verification(f"{claimed.argument} attacks itself")


def _check_admissible(framework: Framework, claimed: _Claim, given: Certificate) -> Verification:
    _demand(definitions.is_admissible(framework, given.witness), "the set defends itself")
    _demand(claimed.argument in given.witness, f"it contains {claimed.argument}")
    fits = claimed.semantics in {"admissible", "complete", "preferred"}
    _demand(fits and claimed.mode == "credulous" and claimed.holds, "it shows something else")
    return Verification(_defends_itself(given.witness))


def _check_counter(framework: Framework, claimed: _Claim, given: Certificate) -> Verification:
    _demand(definitions.is_admissible(framework, given.witness), "the set defends itself")
    hit = definitions.attacked_by(framework, given.witness)
    _demand(claimed.argument in hit, f"it attacks {claimed.argument}")
    fits = claimed.semantics in {"admissible", "complete", "grounded", "preferred", "ideal"}
    _demand(fits and not claimed.holds, "it shows something else")
    _demand(claimed.mode == "skeptical" or claimed.semantics in {"grounded", "ideal"}, "likewise")
    return Verification(f"{_defends_itself(given.witness)} and attacks {claimed.argument}")


def _defends_itself(witness: tuple[str, ...]) -> str:
    return f"{', '.join(witness)} {'defends itself' if len(witness) == 1 else 'defend themselves'}"


def _check_extension(framework: Framework, claimed: _Claim, given: Certificate) -> Verification:
    _demand((claimed.argument in given.witness) == claimed.holds, "it has the argument or lacks it")
    single = claimed.semantics in {"grounded", "ideal", "eager"}
    _demand(single or claimed.holds == (claimed.mode == "credulous"), "one says nothing of all")
    if given.within:
        _demand(claimed.semantics in DIRECTIONAL, "what is outside could matter")
        framework = framework.restricted(_closed(framework, given.within))
    test, shown, left = _TESTS[claimed.semantics]
    _demand(test(framework, given.witness), f"the set is {shown}")
    return Verification(f"the set is {shown}", left)


def _closed(framework: Framework, within: tuple[str, ...]) -> tuple[str, ...]:
    inside = set(within)
    closed = all(inside.issuperset(framework.attackers(id)) for id in within)
    _demand(closed, "nothing outside attacks what it looks at")
    return within


def _check_no_rivals(framework: Framework, claimed: _Claim, given: Certificate) -> Verification:
    del given
    id = claimed.argument
    rivals = {*framework.attackers(id), *framework.attacked(id)}
    harmless = all(rival in framework.attackers(rival) for rival in rivals)
    fits = claimed.holds and claimed.semantics == "naive" and id not in rivals
    _demand(harmless and fits, f"all that {id} conflicts with attack themselves")
    return Verification(f"all that {id} conflicts with attack themselves")


def _check_search(framework: Framework, claimed: _Claim, given: Certificate) -> Verification:
    del framework, claimed, given
    return Verification("nothing", "the whole answer")


def _check_missing(framework: Framework, claimed: _Claim, given: Certificate) -> Verification:
    del framework, given
    _demand(claimed.semantics == "stable" and not claimed.holds, "only stable can be missing")
    return Verification("nothing", "that no stable extension exists")


_CHECKS: dict[str, Callable[[Framework, _Claim, Certificate], Verification]] = {
    "defence": _check_defence,
    "defeat": _check_defeat,
    "own enemy": _check_own_enemy,
    "admissible set": _check_admissible,
    "counter-set": _check_counter,
    "extension": _check_extension,
    "no rivals": _check_no_rivals,
    "no extension": _check_missing,
    "search": _check_search,
}


def _is_grounded(framework: Framework, ids: tuple[str, ...]) -> bool:
    return definitions.is_complete(framework, ids) and definitions.is_derivation(framework, ids)


_TESTS: dict[str, tuple[Callable[[Framework, tuple[str, ...]], bool], str, str]] = {
    "admissible": (definitions.is_admissible, "admissible", ""),
    "complete": (definitions.is_complete, "complete", ""),
    "grounded": (_is_grounded, "the grounded extension", ""),
    "preferred": (definitions.is_complete, "complete", "that no larger one is"),
    "stable": (definitions.is_stable, "stable", ""),
    "semi-stable": (definitions.is_complete, "complete", "that none attacks or holds more"),
    "ideal": (definitions.is_admissible, "admissible", "that it is the ideal one"),
    "eager": (definitions.is_admissible, "admissible", "that it is the eager one"),
    "naive": (definitions.is_naive, "naive", ""),
    "stage": (definitions.is_conflict_free, "conflict-free", "that none attacks or holds more"),
    "cf2": (definitions.is_cf2, "a CF2 extension", ""),
}
