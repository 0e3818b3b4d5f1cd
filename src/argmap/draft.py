"""Writing a map down, one sentence at a time, in the order people argue.

A `Draft` is the one thing here that changes, and `finish` turns it into an `ArgumentMap`.
What its methods return are handles, and a script goes on from them: from a claim to what
speaks for and against it, from a step to what undercuts it, from an actor to what they
accept and whom they back.

A step of one premise stands for that premise wherever a claim is asked for. So the
answer of `leave.con("…")` can be undercut as a step, answered as a claim, and accepted.

>>> draft = Draft("Should US forces leave Iraq?")
>>> mena = draft.source("The withdrawal question", id="mena", publisher="MENA Watch")
>>> leave = draft.position("US forces leave Iraq.", id="leave")
>>> stay = draft.position("US forces stay in Iraq.", id="stay").alternative_to(leave)
>>> vacuum = leave.con("A quick exit leaves a gap.", id="vacuum", cite=mena.at("¶8"))
>>> idle = vacuum.undercut("The troops no longer fight.", id="idle", basis="implied")
>>> beaten = vacuum.con("ISIS holds no ground any more.", id="beaten", kind="fact")
>>> author = draft.voice("The author")
>>> baghdad = draft.actor("Baghdad", kind="government")
>>> washington = draft.actor("Washington", kind="government").backs(baghdad)
>>> washington.accepts(vacuum, via=author, hedge="fears", cite="mena ¶8").rejects(leave)
<actor 'washington': Washington>
>>> draft.finish()
<ArgumentMap 'Should US forces leave Iraq?' with 2 positions, 5 claims, 3 arguments, 3 actors, \
2 stances, 1 tie, 1 link, 1 source>
>>> [argument.id for argument in draft.finish().arguments]
['vacuum-con-leave', 'idle-undercuts-vacuum', 'beaten-con-vacuum']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import contextmanager
from functools import wraps
from inspect import Parameter, signature
from itertools import count
from textwrap import shorten
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias, TypedDict, TypeVar, cast

from anyascii import anyascii
from attrs import frozen

from argmap.errors import Fault, InvalidRecordError, UnknownIdError, did_you_mean, nearest
from argmap.model import (
    VOICE,
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    FrozenMapping,
    Link,
    Source,
    Stake,
    Stance,
    Tie,
    described,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterator, Sequence
    from typing import Unpack

    from argmap.model import Basis, ClaimKind, Effect, Identified, LinkKind, Side, Verdict

__all__ = [
    "ActorHandle",
    "ArgumentHandle",
    "ClaimHandle",
    "Draft",
    "SourceHandle",
    "argument_id",
    "slug",
]


# What may be said of each record -----------------------------------------------------

Cite: TypeAlias = "str | Citation | SourceHandle | Iterable[str | Citation | SourceHandle]"
SomeActor: TypeAlias = "ActorHandle | str"
SomeClaim: TypeAlias = "ClaimHandle | ArgumentHandle | str"
SomeTarget: TypeAlias = "ClaimHandle | ArgumentHandle | str"
Premise: TypeAlias = "str | ClaimHandle | ArgumentHandle"
Via: TypeAlias = "SomeActor | Iterable[SomeActor]"
Extra: TypeAlias = Mapping[str, Any]


class ClaimOptions(TypedDict, total=False):
    """What can be said of a new claim besides its text; see `argmap.Claim`."""

    id: str | None
    label: str | None
    theme: str | None
    weight: float
    kind: ClaimKind
    cite: Cite
    extra: Extra


class StepOptions(ClaimOptions, total=False):
    """What can be said of a step: first of its premises, if any is new, then of itself.

    `scheme` and `basis` are the step's, and so are `step` (its id), `step_weight`,
    `step_cite` and `step_extra`. `weight`, `cite` and `extra` are those of each claim that
    is made from text, or of the step itself if its premises are all there already.
    `theme` and `kind` are those of each new claim, `id` and `label` those of the only one;
    they are refused where there is none. See `argmap.Argument`.
    """

    scheme: str | None
    basis: Basis
    step: str | None
    step_weight: float
    step_cite: Cite
    step_extra: Extra


class LinkOptions(TypedDict, total=False):
    """What can be said of a link; see `argmap.Link`."""

    basis: Basis
    cite: Cite
    extra: Extra


class ActorOptions(TypedDict, total=False):
    """What can be said of an actor besides their name; see `argmap.Actor`."""

    id: str | None
    part_of: SomeActor | None
    bloc: str | None
    influence: float | None
    label: str | None
    names: Mapping[str, str]
    cite: Cite
    extra: Extra


class SourceOptions(TypedDict, total=False):
    """What can be said of a source besides its title; see `argmap.Source`."""

    id: str | None
    publisher: str | None
    author: str | None
    date: str | dt.date | None
    url: str | None
    sha256: str | None
    extra: Extra


class StakeOptions(TypedDict, total=False):
    """What can be said of a stake; see `argmap.Stake`."""

    strength: float
    via: Via
    hedge: str | None
    basis: Basis
    cite: Cite
    extra: Extra


class StanceOptions(StakeOptions, total=False):
    """What can be said of a stance; see `argmap.Stance`."""

    date: str | dt.date | None


class TieOptions(TypedDict, total=False):
    """What can be said of a tie; see `argmap.Tie`."""

    sign: Literal[-1, 0, 1]
    strength: float
    via: Via
    hedge: str | None
    basis: Basis
    cite: Cite
    extra: Extra


_FIELD_OF_STEP = {
    "scheme": "scheme",
    "basis": "basis",
    "step": "id",
    "step_weight": "weight",
    "step_cite": "cite",
    "step_extra": "extra",
}
_CLAIMS_OR_STEPS = ("weight", "cite", "extra")
_OF_ONE_CLAIM = ("id", "label")

_Method = TypeVar("_Method", bound=Callable[..., Any])


def _options(known: Any) -> Callable[[_Method], _Method]:
    """Let a method refuse, in its own name, the options that its TypedDict has not.

    Type checkers do so by `Unpack`; who runs a script unchecked is told here, before the
    option reaches a record that the script has never heard of.
    """

    def refusing(method: _Method) -> _Method:
        parameters = signature(method).parameters.values()
        named = {p.name for p in parameters if p.kind is not Parameter.VAR_KEYWORD}
        names = named | known.__optional_keys__

        @wraps(method)
        def checked(*args: Any, **given: Any) -> Any:
            for name in given:
                if name not in names:
                    hint = did_you_mean(nearest(name, sorted(known.__optional_keys__)))
                    message = f"{method.__qualname__}() has no option {name!r}"
                    raise TypeError(f"{message}; {hint}" if hint else message)
            return method(*args, **given)

        return cast("_Method", checked)

    return refusing


# The draft ---------------------------------------------------------------------------

_R = TypeVar("_R")
_Relation = TypeVar("_Relation", Link, Stance, Stake, Tie)


class Draft:
    """A map in the making.

    Ids are made from the text where none is given, see `slug` and `argument_id`. A record
    is checked when it is made and the whole by `finish`, so ids may be named before the
    records they stand for are there.

    >>> draft = Draft("Should US forces leave Iraq?", title="The withdrawal")
    >>> draft.position("US forces leave Iraq.").pro("Parliament voted for it.")
    <argument 'parliament-voted-pro-us-forces-leave-iraq'>
    >>> draft
    <Draft 'Should US forces leave Iraq?' with 2 claims, 1 argument>
    """

    def __init__(
        self,
        question: str,
        *,
        title: str | None = None,
        language: str = "en",
        extra: Extra | None = None,
    ) -> None:
        self.question = question
        self.title = title
        self.language = language
        self.extra = FrozenMapping(extra or {})
        self._positions: list[str] = []
        self._notes: list[str] = []
        self._identified: dict[str, Identified] = {}
        self._relations: list[Link | Stance | Stake | Tie] = []

    # Records with an id

    @_options(ClaimOptions)
    def claim(self, text: str, **options: Unpack[ClaimOptions]) -> ClaimHandle:
        """A sentence somebody could accept or reject.

        >>> Draft("Stay?").claim("ISIS holds no ground.", id="beaten", kind="fact")
        <claim 'beaten': ISIS holds no ground.>
        """
        return ClaimHandle(self, self._add(Claim, "text", text, options))

    @_options(ClaimOptions)
    def position(self, claim: Premise, **options: Unpack[ClaimOptions]) -> ClaimHandle:
        """A claim that answers the question, new or already here; the first is the motion.

        >>> draft = Draft("Stay?")
        >>> draft.position("US forces stay.", id="stay", label="Stay")
        <claim 'stay': US forces stay.>
        """
        (id,) = self._premise_ids((claim,), options)
        if id not in self._positions:
            self._positions.append(id)
        return ClaimHandle(self, id)

    @_options(StepOptions)
    def argument(
        self,
        premises: Premise | Iterable[Premise],
        target: SomeTarget,
        side: Side,
        **options: Unpack[StepOptions],
    ) -> ArgumentHandle:
        """A step, from one premise or several jointly, for or against a target.

        Premises given as text become claims. Where the target is a step, given by its
        handle or id, this is an undercut. `claim.pro`, `claim.con` and `step.undercut`
        say the same in fewer words. `cite`, `weight` and `extra` go to the claims that are
        made here and, if none is, to the step.

        >>> draft = Draft("Stay?")
        >>> stay = draft.position("US forces stay.", id="stay")
        >>> draft.argument(["ISIS may return.", "Only they can stop it."], stay, "pro").premises
        (<claim 'isis-return': ISIS may return.>, <claim 'only-stop': Only they can stop it.>)
        """
        starts = _several(premises)
        of_claims, of_step = _shared_out(options, new=any(isinstance(p, str) for p in starts))
        with self._all_or_nothing():
            ids = self._premise_ids(starts, of_claims)
            step = self._own(target, ArgumentHandle, ClaimHandle)
            id = of_step.pop("id", None)
            if id is None:
                id = self._argument_id(ids, side, step)
            self._keep(Argument(id, ids, step, side, **self._fields(of_step)))
        return ArgumentHandle(self, id)

    @_options(ActorOptions)
    def actor(
        self, name: str, *, kind: str = "group", **options: Unpack[ActorOptions]
    ) -> ActorHandle:
        """A person, group, state or organisation with a stake.

        >>> draft = Draft("Stay?")
        >>> draft.actor("Kurdistan Region", part_of=draft.actor("Iraq", kind="state"))
        <actor 'kurdistan-region': Kurdistan Region>
        """
        return ActorHandle(self, self._add(Actor, "name", name, {**options, "kind": kind}))

    @_options(ActorOptions)
    def voice(self, name: str, **options: Unpack[ActorOptions]) -> ActorHandle:
        """Somebody who comments on the question and has no stake in it.

        >>> Draft("Stay?").voice("Pollock", names={"ar": "بولوك"})
        <actor 'pollock': Pollock>
        """
        return self.actor(name, kind=VOICE, **options)

    @_options(SourceOptions)
    def source(self, title: str, **options: Unpack[SourceOptions]) -> SourceHandle:
        """A document that can be looked up.

        >>> draft = Draft("Stay?")
        >>> draft.source("The withdrawal question", id="mena", date="2024-01-28").at("¶17")
        Citation(source='mena', locator='¶17')
        """
        return SourceHandle(self, self._add(Source, "title", title, options))

    # Records between them

    @_options(LinkOptions)
    def link(
        self, claim: SomeClaim, other: SomeClaim, kind: LinkKind, **options: Unpack[LinkOptions]
    ) -> Link:
        """How two claims stand to each other, with no step between them.

        >>> draft = Draft("Stay?")
        >>> stay, leave = draft.position("They stay."), draft.position("They leave.")
        >>> draft.link(stay, leave, "alternative")
        Link(claims=('stay', 'leave'), kind='alternative')
        """
        return self._relate(
            Link((self._claim(claim), self._claim(other)), kind, **self._fields(options))
        )

    @_options(StanceOptions)
    def stance(
        self, actor: SomeActor, claim: SomeClaim, verdict: Verdict, **options: Unpack[StanceOptions]
    ) -> Stance:
        """What an actor makes of a claim.

        >>> draft = Draft("Stay?")
        >>> draft.stance(draft.actor("Iraq"), draft.position("They stay."), "reject")
        Stance(actor='iraq', claim='stay', verdict='reject')
        """
        return self._relate(
            Stance(self._actor(actor), self._claim(claim), verdict, **self._fields(options))
        )

    @_options(StakeOptions)
    def stake(
        self, actor: SomeActor, position: SomeClaim, effect: Effect, **options: Unpack[StakeOptions]
    ) -> Stake:
        """What an actor is said to gain or lose if a position wins.

        >>> draft = Draft("Stay?")
        >>> draft.stake(draft.actor("Iran"), draft.position("They stay."), "loss", hedge="may")
        Stake(actor='iran', claim='stay', effect='loss', hedge='may')
        """
        return self._relate(
            Stake(self._actor(actor), self._claim(position), effect, **self._fields(options))
        )

    @_options(TieOptions)
    def tie(
        self, source: SomeActor, target: SomeActor, kind: str, **options: Unpack[TieOptions]
    ) -> Tie:
        """How one actor stands to another.

        >>> draft = Draft("Stay?")
        >>> draft.tie(draft.actor("Iran"), draft.actor("Militias"), "backs", strength=0.8)
        Tie(source='iran', target='militias', kind='backs', strength=0.8)
        """
        return self._relate(
            Tie(self._actor(source), self._actor(target), kind, **self._fields(options))
        )

    # The whole

    def note(self, text: str) -> Draft:
        """A remark of whoever makes the map; the draft again, for the next one."""
        self._notes.append(text)
        return self

    def finish(self) -> ArgumentMap:
        """The map as it stands; the draft may go on and be finished again.

        `InvalidMapError` names everything that does not fit together.

        >>> Draft("Stay?").finish()
        <ArgumentMap 'Stay?' with no records>
        """
        return ArgumentMap(
            question=self.question,
            positions=tuple(self._positions),
            actors=self._all(Actor),
            claims=self._all(Claim),
            arguments=self._all(Argument),
            links=self._all(Link),
            stances=self._all(Stance),
            stakes=self._all(Stake),
            ties=self._all(Tie),
            sources=self._all(Source),
            title=self.title,
            language=self.language,
            notes=tuple(self._notes),
            extra=self.extra,
        )

    def __getitem__(self, id: str) -> Identified:
        """The actor, claim, argument or source of that id, as it stands."""
        if id not in self._identified:
            raise UnknownIdError(id, self._identified)
        return self._identified[id]

    def __repr__(self) -> str:
        kinds = {"claim": Claim, "argument": Argument, "actor": Actor, "source": Source}
        counts = {name: len(self._all(kind)) for name, kind in kinds.items()}
        said = [f"{many} {name}{'s' * (many > 1)}" for name, many in counts.items() if many]
        return f"<Draft {self.question!r} with {', '.join(said) or 'no records'}>"

    # From what a script says to what the records hold

    def _add(
        self, kind: type[Actor | Claim | Source], said: str, text: str, options: Mapping[str, Any]
    ) -> str:
        fields = self._fields(options)
        id: str | None = fields.pop("id", None)
        if id is None:
            id = slug(text if isinstance(text, str) else "", self._identified)
        fields |= {"id": id, said: text}
        self._keep(kind(**fields))
        return id

    def _premise_ids(
        self, premises: tuple[object, ...], of_claims: Mapping[str, Any]
    ) -> tuple[str, ...]:
        """The claims a step starts from, of which those given as text are made now."""
        said = dict(of_claims)
        if "cite" in said:
            said["cite"] = _several(said["cite"])
        new = sum(isinstance(premise, str) for premise in premises)
        misfits = [name for name in said if new == 0 or (new > 1 and name in _OF_ONE_CLAIM)]
        if misfits:
            raise _misuse(
                f"{', '.join(misfits)} would describe one new claim, and here are {new or 'none'}",
                "describe a claim where it is made, by draft.claim",
            )
        return tuple(
            self.claim(premise, **said).id if isinstance(premise, str) else self._claim(premise)
            for premise in premises
        )

    def _argument_id(self, premises: tuple[str, ...], side: Side, target: str) -> str:
        bears_on = self._identified.get(target)
        disputed = bears_on.premises if isinstance(bears_on, Argument) else ()
        return argument_id(premises, side, target, self._identified, disputed=disputed)

    def _fields(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """Options as the records' fields: handles become ids, `cite` becomes citations."""
        fields = dict(options)
        if "cite" in fields:
            fields["citations"] = tuple(map(self._citation, _several(fields.pop("cite"))))
        if "via" in fields:
            fields["via"] = tuple(map(self._actor, _several(fields["via"])))
        if fields.get("part_of") is not None:
            fields["part_of"] = self._actor(fields["part_of"])
        return fields

    def _citation(self, cite: object) -> object:
        return Citation(self._own(cite, SourceHandle)) if isinstance(cite, _Handle) else cite

    def _claim(self, claim: object) -> str:
        if isinstance(claim, ArgumentHandle):
            self._own(claim, ArgumentHandle)
            return claim.premise.id
        return self._own(claim, ClaimHandle)

    def _actor(self, actor: object) -> str:
        return self._own(actor, ActorHandle)

    def _own(self, handle: object, *kinds: type[_Handle]) -> str:
        """The id behind a handle of this draft; an id is its own."""
        if isinstance(handle, str):
            return handle
        wanted = " or ".join(kind.word for kind in kinds)
        if not isinstance(handle, kinds):
            raise _misuse(f"{handle!r} is no {wanted}", f"give the handle or id of a {wanted}")
        if handle.draft is not self:
            raise _misuse(
                f"{handle!r} is of another draft, {handle.draft.question!r}",
                f"make it in this draft, {self.question!r}",
            )
        return handle.id

    # Keeping records

    def _keep(self, record: Identified) -> None:
        if record.id in self._identified:
            raise _misuse(
                f"the id is that of the {described(self._identified[record.id])} already",
                "give another; actors, claims, arguments and sources share one set of ids",
                where=described(record),
            )
        self._identified[record.id] = record

    def _relate(self, record: _Relation) -> _Relation:
        self._relations.append(record)
        return record

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        """Take the premises of a step back out when the step itself is refused."""
        before = len(self._identified)
        try:
            yield
        except Exception:
            while len(self._identified) > before:
                self._identified.popitem()
            raise

    def _all(self, kind: type[_R]) -> tuple[_R, ...]:
        records = (*self._identified.values(), *self._relations)
        return tuple(record for record in records if isinstance(record, kind))


def _several(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    one = isinstance(value, str | _Handle) or not isinstance(value, Iterable)
    return (value,) if one else tuple(value)


def _shared_out(options: Mapping[str, Any], *, new: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is said of the new claims of a step, if there are any, and what of the step."""
    of_claims = {name: value for name, value in options.items() if name not in _FIELD_OF_STEP}
    of_step = {_FIELD_OF_STEP[name]: options[name] for name in options if name in _FIELD_OF_STEP}
    for name in () if new else _CLAIMS_OR_STEPS:
        if name in of_claims and name in of_step:
            message = f"{name} and step_{name} both describe the step, for no claim is made here"
            raise _misuse(message, "give one of them")
        if name in of_claims:
            of_step[name] = of_claims.pop(name)
    return of_claims, of_step


def _misuse(message: str, remedy: str, *, where: str = "") -> InvalidRecordError:
    return InvalidRecordError([Fault(message, where=where, remedy=remedy)])


def _shortened(text: str) -> str:
    return shorten(text, 60, placeholder=" …")


# The handles -------------------------------------------------------------------------


@frozen(repr=False)
class _Handle:
    """A record of a draft, by its id."""

    word: ClassVar[str] = "record"

    draft: Draft
    id: str

    def __repr__(self) -> str:
        record = self.draft[self.id]
        said = next(
            (getattr(record, n) for n in ("text", "name", "title") if hasattr(record, n)), ""
        )
        return f"<{described(record)}{f': {_shortened(said)}' if said else ''}>"


@frozen(repr=False)
class SourceHandle(_Handle):
    """A source of a draft: cite it whole, or at a place in it."""

    word: ClassVar[str] = "source"

    def at(self, locator: str, *, quote: str | None = None) -> Citation:
        """The citation of one place in it, such as `mena.at("¶8")`."""
        return Citation(self.id, locator, quote=quote)


@frozen(repr=False)
class ClaimHandle(_Handle):
    """A claim of a draft: what is said for and against it, and how it stands to others."""

    word: ClassVar[str] = "claim"

    @_options(StepOptions)
    def pro(
        self, premise: Premise | Iterable[Premise], **options: Unpack[StepOptions]
    ) -> ArgumentHandle:
        """A step for this claim: from a new sentence, from a claim, or from several jointly.

        >>> draft = Draft("Stay?")
        >>> leave = draft.position("US forces leave Iraq.", id="leave")
        >>> idle = draft.claim("The troops no longer fight.", id="idle")
        >>> leave.pro([idle, "Idle troops are only a target."], step="no-use", scheme="from waste")
        <argument 'no-use'>
        """
        return self.draft.argument(premise, self, "pro", **options)

    @_options(StepOptions)
    def con(
        self, premise: Premise | Iterable[Premise], **options: Unpack[StepOptions]
    ) -> ArgumentHandle:
        """A step against this claim: from a new sentence, from a claim, or from several."""
        return self.draft.argument(premise, self, "con", **options)

    @_options(LinkOptions)
    def alternative_to(self, other: SomeClaim, **options: Unpack[LinkOptions]) -> ClaimHandle:
        """Both cannot be chosen, as with positions that exclude each other; this claim again."""
        return self._linked(other, "alternative", options)

    @_options(LinkOptions)
    def contrary_to(self, other: SomeClaim, **options: Unpack[LinkOptions]) -> ClaimHandle:
        """Both cannot hold, and both may fail; this claim again."""
        return self._linked(other, "contrary", options)

    @_options(LinkOptions)
    def contradicts(self, other: SomeClaim, **options: Unpack[LinkOptions]) -> ClaimHandle:
        """One of the two holds, and never both; this claim again."""
        return self._linked(other, "contradictory", options)

    @_options(LinkOptions)
    def equivalent_to(self, other: SomeClaim, **options: Unpack[LinkOptions]) -> ClaimHandle:
        """They stand or fall together; this claim again."""
        return self._linked(other, "equivalent", options)

    @_options(LinkOptions)
    def rephrases(self, other: SomeClaim, **options: Unpack[LinkOptions]) -> ClaimHandle:
        """It says the same in other words; this claim again."""
        return self._linked(other, "rephrase", options)

    def _linked(self, other: SomeClaim, kind: LinkKind, options: LinkOptions) -> ClaimHandle:
        self.draft.link(self, other, kind, **options)
        return self


@frozen(repr=False)
class ArgumentHandle(_Handle):
    """A step of a draft: dispute it as a step, or go on from its premise.

    >>> draft = Draft("Stay?")
    >>> vacuum = draft.position("US forces leave.", id="leave").con("A gap opens.", id="gap")
    >>> vacuum.undercut("Others fill it.").id, vacuum.con("It will not.").id
    ('others-fill-undercuts-gap', 'not-con-gap')
    """

    word: ClassVar[str] = "argument"

    @property
    def premises(self) -> tuple[ClaimHandle, ...]:
        """The claims it starts from."""
        record = cast("Argument", self.draft[self.id])
        return tuple(ClaimHandle(self.draft, id) for id in record.premises)

    @property
    def premise(self) -> ClaimHandle:
        """The one claim it starts from; a joint step must be asked for one of its `premises`."""
        if len(self.premises) == 1:
            return self.premises[0]
        names = ", ".join(repr(premise.id) for premise in self.premises)
        raise _misuse(
            f"it starts from {len(self.premises)} premises, {names}, and any could be meant",
            "say which, as in step.premises[0]",
            where=f"argument {self.id!r}",
        )

    @_options(StepOptions)
    def undercut(
        self, premise: Premise | Iterable[Premise], **options: Unpack[StepOptions]
    ) -> ArgumentHandle:
        """A step against this step, which grants its premises."""
        return self.draft.argument(premise, self, "con", **options)

    @_options(StepOptions)
    def pro(
        self, premise: Premise | Iterable[Premise], **options: Unpack[StepOptions]
    ) -> ArgumentHandle:
        """A step for its one premise."""
        return self.premise.pro(premise, **options)

    @_options(StepOptions)
    def con(
        self, premise: Premise | Iterable[Premise], **options: Unpack[StepOptions]
    ) -> ArgumentHandle:
        """A step against its one premise."""
        return self.premise.con(premise, **options)


@frozen(repr=False)
class ActorHandle(_Handle):
    """An actor of a draft: their verdicts, their stakes and their ties.

    Every method gives the actor back, so that sentences about one follow on each other.
    """

    word: ClassVar[str] = "actor"

    @_options(StanceOptions)
    def accepts(self, claim: SomeClaim, **options: Unpack[StanceOptions]) -> ActorHandle:
        """They hold that it is so, or as much as `strength` says.

        >>> draft = Draft("Stay?")
        >>> leave = draft.position("US forces leave Iraq.", id="leave")
        >>> baghdad = draft.actor("Baghdad").accepts(leave, basis="attributed", hedge="seems")
        >>> [(stance.verdict, stance.hedge) for stance in draft.finish().stances]
        [('accept', 'seems')]
        """
        return self._judges(claim, "accept", options)

    @_options(StanceOptions)
    def rejects(self, claim: SomeClaim, **options: Unpack[StanceOptions]) -> ActorHandle:
        """They hold that it is not so."""
        return self._judges(claim, "reject", options)

    @_options(StanceOptions)
    def neutral_on(self, claim: SomeClaim, **options: Unpack[StanceOptions]) -> ActorHandle:
        """They speak of it and take no side."""
        return self._judges(claim, "neutral", options)

    @_options(StanceOptions)
    def torn_on(self, claim: SomeClaim, **options: Unpack[StanceOptions]) -> ActorHandle:
        """They are of two minds: verdict `ambivalent`."""
        return self._judges(claim, "ambivalent", options)

    @_options(StakeOptions)
    def gains_from(self, position: SomeClaim, **options: Unpack[StakeOptions]) -> ActorHandle:
        """They are said to gain if it wins, whatever they want."""
        return self._stands_to(position, "gain", options)

    @_options(StakeOptions)
    def loses_from(self, position: SomeClaim, **options: Unpack[StakeOptions]) -> ActorHandle:
        """They are said to lose if it wins, whatever they want."""
        return self._stands_to(position, "loss", options)

    @_options(StakeOptions)
    def gains_and_loses_from(
        self, position: SomeClaim, **options: Unpack[StakeOptions]
    ) -> ActorHandle:
        """They are said to gain one thing and lose another if it wins: effect `mixed`."""
        return self._stands_to(position, "mixed", options)

    @_options(TieOptions)
    def backs(self, other: SomeActor, **options: Unpack[TieOptions]) -> ActorHandle:
        """A friendly tie."""
        return self.tie(other, "backs", **options)

    @_options(TieOptions)
    def hosts(self, other: SomeActor, **options: Unpack[TieOptions]) -> ActorHandle:
        """A friendly tie, unless `sign` says otherwise: the other is on their ground."""
        return self.tie(other, "hosts", **options)

    @_options(TieOptions)
    def opposes(self, other: SomeActor, **options: Unpack[TieOptions]) -> ActorHandle:
        """A hostile tie."""
        options.setdefault("sign", -1)
        return self.tie(other, "opposes", **options)

    @_options(TieOptions)
    def tie(self, other: SomeActor, kind: str, **options: Unpack[TieOptions]) -> ActorHandle:
        """A tie in free words; `sign` is 1 for friendly, -1 for hostile, 0 for neither.

        >>> draft = Draft("Stay?")
        >>> iran = draft.actor("Iran")
        >>> draft.actor("Israel").tie(iran, "fears", sign=-1)
        <actor 'israel': Israel>
        """
        self.draft.tie(self, other, kind, **options)
        return self

    def _judges(self, claim: SomeClaim, verdict: Verdict, options: StanceOptions) -> ActorHandle:
        self.draft.stance(self, claim, verdict, **options)
        return self

    def _stands_to(self, position: SomeClaim, effect: Effect, options: StakeOptions) -> ActorHandle:
        self.draft.stake(self, position, effect, **options)
        return self


# Ids from text -----------------------------------------------------------------------

_MOST_WORDS = 5
_MOST_LETTERS = 40
_HAN = re.compile(r"([\u3400-\u9fff])")  # written without spaces, a word or less each
_ALEF = str.maketrans("اىآأإ", "aaaaa")  # which anyascii leaves out
_THOUSANDS = re.compile(r"(?<=[0-9])[,'](?=[0-9]{3})")
_SILENT = re.compile(r"'s\b|['`]")
_STOP_WORDS = frozenset(
    re.findall(
        "[a-z]+",
        "a an and are as at be been being by can could did do does for from had has have if in into"
        " is it its may might of on or our shall should so than that the their them then there"
        " these they this those to was we were which will with would you your",
    )
)


def slug(text: str, taken: Container[str] = ()) -> str:
    """A readable id from text in any script, unlike those already taken.

    It keeps the first five words that carry meaning, at most 40 letters; small words go
    (but `not` and `no` stay), unless there is nothing else. Other scripts are written in
    Latin letters. The same text and the same ids taken give the same id.

    >>> slug("A quick exit leaves a gap that others could fill.")
    'quick-exit-leaves-gap-others'
    >>> slug("A quick exit leaves a gap!", taken={"quick-exit-leaves-gap"})
    'quick-exit-leaves-gap-2'
    >>> slug("بغداد"), slug("2,500 troops"), slug("?!")
    ('bghdad', 'n2500-troops', 'unnamed')
    """
    latin = anyascii(_HAN.sub(r"\1 ", text).translate(_ALEF)).lower()
    words = re.findall("[a-z0-9]+", _SILENT.sub("", _THOUSANDS.sub("", latin)))
    telling = [word for word in words if word not in _STOP_WORDS]
    id = "-".join(_handful(telling or words)) or "unnamed"
    return _untaken(id if id[0].isalpha() else f"n{id}", taken)


def _handful(words: Sequence[str]) -> Sequence[str]:
    """The first few words, fewer if they are long, and never half of one but the first."""
    few = [word[:_MOST_LETTERS] for word in words[:_MOST_WORDS]]
    while len("-".join(few)) > _MOST_LETTERS:
        few.pop()
    return few


def argument_id(
    premises: Sequence[str],
    side: Side,
    target: str,
    taken: Container[str] = (),
    *,
    disputed: Sequence[str] = (),
) -> str:
    """The default id of a step: its premises, its side and what it bears on.

    For an undercut give the premises of the `disputed` step; they say more than its id.

    >>> argument_id(["vacuum"], "con", "leave")
    'vacuum-con-leave'
    >>> argument_id(["idle", "few"], "con", "vacuum-con-leave", disputed=["vacuum"])
    'idle-and-few-undercuts-vacuum'
    """
    start = "-and-".join(premises)
    end = f"undercuts-{'-and-'.join(disputed)}" if disputed else f"{side}-{target}"
    return _untaken(f"{start}-{end}", taken)


def _untaken(id: str, taken: Container[str]) -> str:
    """The id itself, or with the first of -2, -3, … that makes it new."""
    if id not in taken:
        return id
    return next(new for number in count(2) if (new := f"{id}-{number}") not in taken)
