"""The questions by name: a table that prints, and from which a command line can be made.

>>> "bearing" in QUESTIONS, QUESTIONS["disputed"].__name__
(True, 'disputed')
>>> QUESTIONS.takes("bearing")
'map, position=None, links=True'
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from argmap.analysis.affiliations import affiliation
from argmap.analysis.agreements import shared
from argmap.analysis.answer import Answer, Table
from argmap.analysis.axes import positions_held
from argmap.analysis.balances import balance
from argmap.analysis.bearings import bearing
from argmap.analysis.concepts_of import lattice
from argmap.analysis.congruences import agreement, agreement_over_time
from argmap.analysis.consensus import bridges
from argmap.analysis.contradiction import contradictions
from argmap.analysis.converging import convergence
from argmap.analysis.disputes import disputed
from argmap.analysis.doubt import robustness
from argmap.analysis.driving import drivers
from argmap.analysis.force import strengths
from argmap.analysis.framing import projection
from argmap.analysis.grids import power_interest
from argmap.analysis.grounds import common_ground
from argmap.analysis.groups import coalitions
from argmap.analysis.held import verdict_of
from argmap.analysis.influencing import influence
from argmap.analysis.interests import gains
from argmap.analysis.invariance import invariant
from argmap.analysis.outcomes import outlook
from argmap.analysis.outlooks import audiences
from argmap.analysis.pooling import power
from argmap.analysis.proofs import proof
from argmap.analysis.reasons import why
from argmap.analysis.replies import unanswered
from argmap.analysis.research import missing
from argmap.analysis.silence import silent
from argmap.analysis.sources import unsourced
from argmap.analysis.spread import polarization
from argmap.analysis.stakeholders import salience
from argmap.analysis.standing import acceptability
from argmap.analysis.supports import unsupported
from argmap.analysis.supposing import what_if
from argmap.analysis.swaps import swap
from argmap.analysis.tallies import tally
from argmap.analysis.trust import card
from argmap.analysis.turning import flips
from argmap.analysis.turning_claims import cruxes
from argmap.analysis.views import verdicts
from argmap.errors import UnknownQuestionError

__all__ = ["QUESTIONS", "Question", "Questions"]

Question: TypeAlias = Callable[..., Answer]


class Questions(Mapping[str, Question]):
    """A mapping from the name of each question to its function, which prints as a table.

    Every function takes the map first, then ids, then options by keyword; its annotations
    can be evaluated, so that `inspect.signature(function, eval_str=True)` works.
    """

    def __init__(self, *questions: Question) -> None:
        self._by_name = {question.__name__: question for question in questions}

    def __getitem__(self, name: str) -> Question:
        if name not in self._by_name:
            raise UnknownQuestionError("question", name, self._by_name)
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def asks(self, name: str) -> str:
        """The question in one line: the first of its docstring."""
        return (inspect.getdoc(self[name]) or "").partition("\n")[0]

    def takes(self, name: str) -> str:
        """The arguments of the question, with their defaults."""
        parameters = inspect.signature(self[name]).parameters.values()
        return ", ".join(
            p.name if p.default is p.empty else f"{p.name}={p.default!r}" for p in parameters
        )

    @property
    def table(self) -> Table:
        """Name, question and arguments of each."""
        rows = [(name, self.asks(name), self.takes(name)) for name in self]
        return Table("Questions to a map", "", ("question", "asks", "takes"), rows)

    def _repr_html_(self) -> str:
        return self.table.to_html()

    def __str__(self) -> str:
        return str(self.table)

    def __repr__(self) -> str:
        return f"<Questions {', '.join(self)}>"


QUESTIONS = Questions(
    bearing,
    tally,
    unanswered,
    unsupported,
    unsourced,
    silent,
    verdict_of,
    disputed,
    shared,
    contradictions,
    gains,
    acceptability,
    strengths,
    proof,
    projection,
    positions_held,
    why,
    invariant,
    audiences,
    verdicts,
    drivers,
    swap,
    power,
    flips,
    what_if,
    robustness,
    missing,
    agreement,
    agreement_over_time,
    affiliation,
    coalitions,
    balance,
    polarization,
    bridges,
    common_ground,
    cruxes,
    lattice,
    influence,
    convergence,
    salience,
    power_interest,
    outlook,
    card,
)
"""All questions that can be asked of a map; `ladder` asks any of them on each rung."""
