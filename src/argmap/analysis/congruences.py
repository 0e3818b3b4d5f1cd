"""Who agrees with whom: the network of actors whom statements bind or divide.

Let x[i,j,k] count the statements of actor i on claim j at level k of the scale, and let u
be how far apart two levels are, as a share of the whole scale: 0 the same, 1 the two ends.
Over all pairs of statements of two actors i and i' on one claim (Leifeld & Haunss 2012;
Leifeld 2016, 2017; the manual of Discourse Network Analyzer, DNA, section Notation):

- *congruence* sums 1 - u: with two levels, how often both say the same;
- *conflict* sums u: how often they say the opposite;
- *subtract* is congruence less conflict, below 0 for opponents;
- *ignore* counts the pairs, whatever their levels.

With words in no order nothing lies between the same and another: congruence sums the pairs
at one level, and conflict, as DNA has it for short texts, what either says at a level of a
claim where the other does not, be it that the other says something else or nothing.

Nobody agrees with themselves: the diagonal is 0. The scale is the declared one, whichever
of its levels occur. What is normalised is divided by, n being an actor's statements:

- `average`: (n + n')/2;
- `jaccard`: what either says at a level of a claim where the other does not, and the pairs
  of what both say at one level. Levels count here under *ignore* too, so that values
  above 1 are possible, and of duplicates at different levels the earliest decides;
- `dna_cosine`: n n', which DNA calls a cosine, though it is none;
- `cosine`: a true one, in 0..1, or -1..1 for *subtract*: each measure but conflict is an
  inner product of two profiles, and is divided by their lengths, the roots of what the
  profiles give with themselves. Conflict is divided by the lengths for congruence, and so is
  *subtract* with words in no order; neither has bounds there.

0 divided by 0 is 0. Under a kernel (`argmap.analysis.windows`) each sum over statements is
one over their weights, each sum over pairs one over the weights of pairs.

Where DNA 3.1.2 does otherwise: it takes the ends of a scale of numbers from the values that
occur; forgets the year of weeks and months when it looks for duplicates; weighs a
triangular kernel by more the further away, and shows subtract for congruence and conflict
in windows; its average under a kernel makes values larger.

Corner cases. Actors who say nothing stay, with zeros. An actor that holds both ends agrees
and disagrees with whoever holds one: in *subtract* that cancels out. Few statements give
few pairs: look at what a number rests on before you build on it.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from attrs import evolve, frozen

from argmap.analysis.answer import Answer, Cell, Table
from argmap.analysis.choosing import Choice, few
from argmap.analysis.frames import frame
from argmap.analysis.stated import Dates, Duplicates, Rollup, Statements, column
from argmap.analysis.windows import Kernel, Window, outside, windows_over
from argmap.analysis.wording import counted
from argmap.errors import InvalidOptionError, UnknownIdError, UnknownOptionError
from argmap.model import ArgumentMap

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "Agreement",
    "AgreementOverTime",
    "Kind",
    "Normalization",
    "agreement",
    "agreement_over_time",
]

Kind: TypeAlias = Literal["subtract", "congruence", "conflict", "ignore"]
Normalization: TypeAlias = Literal["average", "jaccard", "dna_cosine", "cosine"]

_KINDS: tuple[Kind, ...] = get_args(Kind)
_NORMALIZATIONS: tuple[Normalization, ...] = get_args(Normalization)
_SMALL = 7
"""So many actors are shown as a matrix, more as a list of pairs."""
_SHOWN = 20
_FEW_CLAIMS = 3
"""Whoever has fewer in common is said to agree on little."""
_CELLS = 1 << 22
"""How many cells of a matrix are looked through at once."""
_TITLES: dict[Kind, str] = {
    "subtract": "Who agrees with whom",
    "congruence": "Who says the same as whom",
    "conflict": "Who contradicts whom",
    "ignore": "Who speaks of the same claims as whom",
}
_MEANT: dict[Kind, str] = {
    "subtract": "congruence less conflict",
    "congruence": "congruence",
    "conflict": "conflict",
    "ignore": "claims in common, whatever is said of them",
}
_COLUMNS: dict[Kind, str] = {"subtract": "agreement", "ignore": "in common"}
_DIVIDED: dict[Normalization, str] = {
    "average": "per average number of statements",
    "jaccard": "by Jaccard",
    "dna_cosine": "per product of the numbers of statements (DNA's “cosine”)",
    "cosine": "as a cosine",
}


# The answers -------------------------------------------------------------------------


@frozen(repr=False)
class Agreement(Answer):
    """How far each two actors agree: a symmetric matrix with the actors in order.

    `matrix` has a row and a column for each of `actors`, `counts` the number of statements
    of each (their weight under a kernel), and `statements` are those that were reckoned
    with. `found["a", "b"]` is the value of two, `found["a"]` a mapping from everybody else
    to theirs, and `found.by_claim()` one from claims, which a picture can be coloured by.
    """

    kind: Kind
    normalize: Normalization | None
    statements: Statements
    matrix: "NDArray[np.float64]" = column()
    counts: "NDArray[np.float64]" = column()
    window: Window | None = None

    @property
    def actors(self) -> tuple[str, ...]:
        """The ids of rows and columns."""
        return self.statements.actors

    def __getitem__(self, actors: str | tuple[str, str]) -> Any:
        if isinstance(actors, str):
            row = self.matrix[self._place(actors)].tolist()
            return {id: row[at] for at, id in enumerate(self.actors) if id != actors}
        one, other = actors
        return float(self.matrix[self._place(one), self._place(other)])

    __iter__ = None

    def _place(self, actor: str) -> int:
        if actor not in self.actors:
            raise UnknownIdError(actor, self.actors, kind="actor")
        return self.actors.index(actor)

    def by_claim(self, a: str | None = None, b: str | None = None) -> dict[str, float]:
        """What each claim brings to the value of two, or of one and all others, or of all pairs.

        It is the value before it is normalised, for each claim that any of these speak of;
        a pair counts once.

        >>> import argmap
        >>> found = agreement(argmap.example("iraq-withdrawal"))
        >>> found.by_claim("baghdad", "sudani")["leave"]
        1.0
        """
        found = {}
        asked = [self._place(actor) for actor in (a, b) if actor is not None]
        for claim, said, places in _by_claim(self.statements, asked):
            matrix = projected(said, self.kind)
            value = matrix[tuple(places)] if places else matrix / 2
            found[claim] = float(value.sum())
        return found

    def pairs(self) -> "Iterator[tuple[str, str, float]]":
        """Each two actors with a value other than 0, in the order of the actors."""
        for row, id in enumerate(self.actors):
            line = self.matrix[row]
            for at in (line[row + 1 :].nonzero()[0] + row + 1).tolist():
                yield id, self.actors[at], float(line[at])

    def strongest(self, most: int = _SHOWN) -> tuple[tuple[str, str, float], ...]:
        """The pairs with the largest values, of whichever sign, largest first.

        >>> import argmap
        >>> found = agreement(argmap.example("iraq-withdrawal"))
        >>> found.strongest(1)
        (('baghdad', 'sudani', 1.0),)
        """
        found = _strongest(self.matrix, most)
        return tuple((self.actors[a], self.actors[b], float(self.matrix[a, b])) for a, b in found)

    def to_networkx(self) -> "nx.Graph[str]":
        """A graph of all actors, with an edge and its `weight` where the value is not 0.

        At scale nearly all pairs have one; see `thin` and `above`.
        """
        return self._graph(self.pairs())

    def above(self, threshold: float) -> "nx.Graph[str]":
        """The graph of the pairs whose value is above a threshold; all actors stay."""
        import numpy as np  # noqa: PLC0415  heavy

        rows, columns = np.nonzero(np.triu(self.matrix > threshold, 1))
        return self._graph(self._edges(rows, columns))

    def thin(self, k: int) -> "nx.Graph[str]":
        """The graph of the k strongest pairs of each actor, of whichever sign.

        A pair stays if it is among the strongest of either; of equals, those with whoever
        comes first. All actors stay.
        """
        import numpy as np  # noqa: PLC0415  heavy

        if k < 1:
            raise InvalidOptionError("k", k, "less than 1", "keep one pair or more")
        found: set[tuple[int, int]] = set()
        for rows in _chunks(self.matrix):
            sizes = np.abs(self.matrix[rows])
            for at, size in zip(rows, sizes, strict=True):
                found.update((min(at, b), max(at, b)) for b in _largest(size, k))
        ordered = np.array(sorted(found), dtype=np.intp).reshape(-1, 2)
        return self._graph(self._edges(ordered[:, 0], ordered[:, 1]))

    def _edges(
        self, rows: "NDArray[np.intp]", columns: "NDArray[np.intp]"
    ) -> "Iterator[tuple[str, str, float]]":
        values = self.matrix[rows, columns].tolist()
        for a, b, value in zip(rows.tolist(), columns.tolist(), values, strict=True):
            yield self.actors[a], self.actors[b], value

    def _graph(self, pairs: "Iterable[tuple[str, str, float]]") -> "nx.Graph[str]":
        import networkx as nx  # noqa: PLC0415  heavy

        graph: nx.Graph[str] = nx.Graph(kind=self.kind, normalize=self.normalize or "none")
        for id, count in zip(self.actors, self.counts.tolist(), strict=True):
            graph.add_node(id, name=self.statements.name(id), statements=count)
        graph.add_weighted_edges_from(pairs)
        return graph

    def to_frame(self, library: str = "pandas", *, long: bool = False) -> Any:
        """The matrix as a data frame of a library, such as pandas, polars or pyarrow.

        There is a row and, after the column `actor`, a column for each actor; or, if
        `long`, a row for each two with a value other than 0: `a`, `b` and the kind.
        """
        if long:
            pairs = list(self.pairs())
            columns = zip(*pairs, strict=True) if pairs else ((), (), ())
            return frame(dict(zip(("a", "b", self.kind), map(list, columns), strict=True)), library)
        columns_ = dict(zip(self.actors, self.matrix.tolist(), strict=True))
        head = "actor" if "actor" not in columns_ else "actor (row)"
        return frame({head: list(self.actors), **columns_}, library)

    def __repr__(self) -> str:
        pairs = _nonzero(self.matrix)
        told = f"{counted(len(self.actors), 'actor')}, {counted(pairs, 'pair')}"
        return f"<Agreement by {self.kind}: {told}>"


@frozen(repr=False)
class AgreementOverTime(Answer):
    """How agreement changes: the same actors in one window after the other.

    `agreements` are as many as `windows`; `of` follows two actors through them.
    """

    agreements: tuple[Agreement, ...]

    @property
    def windows(self) -> tuple[Window, ...]:
        """The windows, in the order of time."""
        return tuple(found.window for found in self.agreements if found.window is not None)

    def of(self, a: str, b: str) -> tuple[float, ...]:
        """The value of two actors in each window."""
        return tuple(found[a, b] for found in self.agreements)

    def __len__(self) -> int:
        return len(self.agreements)

    def __getitem__(self, place: int) -> Agreement:
        return self.agreements[place]


# The questions -----------------------------------------------------------------------


def agreement(
    map: ArgumentMap | Statements,
    kind: Kind = "subtract",
    *,
    normalize: Normalization | None = None,
    scale: str | Iterable[str | float] | None = None,
    duplicates: Duplicates = "all",
    rollup: Rollup | None = None,
    dates: Dates = "own",
    since: str | None = None,
    until: str | None = None,
    actors: Iterable[str] = (),
    claims: Iterable[str] = (),
    blocs: Iterable[str] = (),
    per_actor: int = 0,
    per_claim: int = 0,
    at: str | None = None,
    window: str | None = None,
    kernel: Kernel | None = None,
) -> Agreement:
    """Who agrees with whom, by what they say of the same claims.

    `kind` and `normalize` are explained in this module; `scale`, `duplicates`, `rollup`
    and `dates` in `argmap.analysis.stated`. The scale of a map is `accept,reject`
    unless given, that of a table its own. `since` and `until` keep what is surely between
    them, both included; `claims`, `blocs` and, as they are called once rolled up, `actors`
    name those to keep; `per_actor` and `per_claim` keep who and what has at least so many
    statements. `at` and `window` look
    at one window of time, which a `kernel` may weigh; see `argmap.analysis.windows`.

    Raises `UnknownOptionError` and `InvalidOptionError` for options that are not there or
    do not go together.

    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> found = agreement(map, rollup="bloc")
    >>> found["Iraq", "author"], found["Iraq", "United States"]
    (2.0, 1.0)
    """
    _check(kind, normalize)
    choice = Choice(
        scale=scale,
        duplicates=duplicates,
        rollup=rollup,
        dates=dates,
        since=since,
        until=until,
        actors=actors,
        claims=claims,
        blocs=blocs,
        per_actor=per_actor,
        per_claim=per_claim,
        window=window,
        kernel=kernel,
    )
    return _agreement(choice.made(map), choice, kind, normalize, choice.at(at))


def agreement_over_time(
    map: ArgumentMap | Statements,
    kind: Kind = "subtract",
    *,
    window: str = "year",
    step: str | None = None,
    indent: bool = False,
    kernel: Kernel | None = None,
    normalize: Normalization | None = None,
    scale: str | Iterable[str | float] | None = None,
    duplicates: Duplicates = "all",
    rollup: Rollup | None = None,
    dates: Dates = "own",
    since: str | None = None,
    until: str | None = None,
    actors: Iterable[str] = (),
    claims: Iterable[str] = (),
    blocs: Iterable[str] = (),
    per_actor: int = 0,
    per_claim: int = 0,
) -> AgreementOverTime:
    """Who agrees with whom in one stretch of time after the other.

    `window` is `week`, `month`, `quarter` or `year` of the calendar, or a width such as
    `30 days`, whose middle moves from the first date by `step`, its own width unless
    given; with `indent` no window reaches beyond the dates. All windows have the same
    actors, and duplicates are looked for within each. Other options are as for `agreement`.

    >>> said = Statements.of("abab", "xxxx", [1, 1, 1, 0], date=["2019", "2019", "2020", "2020"])
    >>> agreement_over_time(said).of("a", "b")
    (1.0, -1.0)
    """
    _check(kind, normalize)
    choice = Choice(
        scale=scale,
        duplicates=duplicates,
        rollup=rollup,
        dates=dates,
        since=since,
        until=until,
        actors=actors,
        claims=claims,
        blocs=blocs,
        per_actor=per_actor,
        per_claim=per_claim,
        window=window,
        kernel=kernel,
    )
    said = choice.made(map)
    found = tuple(
        _agreement(said, choice, kind, normalize, window)
        for window in windows_over(said, window, step=step, indent=indent)
    )
    table = Table(
        f"{_TITLES[kind]}, over time",
        "; ".join([_measure(kind, normalize), f"windows of {window}", choice.words(said)]),
        ("window", "statements", "actors speaking", "pairs above 0", "below 0", "sum", "strongest"),
        [_window_row(run) for run in _runs(found)],
        note=f"{choice.note(said)}{_unplaced(said, found, kernel)}",
    )
    return AgreementOverTime(found, table=table)


def _check(kind: Kind, normalize: Normalization | None) -> None:
    if kind not in _KINDS:
        raise UnknownOptionError("kind", kind, _KINDS)
    if normalize is not None and normalize not in _NORMALIZATIONS:
        raise UnknownOptionError("normalize", normalize, _NORMALIZATIONS)


def _agreement(
    said: Statements,
    choice: Choice,
    kind: Kind,
    normalize: Normalization | None,
    window: Window | None,
) -> Agreement:
    said = choice.within(said, window, levels=kind != "ignore")
    matrix = projected(said, kind, normalize)
    matrix.setflags(write=False)
    counts = _totals(said, said.weight)
    counts.setflags(write=False)
    variant = f"{_measure(kind, normalize)}; {choice.words(said, window)}"
    table = _table(said, matrix, kind, variant, choice.note(said))
    return Agreement(kind, normalize, said, matrix, counts, window, table=table)


# Projection --------------------------------------------------------------------------


def projected(
    said: Statements, kind: Kind, normalize: Normalization | None = None
) -> "NDArray[np.float64]":
    """The matrix of a kind, its diagonal 0."""
    import numpy as np  # noqa: PLC0415  heavy

    matrix = _pairs(said, kind)
    below = None if normalize is None else _below(said, matrix, kind, normalize)
    np.fill_diagonal(matrix, 0.0)
    if below is not None:  # in place, for there may be 25 million cells
        np.divide(matrix, below, out=matrix, where=below > 0)
    return matrix


def _below(
    said: Statements, matrix: "NDArray[np.float64]", kind: Kind, normalize: Normalization
) -> "NDArray[np.float64]":
    """What each cell is divided by."""
    import numpy as np  # noqa: PLC0415  heavy

    match normalize:
        case "average":
            halves = _totals(said, said.weight) / 2
            found: NDArray[np.float64] = np.add.outer(halves, halves)
        case "jaccard":
            found = _either(said)
        case "dna_cosine":
            totals = _totals(said, np.sqrt(said.weight))
            found = np.multiply.outer(totals, totals)
        case "cosine":
            is_product = kind != "conflict" and not (said.scale.is_nominal and kind == "subtract")
            alike = matrix if is_product else _pairs(said, "congruence")
            lengths = np.sqrt(np.diag(alike))
            found = np.multiply.outer(lengths, lengths)
    return found


def _pairs(said: Statements, kind: Kind) -> "NDArray[np.float64]":
    """The sum over pairs of statements on one claim, of an actor with itself too.

    Two levels are as far apart as the steps of the scale between them are wide, so each
    step is reckoned as a scale of two levels, what is below it and what is above.
    """
    import numpy as np  # noqa: PLC0415  heavy

    weight = np.sqrt(said.weight)
    if kind == "ignore":
        whole = profile(said, weight)
        return whole @ whole.T
    scale = said.scale
    if scale.is_nominal:
        return _named_pairs(said, kind)
    found = None
    levels = np.unique([scale.low, *np.unique(said.level), scale.high])
    for lower, upper in pairwise(levels.tolist()):
        below = profile(said, np.where(said.level <= lower, weight, 0.0))
        above = profile(said, np.where(said.level >= upper, weight, 0.0))
        step = _across(below, above, kind)
        step *= (upper - lower) / scale.width
        found = step if found is None else np.add(found, step, out=found)
    assert found is not None  # noqa: S101  a scale has two ends
    return found


def _across(
    below: "NDArray[np.float64]", above: "NDArray[np.float64]", kind: Kind
) -> "NDArray[np.float64]":
    match kind:
        case "subtract":
            above -= below
            return above @ above.T
        case "congruence":
            found = below @ below.T
            found += above @ above.T
            return found
        case _:
            found = below @ above.T
            found += found.T
            return found


def _named_pairs(said: Statements, kind: Kind) -> "NDArray[np.float64]":
    """The same with words in no order."""
    match kind:
        case "congruence":
            return _both(said)
        case "conflict":
            return _one(said)
        case _:
            found = _both(said)
            found -= _one(said)
            return found


def _either(said: Statements) -> "NDArray[np.float64]":
    """What either says where the other does not, and the pairs of what both say."""
    found = _one(said)
    found += _both(said)
    return found


def _one(said: Statements) -> "NDArray[np.float64]":
    """What either says at a level of a claim where the other does not."""
    import numpy as np  # noqa: PLC0415  heavy

    found = np.zeros((len(said.actors), len(said.actors)))
    for level in np.unique(said.level):
        mass = profile(said, np.where(said.level == level, said.weight, 0.0))
        alone = mass @ (mass == 0).astype(np.float64).T
        found += alone
        found += alone.T
    return found


def _both(said: Statements) -> "NDArray[np.float64]":
    """The pairs of statements on one claim at one level."""
    import numpy as np  # noqa: PLC0415  heavy

    found = np.zeros((len(said.actors), len(said.actors)))
    for level in np.unique(said.level):
        pairs = profile(said, np.where(said.level == level, np.sqrt(said.weight), 0.0))
        found += pairs @ pairs.T
    return found


def profile(said: Statements, weight: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """The sum of weights for each actor (rows) and each claim that is spoken of (columns)."""
    import numpy as np  # noqa: PLC0415  heavy

    is_used = np.bincount(said.claim, minlength=len(said.claims)) > 0
    shape = len(said.actors), int(np.count_nonzero(is_used))
    place = np.cumsum(is_used) - 1
    cell = said.actor.astype(np.int64) * shape[1] + place[said.claim]
    sums = np.bincount(cell, weight, minlength=shape[0] * shape[1])
    return sums.astype(np.float64, copy=False).reshape(shape)


def _by_claim(said: Statements, asked: list[int]) -> Iterator[tuple[str, Statements, list[int]]]:
    """Each claim that those asked about speak of, what is said of it, and where they stand.

    Who is silent on a claim has no part in it, unless words are in no order.
    """
    import numpy as np  # noqa: PLC0415  heavy

    order = np.argsort(said.claim, kind="stable")
    ends = np.cumsum(np.bincount(said.claim, minlength=len(said.claims)))
    for claim, rows in zip(said.claims, np.split(order, ends[:-1]), strict=True):
        here = said.kept(np.sort(rows), "on other claims")
        if not len(here) or (asked and not np.isin(asked, here.actor).any()):
            continue
        everybody = np.arange(len(said.actors)) if said.scale.is_nominal else here.actor
        actors = np.union1d(everybody, np.array(asked, dtype=np.int64))
        ids = tuple(said.actors[at] for at in actors.tolist())
        place = np.searchsorted(actors, here.actor).astype(np.int32)
        yield claim, evolve(here, actors=ids, actor=place), np.searchsorted(actors, asked).tolist()


def _totals(said: Statements, weight: "NDArray[np.float64]") -> "NDArray[np.float64]":
    import numpy as np  # noqa: PLC0415  heavy

    sums = np.bincount(said.actor, weight, minlength=len(said.actors))
    return sums.astype(np.float64, copy=False)


# Looking through a large matrix --------------------------------------------------------


def _chunks(matrix: "NDArray[Any]") -> Iterator[range]:
    rows = len(matrix)
    size = max(1, _CELLS // max(rows, 1))
    return (range(start, min(start + size, rows)) for start in range(0, rows, size))


def _nonzero(matrix: "NDArray[np.float64]") -> int:
    import numpy as np  # noqa: PLC0415  heavy

    return int(np.count_nonzero(matrix)) // 2


def _largest(sizes: "NDArray[np.float64]", k: int) -> list[int]:
    """Where the k largest are that are not 0, the first of equals first."""
    import numpy as np  # noqa: PLC0415  heavy

    if k < len(sizes):
        least = np.partition(sizes, -k)[-k]
        over = np.flatnonzero(sizes > least)
        level = np.flatnonzero(sizes == least)[: k - len(over)] if least > 0 else over[:0]
        found: list[int] = np.concatenate([over, level]).tolist()
        return found
    return [int(at) for at in np.flatnonzero(sizes)]


def _strongest(matrix: "NDArray[np.float64]", most: int) -> list[tuple[int, int]]:
    """The pairs with the largest values, largest first, then in order.

    Each pair is in two rows, so that none of them is outside the first twice so many, by
    the largest value in each.
    """
    import numpy as np  # noqa: PLC0415  heavy

    largest = np.maximum(matrix.max(axis=1, initial=0.0), -matrix.min(axis=1, initial=0.0))
    first = np.sort(np.argsort(-largest, kind="stable")[: 2 * most])
    sizes = np.abs(matrix[first]) * (np.arange(len(matrix)) > first[:, None])
    found = np.argsort(-sizes, axis=None, kind="stable")[:most]
    rows, others = np.divmod(found[sizes.ravel()[found] > 0], max(len(matrix), 1))
    return list(zip(first[rows].tolist(), others.tolist(), strict=True))


# In words ----------------------------------------------------------------------------


def _measure(kind: Kind, normalize: Normalization | None) -> str:
    return f"{_MEANT[kind]}, {_DIVIDED[normalize] if normalize else 'not normalised'}"


def _table(
    said: Statements,
    matrix: "NDArray[np.float64]",
    kind: Kind,
    variant: str,
    note: str,
) -> Table:
    if 1 < len(said.actors) <= _SMALL:
        rows: list[tuple[Cell, ...]] = [
            (
                said.name(id),
                *(
                    None if other == at else matrix[at, other].item()
                    for other in range(len(matrix))
                ),
            )
            for at, id in enumerate(said.actors)
        ]
        head = "actor" if "actor" not in said.actors else "actor (row)"
        return Table(_TITLES[kind], variant, (head, *said.actors), rows, note=note)
    pairs = _strongest(matrix, _SHOWN)
    common = _common(said, {at for pair in pairs for at in pair})
    number = _nonzero(matrix)
    shown = (
        f"The {len(pairs)} strongest of {counted(number, 'pair')}." if number > len(pairs) else ""
    )
    return Table(
        _TITLES[kind],
        variant,
        ("actor", "and", _COLUMNS.get(kind, kind), "alike on", "apart on"),
        [
            (
                said.name(said.actors[a]),
                said.name(said.actors[b]),
                matrix[a, b].item(),
                *_shared(said, common[a], common[b]),
            )
            for a, b in pairs
        ],
        note=" ".join(part for part in (shown, note, _resting(pairs, common)) if part),
    )


def _resting(pairs: list[tuple[int, int]], common: Mapping[int, dict[int, set[float]]]) -> str:
    """On how little the numbers rest, where that is on one or two claims."""
    most = max((len(common[a].keys() & common[b].keys()) for a, b in pairs), default=0)
    if not 0 < most < _FEW_CLAIMS:
        return ""
    return f"Little to go by: no two speak of more than {counted(most, 'claim')} in common."


def _common(said: Statements, wanted: set[int]) -> Mapping[int, dict[int, set[float]]]:
    """What some actors say: per claim, at which levels."""
    import numpy as np  # noqa: PLC0415  heavy

    found: dict[int, dict[int, set[float]]] = {at: {} for at in wanted}
    is_wanted = np.zeros(len(said.actors), dtype=np.bool_)
    is_wanted[list(wanted)] = True
    rows = np.flatnonzero(is_wanted[said.actor])
    columns = (getattr(said, name)[rows].tolist() for name in ("actor", "claim", "level"))
    for actor, claim, level in zip(*columns, strict=True):
        found[actor].setdefault(claim, set()).add(level)
    return found


def _shared(
    said: Statements, one: dict[int, set[float]], other: dict[int, set[float]]
) -> tuple[str | None, str | None]:
    """The claims on which two say something alike, and on which something apart."""
    alike, apart = [], []
    width = 1 if said.scale.is_nominal else said.scale.width
    for claim in sorted(one.keys() & other.keys()):
        distances = {abs(a - b) for a in one[claim] for b in other[claim]}
        if min(distances) < width:
            alike.append(said.claims[claim])
        if max(distances) > 0:
            apart.append(said.claims[claim])
    return few(alike), few(apart)


def _runs(agreements: Iterable[Agreement]) -> Iterator[list[Agreement]]:
    """One window at a time, those without a statement that follow each other together."""
    for empty, run in groupby(agreements, key=lambda found: not found.statements):
        if empty:
            yield list(run)
        else:
            yield from ([found] for found in run)


def _unplaced(said: Statements, found: Iterable[Agreement], kernel: Kernel | None) -> str:
    """How many statements no window has, and why."""
    undated, other = outside(said, [agreed.window for agreed in found if agreed.window])
    why = [f"{undated} without a date"] * (undated > 0)
    if kernel != "gaussian":
        why += [f"{other} dated too vaguely or between the windows"] * (other > 0)
    return f" In no window: {', '.join(why)}." if why else ""


def _window_row(run: "list[Agreement]") -> tuple[Cell, ...]:
    import numpy as np  # noqa: PLC0415  heavy

    found = run[0]
    matrix = found.matrix
    strongest = [f"{a} – {b}" for a, b, _ in found.strongest(1)]
    return (
        _named(run),
        len(found.statements),
        found.statements.active,
        int(np.count_nonzero(matrix > 0)) // 2,
        int(np.count_nonzero(matrix < 0)) // 2,
        float(matrix.sum() / 2),
        strongest[0] if strongest else None,
    )


def _named(run: list[Agreement]) -> str:
    """The window of a row, or how many there are and from when to when."""
    first, last = run[0].window, run[-1].window
    if first is None or last is None or len(run) == 1:
        return str(first)
    return f"{Window(first.start, first.middle, last.end)}, {len(run)} windows"
