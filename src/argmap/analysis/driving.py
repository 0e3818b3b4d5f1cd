"""Which arguments, actors, sources and themes carry the verdict on a position, and how far.

Contributors of four sorts are asked about, each sort by itself:

- *arguments*: every claim and every step, rival positions too.
- *actors*: whoever accepts something besides positions. A claim stays while anybody who
  accepts it does, so an actor alone takes away only what nobody else carries.
- *sources*: the voices through whom we know of a stance and the documents cited. What is
  known through one alone falls when it is discredited; `argmap.analysis.backing` says how.
- *themes*: the first part of a claim's theme, with the claims it heads, positions left out.

How far is told by one of four measures, which answer different questions (Kampik, Potyka,
Yin, Čyras & Toni 2024). Positive is in favour of the position in each:

- `removal`: what the position is worth, less what it is worth without the contributor.
- `intrinsic removal`: the same, had nothing from outside the contributor borne on it before.
- `gradient`: how fast the position's strength rises with the contributor's base weight; for
  a set, with all its members' at once, which is the sum over them.
- `Shapley value`: the share of what all contributors of that sort do together. For
  coalitions of actors, sources and themes see `argmap.analysis.games`; sets of contributors
  are Naudot, Brännström, Torra & Kampik's (2025), but theirs do not share members.

A position's worth is its strength by a gradual theory, and by another what its label is
worth: 1 in, 0 out, 1/2 undecided. A label has no slope, so these know removal and Shapley
values alone.

Corner cases. Claims that are the same as the position are the position in other words and
no contributors. What only adds to enough has the removal 0: two reasons, each sufficient,
cover for each other. Their Shapley values tell them from idle ones, so a driver says why
its value is 0 where that is known.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias, get_args

from attrs import frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.backing import Backing
from argmap.analysis.bipolar import Joint
from argmap.analysis.games import (
    Cast,
    Game,
    by_actor,
    by_argument,
    by_source,
    by_theme,
    tidy,
)
from argmap.analysis.links import same_as
from argmap.analysis.projections import Support
from argmap.analysis.theory import Court, Theory
from argmap.analysis.weights import Weights
from argmap.analysis.wording import counted, listed, said, step, variant
from argmap.errors import InvalidOptionError, UnknownOptionError
from argmap.model import Argument, ArgumentMap
from argmap.semantics.attribution import (
    GradientError,
    ShapleyValues,
    gradient,
    intrinsic_removal,
    shapley_values,
)
from argmap.semantics.worlds import WorldLabel

__all__ = ["MEASURES", "SORTS", "Driver", "DriverKind", "Drivers", "Measure", "Sort", "drivers"]

Sort: TypeAlias = Literal["arguments", "actors", "sources", "themes"]
Measure: TypeAlias = Literal["removal", "intrinsic removal", "gradient", "Shapley value"]
DriverKind: TypeAlias = Literal["claim", "step", "actor", "voice", "source", "theme"]

SORTS: tuple[Sort, ...] = get_args(Sort)
"""The sorts of contributors."""
MEASURES: tuple[Measure, ...] = get_args(Measure)
"""The measures, the usual one first."""

_OF_LABELS: tuple[Measure, ...] = ("removal", "Shapley value")
_KINDS: tuple[DriverKind, ...] = get_args(DriverKind)
_FEW = 6
_DIGITS = 4
"""Less than this is rounding, and nothing."""


@frozen
class Driver:
    """A contributor, and what it does to the position.

    `value` is by the measure asked for and lies within `error` of the true one. `without` is
    what the position is worth without the contributor, and `label` how it stands then.
    `brings` are the claims and steps it carries, `falls` those that nobody else carries.
    `note` says why a value of 0 is 0, or what to beware of: the notes of
    `argmap.semantics.attribution.Attribution`, or "others carry it".
    """

    id: str
    kind: DriverKind
    value: float
    without: float
    label: WorldLabel
    brings: tuple[str, ...]
    falls: tuple[str, ...]
    note: str = ""
    error: float = 0.0


@frozen(repr=False)
class Drivers(Values[float]):
    """A mapping from the id of each claim and step to what it does to the position.

    So a picture can be coloured by it. If only actors, sources or themes are asked for, it
    maps these, a theme by its own words and an id that stands for two, a voice that is a
    source too, by the first. `contributors` has all contributors of all kinds.
    `value` is what the position is worth as things stand and `label` how it stands. By
    Shapley values `nothing` maps each sort to what the position is worth without any
    contributor of it; they add up to `value` less that. Sampled ones lie within the `error`
    of their driver, all of a sort at once, in `confidence` of all runs; `samples` orders
    were drawn from `seed`, 0 where all is exact.
    """

    position: str
    method: Measure
    semantics: str
    value: float
    label: WorldLabel
    contributors: tuple[Driver, ...]
    nothing: Mapping[str, float]
    confidence: float
    samples: int
    seed: int


def drivers(
    map: ArgumentMap,
    position: str | None = None,
    *,
    of: Literal["all", "arguments", "actors", "sources", "themes"] = "all",
    method: Measure = "removal",
    semantics: str = "quadratic-energy",
    support: Support = "necessary",
    links: bool = True,
    weights: Weights = "records",
    joint: Joint = "minimum",
    threshold: float = 0.5,
    samples: int = 2000,
    seed: int = 0,
    shown: int = 10,
) -> Drivers:
    """What carries the verdict on a position: arguments, actors, sources, themes.

    `position` is any claim, the motion by default. `method` is `removal` unless another
    measure is asked for: it is counterfactual and exact. It says what the verdict would be
    without a contributor, which is what "carries" means, and anybody can check it by taking
    the contributor out. Kampik, Potyka, Yin, Čyras & Toni (2024) show that no measure has
    every property one would like. Removal alone is counterfactual; but it is blind where two
    reasons cover for each other, its values do not add up as Shapley values do, and it does
    not see what a small change would do, as the gradient does.

    Up to 20 contributors that bear on the position Shapley values are exact; with more,
    `samples` orders are drawn from `seed`. The rest is as for every question that judges a
    map by a theory: `semantics`, of Dung's kind or gradual; `support` for the former;
    `weights`, `joint` and, for the words "in" and "out", `threshold` for the latter; `links`.
    The table shows so many of each kind, the strongest; the fields have all.

    Raises `NoPositionError` if there is no motion, `UnknownIdError` for another position,
    `UnknownOptionError` for another sort, method or theory, `InvalidOptionError` for a
    method that labels do not know, `NotConverged` if strengths do not come to rest,
    `GradientError` where they have no gradient and `LimitReachedError` where Shapley values
    of strengths would take some minutes.

    >>> import argmap
    >>> found = drivers(argmap.example("iraq-withdrawal"))
    >>> found.position, found.label, round(found.value, 3)
    ('leave', 'out', 0.098)
    >>> round(found["vacuum"], 3), round(found["exposed"], 3)
    (-0.04, 0.048)
    """
    _check(of, method)
    topic = (map.motion if position is None else map.claim(position)).id
    theory = Theory(
        semantics, support=support, links=links, weights=weights, joint=joint, threshold=threshold
    )
    if not theory.gradual and method not in _OF_LABELS:
        said_ = f"not for {semantics} semantics, whose labels have no slope"
        raise InvalidOptionError("method", method, said_, f"take one of {listed(_OF_LABELS)}")
    asked = _Asked(Court(map, theory), topic, method, samples, seed)
    parts = [asked.of(sort) for sort in SORTS if of in ("all", sort)]
    found = tuple(
        sorted(
            (driver for part in parts for driver in part.drivers),
            key=lambda driver: (_KINDS.index(driver.kind), -abs(driver.value)),
        )
    )
    (judged,) = asked.judged([()])
    by_id: dict[str, float] = {}
    painted = parts[:1] if of == "all" else parts
    for driver in (driver for part in painted for driver in part.drivers):
        by_id.setdefault(driver.id, driver.value)
    drawn = [part.shared for part in parts if part.shared is not None and part.shared.samples]
    return Drivers(
        topic,
        method,
        semantics,
        *judged,
        found,
        {part.sort: part.shared.nothing for part in parts if part.shared is not None},
        min((shared.confidence for shared in drawn), default=1.0),
        max((shared.samples for shared in drawn), default=0),
        seed,
        by_id=by_id,
        table=_table(asked, judged, found, parts, shown),
    )


def _check(of: str, method: str) -> None:
    for option, value, known in (("of", of, ("all", *SORTS)), ("method", method, MEASURES)):
        if value not in known:
            raise UnknownOptionError(option, value, known)


# By sort ------------------------------------------------------------------------------


@frozen
class _Part:
    """The drivers of one sort, and the Shapley values of its game if these were asked for."""

    sort: Sort
    drivers: tuple[Driver, ...]
    shared: ShapleyValues | None


@frozen(slots=False)
class _Asked:
    """A position before a court, and how to measure what drives it."""

    court: Court
    topic: str
    method: Measure
    samples: int
    seed: int

    def cast(self, sort: Sort) -> Cast:
        """The contributors of a sort, with what they carry."""
        map, links = self.court.map, self.court.theory.links
        match sort:
            case "arguments":
                return by_argument(map, self.same)
            case "actors":
                return _apart(by_actor(Backing(map, links=links)), self.same)
            case "sources":
                return _apart(by_source(Backing(map, links=links)), self.same)
            case "themes":
                return by_theme(map, self.same, links=links)

    @property
    def same(self) -> tuple[str, ...]:
        """The position in all its words."""
        links = self.court.theory.links
        return same_as(self.court.map, self.topic) if links else (self.topic,)

    def judged(self, absent: Sequence[Sequence[str]]) -> list[tuple[float, WorldLabel]]:
        """What the position is worth, and how it stands, without some records."""
        found = self.court.at_rest([self.topic], self.court.worlds(absent))[self.topic]
        return list(zip(found.values.tolist(), found.labels, strict=True))

    def of(self, sort: Sort) -> _Part:
        """The drivers of a sort."""
        game = Game(self.court, self.topic, self.cast(sort))
        falls = {player: game.cast.falls(player) for player in game.cast.players}
        ((whole, _), *without) = self.judged([(), *falls.values()])
        shared = self.shared(game) if self.method == "Shapley value" else None
        values, notes = self.measured(game, falls, shared, whole, [worth for worth, _ in without])
        playing = set(game.playing.cast.players)
        sampled = shared is not None and shared.samples
        found = (
            Driver(
                player,
                self.kind(sort, player),
                values[player],
                worth,
                label,
                game.cast.brings(player),
                falls[player],
                notes.get(player, ""),
                shared.error if shared is not None and sampled and player in playing else 0.0,
            )
            for player, (worth, label) in zip(falls, without, strict=True)
        )
        return _Part(sort, tuple(found), shared)

    def kind(self, sort: Sort, player: str) -> DriverKind:
        """What a contributor is."""
        match sort:
            case "arguments":
                return "step" if isinstance(self.court.map[player], Argument) else "claim"
            case "actors":
                return "actor"
            case "sources":
                documents = {source.id for source in self.court.map.sources}
                return "source" if player in documents else "voice"
            case "themes":
                return "theme"

    def shared(self, game: Game) -> ShapleyValues:
        """The Shapley values of the players that can matter."""
        playing = game.playing
        playing.check(self.samples)
        players = len(playing.cast.players)
        return shapley_values(playing, players, samples=self.samples, seed=self.seed)

    def measured(
        self,
        game: Game,
        falls: Mapping[str, tuple[str, ...]],
        shared: ShapleyValues | None,
        whole: float,
        without: Sequence[float],
    ) -> tuple[Mapping[str, float], Mapping[str, str]]:
        """Values by contributor, and why those of 0 are."""
        values = dict.fromkeys(falls, 0.0)
        slopes, reasons = self.slopes(game)
        match self.method:
            case "removal":
                values |= {
                    one: tidy(whole - worth) for one, worth in zip(falls, without, strict=True)
                }
            case "intrinsic removal":
                found = intrinsic_removal(
                    self.court.bipolar,
                    self.topic,
                    contributors=falls,
                    semantics=self.court.theory.semantics,
                )
                values |= {one: tidy(found[one]) for one in falls}
            case "gradient":
                values |= slopes
            case "Shapley value" if shared is not None:
                players = game.playing.cast.players
                values |= zip(players, map(tidy, shared.array.tolist()), strict=True)
        notes = dict(self.notes(game, falls, values, reasons))
        return values, notes

    def slopes(self, game: Game) -> tuple[Mapping[str, float], Mapping[str, str]]:
        """The gradient by contributor and its notes; none where nobody asked and there is none."""
        if not self.court.theory.gradual:
            return {}, {}
        brings = {player: game.cast.brings(player) for player in game.cast.players}
        try:
            found = gradient(
                self.court.bipolar,
                self.topic,
                contributors=brings,
                semantics=self.court.theory.semantics,
            )
        except GradientError:
            if self.method == "gradient":
                raise
            return {}, {}
        return {one: found[one] for one in brings}, {one: found.note(one) for one in brings}

    def notes(
        self,
        game: Game,
        falls: Mapping[str, tuple[str, ...]],
        values: Mapping[str, float],
        reasons: Mapping[str, str],
    ) -> Iterator[tuple[str, str]]:
        """What there is to say of each value: of 0 why, of others what to beware of."""
        playing = frozenset(game.playing.cast.players)
        for player, value in values.items():
            if value:
                note = reasons.get(player, "") if self.method == "gradient" else ""
            elif player not in playing:
                note = "no path"
            elif self.method.endswith("removal") and not falls[player]:
                note = "others carry it"
            else:
                note = reasons.get(player, "")
            if note:
                yield player, note


def _apart(cast: Cast, same: tuple[str, ...]) -> Cast:
    """A cast without claims that are the position in other words: nobody takes them away."""
    return Cast(cast.players, {id: need for id, need in cast.needs.items() if id not in same})


# In words -----------------------------------------------------------------------------


def _table(
    asked: _Asked,
    judged: tuple[float, WorldLabel],
    found: Sequence[Driver],
    parts: Sequence[_Part],
    shown: int,
) -> Table:
    map, theory = asked.court.map, asked.court.theory
    worth = ("without it", "then") if theory.gradual else ("then",)
    drawn = next((one.shared for one in parts if one.shared and one.shared.samples), None)
    moving = [
        [one for one in found if one.kind == kind and round(one.value, _DIGITS)] for kind in _KINDS
    ]
    return Table(
        f"What carries the verdict on “{said(map.claim(asked.topic))}”",
        variant(
            map,
            *theory.words,
            f"by {asked.method}",
            f"{drawn.samples} orders drawn from seed {drawn.seed}" if drawn else "",
        ),
        ("contributor", "kind", "moves it by", *worth, "what it brings"),
        [_row(asked, driver) for some in moving for driver in some[: max(0, shown)]],
        note=" ".join([*_note(asked, judged, found, parts), *_cut(moving, shown)]),
    )


def _row(asked: _Asked, driver: Driver) -> tuple[Cell, ...]:
    map = asked.court.map
    without = (round(driver.without, _DIGITS),) if asked.court.theory.gradual else ()
    return (
        _name(map, driver),
        driver.kind,
        round(driver.value, _DIGITS),
        *without,
        driver.label,
        _brought(map, driver),
    )


def _name(map: ArgumentMap, driver: Driver) -> str:
    match driver.kind:
        case "actor" | "voice":
            return map.actor(driver.id).name
        case "source":
            return map.source(driver.id).title or driver.id
    return driver.id


def _brought(map: ArgumentMap, driver: Driver) -> Cell:
    """What a contributor says, or the claims and steps it carries; those others carry too apart."""
    match driver.kind:
        case "claim":
            return said(map.claim(driver.id))
        case "step":
            return step(map.argument(driver.id))
    shared = [id for id in driver.brings if id not in driver.falls]
    others = f"with others: {_some(shared)}" if shared else ""
    return "; ".join(part for part in (_some(driver.falls), others) if part) or None


def _some(ids: Sequence[str]) -> str:
    """The first few, and how many more."""
    rest = len(ids) - _FEW
    return f"{', '.join(ids[:_FEW])} and {rest} more" if rest > 1 else ", ".join(ids)


def _note(
    asked: _Asked, judged: tuple[float, WorldLabel], found: Sequence[Driver], parts: Sequence[_Part]
) -> Iterator[str]:
    value, label = judged
    worth = f" at {value:.4g}" if asked.court.theory.gradual else f", worth {value:g}"
    yield f"As things stand {asked.topic} is {label}{worth}. Positive is in favour of it."
    if any(one.kind == "voice" for one in found):
        yield "A voice is somebody through whom things are known, an actor somebody who holds them."
    for part in parts:
        if part.shared is not None and part.drivers:
            error = f", each within {part.shared.error:.2g}" if part.shared.samples else ""
            yield (
                f"Without any of the {part.sort} it would be worth {part.shared.nothing:.4g}; "
                f"the values of {part.sort} add up to the difference{error}."
            )
    idle = Counter(
        (driver.kind, "hardly" if driver.value else driver.note)
        for driver in found
        if not round(driver.value, _DIGITS)
    )
    if idle:
        kinds = (
            f"{counted(sum(n for (k, _), n in idle.items() if k == kind), kind)}{_why(idle, kind)}"
            for kind in dict.fromkeys(kind for kind, _ in idle)
        )
        yield f"Not shown, for they move it by 0: {'; '.join(kinds)}."


def _cut(moving: Sequence[Sequence[Driver]], shown: int) -> Iterator[str]:
    """How many drivers the table has no room for."""
    cut = [counted(len(some) - shown, some[0].kind) for some in moving if len(some) > shown]
    if cut:
        yield f"Nor, beyond the first {shown} of a kind, those that move it less: {listed(cut)}."


def _why(idle: Counter[tuple[DriverKind, str]], kind: DriverKind) -> str:
    reasons = [
        f"{_REASONS.get(note, note)} ({count})" for (k, note), count in idle.items() if k == kind
    ]
    return f", {listed(reasons)}"


_REASONS = {"": "changes nothing", "no path": "no path to it", "hardly": "less than 0.00005"}
