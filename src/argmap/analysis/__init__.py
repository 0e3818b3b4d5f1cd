"""Questions to a map: each a function that returns a value, which prints as a table.

>>> import argmap
>>> from argmap import analysis
>>> map = argmap.example("iraq-withdrawal")
>>> towards = analysis.bearing(map, "leave")
>>> towards["vacuum"]
'con'
>>> print(analysis.shared(map, "baghdad", "sudani").table.columns)
('claim', 'says', 'both', 'rung', 'where')

`QUESTIONS` lists them all.
"""

from argmap.analysis.agreements import Shared, shared
from argmap.analysis.answer import Answer, Cell, Table, Values
from argmap.analysis.bearings import Bearing, BearingLabel, bearing
from argmap.analysis.bipolar import JOINTS, Joint, to_bipolar
from argmap.analysis.contradiction import (
    Contradiction,
    ContradictionKind,
    Contradictions,
    contradictions,
)
from argmap.analysis.disputes import Disputed, Opposition, disputed
from argmap.analysis.force import Strengths, strengths
from argmap.analysis.held import REDUCTIONS, Held, Reduction, VerdictOf, verdict_of
from argmap.analysis.interests import Gains, Interest, gains
from argmap.analysis.ladders import Ladder, ladder
from argmap.analysis.projections import SUPPORTS, Support, to_framework
from argmap.analysis.questions import QUESTIONS, Question, Questions
from argmap.analysis.replies import Unanswered, unanswered
from argmap.analysis.silence import SAYS, Heard, Says, Silent, silent
from argmap.analysis.sources import Gap, Sourcing, Unsourced, unsourced
from argmap.analysis.standing import Acceptability, Given, Standing, acceptability
from argmap.analysis.supports import Ground, Unsupported, unsupported
from argmap.analysis.tallies import Count, Tally, tally
from argmap.analysis.weights import RUNG_WEIGHTS, WEIGHTS, Weights, base_weights

__all__ = [
    "JOINTS",
    "QUESTIONS",
    "REDUCTIONS",
    "RUNG_WEIGHTS",
    "SAYS",
    "SUPPORTS",
    "WEIGHTS",
    "Acceptability",
    "Answer",
    "Bearing",
    "BearingLabel",
    "Cell",
    "Contradiction",
    "ContradictionKind",
    "Contradictions",
    "Count",
    "Disputed",
    "Gains",
    "Gap",
    "Given",
    "Ground",
    "Heard",
    "Held",
    "Interest",
    "Joint",
    "Ladder",
    "Opposition",
    "Question",
    "Questions",
    "Reduction",
    "Says",
    "Shared",
    "Silent",
    "Sourcing",
    "Standing",
    "Strengths",
    "Support",
    "Table",
    "Tally",
    "Unanswered",
    "Unsourced",
    "Unsupported",
    "Values",
    "VerdictOf",
    "Weights",
    "acceptability",
    "base_weights",
    "bearing",
    "contradictions",
    "disputed",
    "gains",
    "ladder",
    "shared",
    "silent",
    "strengths",
    "tally",
    "to_bipolar",
    "to_framework",
    "unanswered",
    "unsourced",
    "unsupported",
    "verdict_of",
]
