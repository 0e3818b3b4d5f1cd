"""The arithmetic of bargaining on bare arrays: medians, pairwise contests, chances of winning.

Two readings of who gets what they want. The first is Black's (1958): on one scale, with each
preferring what is nearer, the *weighted median* of what actors want is beaten by nothing. The
second is that of Probabilistic Condorcet Elections (KTAB; Wise, Lester & Efird 2015): every
two options are put to a contest, whoever gains more by one of them puts in more of their
weight, the stronger coalition is likelier to win, and so each option has a chance to come out
of it all. No rounds are played: what actors would do next is not guessed at.

Options stand in columns, actors in rows. `weights` are salience times capability, or whatever
says how much an actor puts in.

Corner cases. Where two points have half of the weight on either side, everything between them
is a median; `weighted_median` gives both ends. Between options that nobody tells apart a
contest is even. An option that somebody prefers another to, and nobody it, loses for sure; not
every option can. Weights that are all 0 decide nothing: the median and mean are undefined,
and raise `InvalidRecordError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from argmap.errors import Fault, InvalidRecordError, UnknownOptionError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix: TypeAlias = NDArray[np.float64]

__all__ = [
    "CHANCES",
    "VICTORIES",
    "Chance",
    "Victory",
    "chances",
    "closeness",
    "closeness_in_space",
    "coalitions",
    "victories",
    "weighted_mean",
    "weighted_median",
]

Victory: TypeAlias = Literal["linear", "square", "quartic", "octic"]
Chance: TypeAlias = Literal["conditional", "markov"]

VICTORIES: tuple[Victory, ...] = get_args(Victory)
"""How much likelier the stronger coalition is to win, the mildest first."""
CHANCES: tuple[Chance, ...] = get_args(Chance)
"""How chances in contests of two become chances among all, the usual first."""

_POWERS: dict[Victory, int] = {"linear": 1, "square": 2, "quartic": 4, "octic": 8}
_SQUARINGS = 64
"""A chain of so many doublings has come to rest, whatever it does."""
_SAME = 1e-9
"""Halves of a weight closer than this share of it are equal."""


# Black's reading -----------------------------------------------------------------------


def weighted_median(points: Matrix, weights: Matrix) -> tuple[float, float]:
    """The lowest and the highest point with no more than half of the weight on either side.

    They differ only where weights split in equal halves, and whatever lies between will do.

    >>> import numpy as np
    >>> weighted_median(np.array([4, 7, 10]), np.array([2, 1, 2]))
    (7.0, 7.0)
    >>> weighted_median(np.array([0, 1]), np.array([1, 1]))
    (0.0, 1.0)
    """
    import numpy as np  # noqa: PLC0415  heavy

    order = np.argsort(points, kind="stable")
    ordered = np.asarray(points, dtype=float)[order]
    heaped = np.cumsum(_weighing(weights)[order])
    half = heaped[-1] / 2
    slack = _SAME * heaped[-1]
    low = ordered[np.argmax(heaped >= half - slack)]
    high = ordered[np.argmax(heaped > half + slack)]
    return float(low), float(high)


def weighted_mean(points: Matrix, weights: Matrix) -> float:
    """The mean of what actors want, by weight.

    >>> import numpy as np
    >>> weighted_mean(np.array([4, 7, 10]), np.array([2, 1, 1]))
    6.25
    """
    import numpy as np  # noqa: PLC0415  heavy

    given = _weighing(weights)
    return float(np.asarray(points, dtype=float) @ given / given.sum())


def _weighing(weights: Matrix) -> Matrix:
    import numpy as np  # noqa: PLC0415  heavy

    given = np.asarray(weights, dtype=float)
    if not len(given) or not given.sum() > 0:
        raise InvalidRecordError([Fault("nobody has any weight", remedy="weigh somebody above 0")])
    return given


# Contests ------------------------------------------------------------------------------


def closeness(ideals: Matrix, options: Matrix, span: float) -> Matrix:
    """What each option is worth to each actor: 1 at what it wants, 0 a whole span away.

    >>> import numpy as np
    >>> closeness(np.array([0, 10]), np.array([0, 4]), 10).tolist()
    [[1.0, 0.6], [0.0, 0.4]]
    """
    import numpy as np  # noqa: PLC0415  heavy

    found: Matrix = 1 - np.abs(np.subtract.outer(ideals, options)) / span
    return found


def closeness_in_space(ideals: Matrix, options: Matrix, salience: Matrix, span: float) -> Matrix:
    """The same on several issues at once, each as salient as it is to the actor.

    `v[i, j] = 1 - |s_i (x_i - y_j) / span| / |s_i|` with Euclidean lengths; `ideals` and
    `salience` are (actors, issues), `options` is (options, issues). What is salient in
    nothing to an actor is worth 1 to it, wherever it lies.

    >>> import numpy as np
    >>> ideals = np.array([[0, 0], [30, 40]])
    >>> closeness_in_space(ideals, ideals, np.ones((2, 2)), 50).round(3).tolist()
    [[1.0, 0.293], [0.293, 1.0]]
    """
    import numpy as np  # noqa: PLC0415  heavy

    away = (ideals[:, None, :] - options[None, :, :]) / span * salience[:, None, :]
    length = np.linalg.norm(salience, axis=1)[:, None]
    ratio = np.linalg.norm(away, axis=2)
    found: Matrix = 1 - np.divide(ratio, length, out=np.zeros_like(ratio), where=length > 0)
    return found


def coalitions(worth: Matrix, weights: Matrix) -> Matrix:
    """How strongly each option is preferred to each other by those who prefer it.

    `c[i, j] = sum over actors of weight * max(0, worth[i] - worth[j])`.

    >>> import numpy as np
    >>> coalitions(np.array([[1.0, 0.0], [0.0, 0.5]]), np.array([2, 1])).tolist()
    [[0.0, 2.0], [0.5, 0.0]]
    """
    import numpy as np  # noqa: PLC0415  heavy

    found = np.zeros((worth.shape[1], worth.shape[1]))
    gains = np.empty_like(found)
    for row, weight in zip(worth, weights, strict=True):
        np.subtract.outer(row, row, out=gains)
        np.maximum(gains, 0, out=gains)
        gains *= weight
        found += gains
    return found


def victories(strengths: Matrix, victory: Victory = "linear") -> Matrix:
    """How likely each option is to win a contest with each other.

    `P[i, j] = c[i, j]^k / (c[i, j]^k + c[j, i]^k)` with k = 1, 2, 4 or 8. Two to one wins
    with 2/3, 4/5, 16/17 or 256/257. Where nobody prefers either it is 1/2.

    >>> import numpy as np
    >>> [float(victories(np.array([[0, 2], [1, 0]]), one)[0, 1].round(4)) for one in VICTORIES]
    [0.6667, 0.8, 0.9412, 0.9961]
    """
    import numpy as np  # noqa: PLC0415  heavy

    if victory not in _POWERS:
        raise UnknownOptionError("victory", victory, VICTORIES)
    given = np.asarray(strengths, dtype=float)
    greater = np.maximum(given, given.T)
    # A share of the greater does not vanish when it is raised to a power.
    share = np.divide(given, greater, out=np.ones_like(given), where=greater > 0)
    raised: Matrix = share ** _POWERS[victory]
    return raised / (raised + raised.T)


def chances(wins: Matrix, chance: Chance = "conditional") -> Matrix:
    """How likely each option is to come out of all contests; the chances sum to 1.

    `conditional`: the chance that it beats every other one, given that one of them does:
    `p_i` is proportional to the product over j of `P[i, j]`. `markov`: the share of time that
    it holds the field, where again and again the holder is challenged by an option drawn at
    random: `p_i = sum over j of P[i, j] (p_i + p_j) / n`, from equal shares.

    >>> import numpy as np
    >>> wins = np.array([[0.5, 0.75], [0.25, 0.5]])
    >>> chances(wins).round(6).tolist(), chances(wins, "markov").round(6).tolist()
    ([0.75, 0.25], [0.75, 0.25])
    """
    import numpy as np  # noqa: PLC0415  heavy

    if chance not in CHANCES:
        raise UnknownOptionError("chance", chance, CHANCES)
    if not len(wins):
        return np.zeros(0)
    return _conditional(wins) if chance == "conditional" else _markov(wins)


def _conditional(wins: Matrix) -> Matrix:
    """By logarithms, for a product of many chances would vanish."""
    import numpy as np  # noqa: PLC0415  heavy

    with np.errstate(divide="ignore"):
        logs = np.log(wins).sum(axis=1)
    found: Matrix = np.exp(logs - logs.max())
    found /= found.sum()
    return found


def _markov(wins: Matrix) -> Matrix:
    """Where the chain comes to rest from equal shares, by doubling its steps."""
    import numpy as np  # noqa: PLC0415  heavy

    count = len(wins)
    chain = wins / count
    np.fill_diagonal(chain, 0.0)
    np.fill_diagonal(chain, 1 - chain.sum(axis=0))
    for _ in range(_SQUARINGS):
        chain = chain @ chain
        chain /= chain.sum(axis=0)
    found: Matrix = chain.mean(axis=1)
    return found
