"""What groups of voters make of statements: how likely to agree, how apart, how much at one.

The arithmetic of Polis (Small, Bjorkegren, Erkkilä, Shaw & Megill 2021), on a matrix of votes
with a row for each voter and a column for each statement, and the group of each voter. With
`N_v` the votes of kind `v` (agree or disagree) and `N` the voters of a group that saw a
statement, those that passed included:

- *probability*, with add-one smoothing: `P_v = (1 + N_v) / (2 + N)`. A group that has not
  seen a statement agrees with probability 1/2.
- *test*: a one-sample test of that share against one half, with one vote more:
  `z = 2 √(N + 1) ((N_v + 1) / (N + 1) - 1/2)`.
- *representativeness*: `R_v`, the probability in a group over that among all other voters.
- *representativeness test*: the two-proportion test of the two, with one vote more in each.
- *group-aware consensus*: the product of the probabilities over all groups. One group that
  does not agree pulls it down, however small it is.

A `z` above 1.2816 is significant at 90 percent, one-sided; Polis holds statements to that.

Corner cases. The add-one of the tests is not that of the probabilities: the tests add one to
the voters as well, not two. Where all have voted `v` on both sides the two-proportion test has
no variance, and is 0. Voters of no group (a group of `None`) are left out. Statements that
were moderated out are the caller's to leave out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from argmap.errors import Fault, InvalidRecordError

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

__all__ = ["SIGNIFICANT", "Tallied", "tallied", "two_proportions", "z_of_half"]

SIGNIFICANT = 1.2816
"""The z above which a one-sided test is significant at 90 percent."""


@frozen(eq=False)
class Tallied:
    """How groups voted: counts, and what follows from them.

    `groups` are the groups in the order in which they first occur. `agrees`, `disagrees` and
    `seen` are counts, (groups, statements), and so is all that follows, but for consensus,
    which is (statements,). `agree=False` asks for the same of disagreement.
    """

    groups: tuple[Hashable, ...]
    agrees: NDArray[np.int64]
    disagrees: NDArray[np.int64]
    seen: NDArray[np.int64]

    def probability(self, *, agree: bool = True) -> NDArray[np.float64]:
        """The smoothed probability that a voter of the group votes so, in (0, 1)."""
        return _smoothed(self._votes(agree), self.seen)

    def test(self, *, agree: bool = True) -> NDArray[np.float64]:
        """The z of that share against one half."""
        return z_of_half(self._votes(agree), self.seen)

    def representativeness(self, *, agree: bool = True) -> NDArray[np.float64]:
        """How many times likelier it is than among all other voters; above 0."""
        votes = self._votes(agree)
        return _smoothed(votes, self.seen) / _smoothed(_others(votes), _others(self.seen))

    def representativeness_test(self, *, agree: bool = True) -> NDArray[np.float64]:
        """The z of the difference between the group and all other voters."""
        votes = self._votes(agree)
        return two_proportions(votes, self.seen, _others(votes), _others(self.seen))

    def consensus(self, *, agree: bool = True) -> NDArray[np.float64]:
        """The group-aware consensus on each statement, in (0, 1); 1 where there is no group."""
        consensus: NDArray[np.float64] = self.probability(agree=agree).prod(axis=0)
        return consensus

    def _votes(self, agree: bool) -> NDArray[np.int64]:
        return self.agrees if agree else self.disagrees


def tallied(
    votes: ArrayLike, groups: Sequence[Hashable], *, seen: ArrayLike | None = None
) -> Tallied:
    """How each group voted on each statement.

    Parameters
    ----------
    votes
        (voters, statements): 1 for agree, -1 for disagree. In a matrix of floats 0 is a pass
        and nan a statement not seen; in one of whole numbers, which know no nan, 0 is not seen.
    groups
        The group of each voter; `None` for a voter to be left out.
    seen
        (voters, statements): whether a voter saw a statement, for whole numbers with passes.

    Raises `InvalidRecordError` for other votes or shapes, or a vote on what was not seen.

    >>> counted = tallied([[1, -1], [1, 0], [-1, 1]], ["a", "a", "b"])
    >>> counted.agrees.tolist(), counted.seen.tolist()
    ([[2, 0], [0, 1]], [[2, 1], [1, 1]])
    >>> counted.consensus().round(3).tolist()
    [0.25, 0.222]
    """
    import numpy as np  # noqa: PLC0415  heavy

    cast = np.asarray(votes)
    if cast.ndim != 2 or len(cast) != len(groups):
        found = f"votes of shape {cast.shape} for {len(groups)} voters with a group"
        raise InvalidRecordError([Fault(found, remedy="give a row for each voter")], "votes")
    known = ~np.isnan(cast) if cast.dtype.kind == "f" else cast != 0
    if seen is not None:
        known = np.asarray(seen, dtype=bool)
    faults = list(_faults(cast, known))
    if faults:
        raise InvalidRecordError(faults, "votes")
    names = tuple(dict.fromkeys(group for group in groups if group is not None))
    of = np.array([[group == name for group in groups] for name in names], dtype=np.int64)
    of = of.reshape(len(names), len(groups))
    return Tallied(names, of @ (cast == 1), of @ (cast == -1), of @ known)


def _faults(votes: NDArray[np.float64], seen: NDArray[np.bool_]) -> list[Fault]:
    import numpy as np  # noqa: PLC0415  heavy

    if seen.shape != votes.shape:
        remedy = "say of each vote whether the statement was seen"
        return [Fault(f"seen is of shape {seen.shape}, votes of {votes.shape}", remedy=remedy)]
    odd = np.unique(votes[~(np.isin(votes, (-1, 0, 1)) | ~seen)]).tolist()
    faults = [Fault(f"{vote!r} is no vote", remedy="votes are 1, -1 and 0") for vote in odd]
    unseen = np.isin(votes, (-1, 1)) & ~seen
    if unseen.any():
        row, column = np.argwhere(unseen)[0].tolist()
        found = f"voter {row} has voted on statement {column}, which it has not seen"
        faults.append(Fault(found, remedy="mark it as seen"))
    return faults


def _smoothed(votes: NDArray[np.int64], seen: NDArray[np.int64]) -> NDArray[np.float64]:
    return (1 + votes) / (2 + seen)


def _others(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    others: NDArray[np.int64] = counts.sum(axis=0) - counts
    return others


def z_of_half(votes: ArrayLike, seen: ArrayLike) -> NDArray[np.float64]:
    """The z of a share against one half, with one vote more.

    >>> round(float(z_of_half(6, 6)), 7)
    2.6457513
    """
    import numpy as np  # noqa: PLC0415  heavy

    more = np.asarray(seen) + 1
    z: NDArray[np.float64] = 2 * np.sqrt(more) * ((np.asarray(votes) + 1) / more - 0.5)
    return z


def two_proportions(
    votes: ArrayLike, seen: ArrayLike, others: ArrayLike, others_seen: ArrayLike
) -> NDArray[np.float64]:
    """The z of the difference of two shares, with one vote more in each.

    >>> round(float(two_proportions(6, 6, 1, 5)), 4)
    2.5963
    """
    import numpy as np  # noqa: PLC0415  heavy

    ours, theirs = np.asarray(votes) + 1, np.asarray(others) + 1
    we, they = np.asarray(seen) + 1, np.asarray(others_seen) + 1
    pooled = (ours + theirs) / (we + they)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / we + 1 / they))
    apart = np.asarray(ours / we - theirs / they)
    z: NDArray[np.float64] = np.divide(apart, spread, out=np.zeros_like(apart), where=spread > 0)
    return z
