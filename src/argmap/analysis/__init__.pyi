from .agreements import Shared, shared
from .answer import Answer, Cell, Table, Values
from .axes import Alternative, Choice, PositionsHeld, positions_held
from .backing import CHANGES, Backing, Change, ChangeKind
from .bearings import Bearing, BearingLabel, bearing
from .bipolar import JOINTS, Joint, to_bipolar
from .contradiction import (
    Contradiction,
    ContradictionKind,
    Contradictions,
    contradictions,
)
from .disputes import Disputed, Opposition, disputed
from .doubt import Outcome, Robustness, Swing, robustness
from .driving import (
    MEASURES,
    SORTS,
    Driver,
    DriverKind,
    Drivers,
    Measure,
    Sort,
    drivers,
)
from .force import Strengths, strengths
from .held import REDUCTIONS, Held, Reduction, VerdictOf, verdict_of
from .interests import Gains, Interest, gains
from .invariance import PROPERTIES, Invariant, Property, Turning, invariant
from .ladders import Ladder, ladder
from .outlooks import Outlooks, audiences, to_valued
from .pooling import UNHELD, Player, Power, Unheld, power
from .projections import SUPPORTS, Support, to_framework
from .proofs import Proved, proof
from .questions import QUESTIONS, Question, Questions
from .reasons import Reply, Why, why
from .replies import Unanswered, unanswered
from .research import FINDINGS, Finding, FindingKind, Missing, missing
from .reweighing import WeightChange
from .silence import SAYS, Heard, Says, Silent, silent
from .sources import Gap, Sourcing, Unsourced, unsourced
from .standing import Acceptability, Given, Standing, acceptability
from .steps import STEP_WEIGHTS, Standards, StepWeights, to_steps
from .supports import Ground, Unsupported, unsupported
from .supposing import WhatIf, what_if
from .swaps import Difference, Swap, swap
from .tallies import Count, Tally, tally
from .theory import Court, Judged, Theory
from .turning import Flip, Flips, flips
from .views import SILENCES, Judgement, Silence, Verdicts, View, verdicts, view
from .weights import RUNG_WEIGHTS, WEIGHTS, Weights, base_weights

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
