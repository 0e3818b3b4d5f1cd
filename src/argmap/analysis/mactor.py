"""The arithmetic of MACTOR on bare matrices: who can press whom, and who wants what with whom.

MACTOR (Godet 1991; Arcade, Godet, Meunier & Roubelat 1999) starts from two tables. MID says
how much each actor can bear directly on each other, from 0 to 4: nothing, operations,
projects, mission, existence. 2MAO says what each actor makes of each objective, from -4 to 4:
the sign is against or for, and the magnitude is how much is at stake by the same ladder.

All functions here take and give numpy arrays, actors in rows. Where `n` is the number of
actors, an influence matrix is (n, n), and what is made of objectives is (n, objectives).

Corner cases. Whether an actor's way back to itself, the diagonal of MIDI, belongs to its
influence and dependence differs between versions of the method; see `totals`. Who neither
influences nor depends has r 0, which stands for 0/0. r* says how an actor compares with the
others, and does not change when all influences are told in another unit. An actor who shares
no objective with anybody has no ambivalence: it is NaN, for it is neither 0 nor 1. An objective
that nobody cares about mobilises 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from argmap.errors import UnknownOptionError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    Matrix: TypeAlias = NDArray[np.float64]

__all__ = [
    "DIAGONALS",
    "Diagonal",
    "agreeing",
    "ambivalence",
    "competitiveness",
    "direct_and_indirect",
    "disagreeing",
    "mobilisation",
    "net_scale",
    "strongest_way",
    "totals",
]

Diagonal: TypeAlias = Literal["apart", "inside"]

DIAGONALS: tuple[Diagonal, ...] = get_args(Diagonal)
"""Whether an actor's way back to itself counts as influence and dependence, the usual first."""


# Who can press whom --------------------------------------------------------------------


def direct_and_indirect(direct: Matrix) -> Matrix:
    """MIDI: direct influence, and that by way of one other actor, added up.

    A way through somebody is as strong as the weaker of its two parts:
    `MIDI[i, j] = MID[i, j] + sum over k of min(MID[i, k], MID[k, j])`.

    >>> import numpy as np
    >>> direct_and_indirect(np.array([[0, 3, 1], [1, 0, 2], [2, 1, 0]])).astype(int).tolist()
    [[2, 4, 3], [3, 2, 3], [3, 3, 2]]
    """
    import numpy as np  # noqa: PLC0415  heavy

    found = np.array(direct, dtype=float)
    for place, ways in _by_way_of(direct):
        found[place] += ways
    return found


def strongest_way(direct: Matrix) -> Matrix:
    """MMIDI: the strongest way from one actor to another, direct or by one other.

    `MMIDI[i, j] = max(MID[i, j], max over k of min(MID[i, k], MID[k, j]))`. It stays on the
    scale of the direct influences, and does not count how many ways there are.

    >>> import numpy as np
    >>> strongest_way(np.array([[0, 3, 1], [1, 0, 2], [2, 1, 0]])).astype(int).tolist()
    [[1, 3, 2], [2, 1, 2], [2, 2, 1]]
    """
    import numpy as np  # noqa: PLC0415  heavy

    found = np.array(direct, dtype=float)
    for place, ways in _by_way_of(direct):
        found[place] = np.maximum(found[place], ways)
    return found


def _by_way_of(direct: Matrix) -> Iterator[tuple[Any, Matrix]]:
    """For each actor, the ways by it, and where in the matrix they lie.

    Most actors bear on few others, so only those are looked at who come and go by it.
    """
    import numpy as np  # noqa: PLC0415  heavy

    matrix = np.asarray(direct, dtype=float)
    for middle in range(len(matrix)):
        comes, goes = np.flatnonzero(matrix[:, middle]), np.flatnonzero(matrix[middle])
        yield np.ix_(comes, goes), np.minimum.outer(matrix[comes, middle], matrix[middle, goes])


def totals(influences: Matrix, diagonal: Diagonal = "apart") -> tuple[Matrix, Matrix]:
    """Influence I and dependence D of each actor: the sums of its row and its column.

    `diagonal` says whether the way back to itself is left out of both (`apart`) or counted
    in both (`inside`).

    >>> import numpy as np
    >>> midi = np.array([[2, 4, 3], [3, 2, 3], [3, 3, 2]])
    >>> [sums.astype(int).tolist() for sums in totals(midi)]
    [[7, 6, 6], [6, 7, 6]]
    >>> [sums.astype(int).tolist() for sums in totals(midi, "inside")]
    [[9, 8, 8], [8, 9, 8]]
    """
    import numpy as np  # noqa: PLC0415  heavy

    own = _own(influences, diagonal)
    matrix = np.asarray(influences, dtype=float)
    return matrix.sum(axis=1) - own, matrix.sum(axis=0) - own


def competitiveness(influences: Matrix, diagonal: Diagonal = "apart") -> Matrix:
    """How each actor's balance of forces compares with the mean of all, r* from MIDI.

    `r = (I - way back to itself) / sum of I * I / (I + D)`, and `r* = n r / sum of r`, so
    that the mean is 1. Where I leaves the way back to itself out already, it is not taken
    off twice. From MMIDI the same gives Q. All are 0 where nobody influences anybody.

    >>> import numpy as np
    >>> midi = np.array([[2, 4, 3], [3, 2, 3], [3, 3, 2]])
    >>> competitiveness(midi).round(4).tolist()
    [1.1855, 0.871, 0.9435]
    >>> competitiveness(midi, "inside").round(4).tolist()
    [1.1667, 0.8889, 0.9444]
    """
    import numpy as np  # noqa: PLC0415  heavy

    influence, dependence = totals(influences, diagonal)
    outward = totals(influences, "apart")[0]
    both = influence + dependence
    share = np.divide(influence, both, out=np.zeros_like(both), where=both > 0)
    whole = influence.sum()
    r = outward / whole * share if whole else np.zeros_like(share)
    return len(r) * r / r.sum() if r.sum() else r


def net_scale(influences: Matrix) -> Matrix:
    """How much more each actor bears on each other than it on them: MIDI less its mirror.

    >>> import numpy as np
    >>> net_scale(np.array([[2, 4, 3], [3, 2, 3], [3, 3, 2]])).tolist()
    [[0, 1, 0], [-1, 0, 0], [0, 0, 0]]
    """
    return influences - influences.T


def _own(influences: Matrix, diagonal: Diagonal) -> Matrix:
    """What of an actor's own way back to itself is left out of its totals."""
    import numpy as np  # noqa: PLC0415  heavy

    if diagonal not in DIAGONALS:
        raise UnknownOptionError("diagonal", diagonal, DIAGONALS)
    own = np.diagonal(influences).astype(float)
    return own if diagonal == "apart" else np.zeros_like(own)


# Who wants what with whom --------------------------------------------------------------


def agreeing(stands: Matrix) -> Matrix:
    """Convergence of each two actors: what they are both for, or both against.

    Each objective adds the mean of the two magnitudes. So 1MAO, which is signs, gives 1CAA,
    a count; 2MAO gives 2CAA; and 2MAO times r* gives 3CAA. The diagonal is 0.

    >>> import numpy as np
    >>> agreeing(np.array([[1, -1, 0], [1, 1, -1]])).astype(int).tolist()
    [[0, 1], [1, 0]]
    """
    return _shared(stands, 1)


def disagreeing(stands: Matrix) -> Matrix:
    """Divergence of each two actors: what one of them is for and the other against.

    >>> import numpy as np
    >>> disagreeing(np.array([[3, -2, 0], [2, 1, -1]])).tolist()
    [[0.0, 1.5], [1.5, 0.0]]
    """
    return _shared(stands, -1)


def _shared(stands: Matrix, sign: int) -> Matrix:
    """Mean magnitudes of two actors over the objectives where their signs agree, or do not.

    The sum over objectives of `(|a| + |b|) / 2` is made of products of matrices, one for each
    side: the magnitudes of those on it, by those on the side in question.
    """
    import numpy as np  # noqa: PLC0415  heavy

    matrix = np.asarray(stands, dtype=float)
    ours = np.zeros((len(matrix), len(matrix)))
    for side in (1, -1):
        mine, theirs = np.sign(matrix) == side, np.sign(matrix) == side * sign
        ours += (np.abs(matrix) * mine) @ theirs.T.astype(float)
    np.fill_diagonal(ours, 0.0)
    return (ours + ours.T) / 2


def ambivalence(converging: Matrix, diverging: Matrix) -> Matrix:
    """How far each actor's agreement and disagreement with others keep the balance, EQ.

    `EQ_i = 1 - sum of |C_ij - D_ij| / sum of (C_ij + D_ij)` over the others: 0 for an actor
    who is of one mind with each of them, for or against, and 1 for one who agrees with each
    as much as it disagrees. NaN for one who shares no objective with anybody.

    >>> import numpy as np
    >>> stands = np.array([[1, -1, 0, 1], [1, 1, -1, 0], [-1, -1, 1, 1]])
    >>> ambivalence(agreeing(stands), disagreeing(stands)).round(4).tolist()
    [0.8, 0.4, 0.3333]
    """
    import numpy as np  # noqa: PLC0415  heavy

    whole = (converging + diverging).sum(axis=1)
    apart = np.abs(converging - diverging).sum(axis=1)
    ratio = np.divide(apart, whole, out=np.full(len(whole), np.nan), where=whole > 0)
    found: Matrix = 1 - ratio
    return found


def mobilisation(stands: Matrix) -> Matrix:
    """How much each objective moves all actors together, for it and against it.

    >>> import numpy as np
    >>> mobilisation(np.array([[3, -2, 0], [2, 1, 0]])).tolist()
    [5, 3, 0]
    """
    import numpy as np  # noqa: PLC0415  heavy

    found: Matrix = np.abs(stands).sum(axis=0)
    return found
