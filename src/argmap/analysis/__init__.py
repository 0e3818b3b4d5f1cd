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
from argmap.analysis.axes import Alternative, Choice, PositionsHeld, positions_held
from argmap.analysis.backing import CHANGES, Backing, Change, ChangeKind
from argmap.analysis.bearings import Bearing, BearingLabel, bearing
from argmap.analysis.bipolar import JOINTS, Joint, to_bipolar
from argmap.analysis.contradiction import (
    Contradiction,
    ContradictionKind,
    Contradictions,
    contradictions,
)
from argmap.analysis.disputes import Disputed, Opposition, disputed
from argmap.analysis.doubt import Outcome, Robustness, Swing, robustness
from argmap.analysis.driving import (
    MEASURES,
    SORTS,
    Driver,
    DriverKind,
    Drivers,
    Measure,
    Sort,
    drivers,
)
from argmap.analysis.force import Strengths, strengths
from argmap.analysis.held import REDUCTIONS, Held, Reduction, VerdictOf, verdict_of
from argmap.analysis.interests import Gains, Interest, gains
from argmap.analysis.invariance import PROPERTIES, Invariant, Property, Turning, invariant
from argmap.analysis.ladders import Ladder, ladder
from argmap.analysis.outlooks import Outlooks, audiences, to_valued
from argmap.analysis.pooling import UNHELD, Player, Power, Unheld, power
from argmap.analysis.projections import SUPPORTS, Support, to_framework
from argmap.analysis.proofs import Proved, proof
from argmap.analysis.questions import QUESTIONS, Question, Questions
from argmap.analysis.reasons import Reply, Why, why
from argmap.analysis.replies import Unanswered, unanswered
from argmap.analysis.research import FINDINGS, Finding, FindingKind, Missing, missing
from argmap.analysis.reweighing import WeightChange
from argmap.analysis.silence import SAYS, Heard, Says, Silent, silent
from argmap.analysis.sources import Gap, Sourcing, Unsourced, unsourced
from argmap.analysis.standing import Acceptability, Given, Standing, acceptability
from argmap.analysis.steps import STEP_WEIGHTS, Standards, StepWeights, to_steps
from argmap.analysis.supports import Ground, Unsupported, unsupported
from argmap.analysis.supposing import WhatIf, what_if
from argmap.analysis.swaps import Difference, Swap, swap
from argmap.analysis.tallies import Count, Tally, tally
from argmap.analysis.theory import Court, Judged, Theory
from argmap.analysis.turning import Flip, Flips, flips
from argmap.analysis.views import SILENCES, Judgement, Silence, Verdicts, View, verdicts, view
from argmap.analysis.weights import RUNG_WEIGHTS, WEIGHTS, Weights, base_weights

__all__ = [
    "CHANGES",
    "FINDINGS",
    "JOINTS",
    "MEASURES",
    "PROPERTIES",
    "QUESTIONS",
    "REDUCTIONS",
    "RUNG_WEIGHTS",
    "SAYS",
    "SILENCES",
    "SORTS",
    "STEP_WEIGHTS",
    "SUPPORTS",
    "UNHELD",
    "WEIGHTS",
    "Acceptability",
    "Alternative",
    "Answer",
    "Backing",
    "Bearing",
    "BearingLabel",
    "Cell",
    "Change",
    "ChangeKind",
    "Choice",
    "Contradiction",
    "ContradictionKind",
    "Contradictions",
    "Count",
    "Court",
    "Difference",
    "Disputed",
    "Driver",
    "DriverKind",
    "Drivers",
    "Finding",
    "FindingKind",
    "Flip",
    "Flips",
    "Gains",
    "Gap",
    "Given",
    "Ground",
    "Heard",
    "Held",
    "Interest",
    "Invariant",
    "Joint",
    "Judged",
    "Judgement",
    "Ladder",
    "Measure",
    "Missing",
    "Opposition",
    "Outcome",
    "Outlooks",
    "Player",
    "PositionsHeld",
    "Power",
    "Property",
    "Proved",
    "Question",
    "Questions",
    "Reduction",
    "Reply",
    "Robustness",
    "Says",
    "Shared",
    "Silence",
    "Silent",
    "Sort",
    "Sourcing",
    "Standards",
    "Standing",
    "StepWeights",
    "Strengths",
    "Support",
    "Swap",
    "Swing",
    "Table",
    "Tally",
    "Theory",
    "Turning",
    "Unanswered",
    "Unheld",
    "Unsourced",
    "Unsupported",
    "Values",
    "VerdictOf",
    "Verdicts",
    "View",
    "WeightChange",
    "Weights",
    "WhatIf",
    "Why",
    "acceptability",
    "audiences",
    "base_weights",
    "bearing",
    "contradictions",
    "disputed",
    "drivers",
    "flips",
    "gains",
    "invariant",
    "ladder",
    "missing",
    "positions_held",
    "power",
    "proof",
    "robustness",
    "shared",
    "silent",
    "strengths",
    "swap",
    "tally",
    "to_bipolar",
    "to_framework",
    "to_steps",
    "to_valued",
    "unanswered",
    "unsourced",
    "unsupported",
    "verdict_of",
    "verdicts",
    "view",
    "what_if",
    "why",
]
