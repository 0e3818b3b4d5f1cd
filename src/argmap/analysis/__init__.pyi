from .affiliations import Affiliation, affiliation
from .agreements import Shared, shared
from .answer import Answer, Cell, Table, Values
from .axes import Alternative, Choice, PositionsHeld, positions_held
from .backing import CHANGES, Backing, Change, ChangeKind
from .balances import Balance, balance
from .bearings import Bearing, BearingLabel, bearing
from .bipolar import JOINTS, Joint, to_bipolar
from .changes_between import Comparison, PositionChange, compare
from .coding import Reliability, UndefinedAlphaError, krippendorff, reliability
from .concepts_of import Concept, Implication, Lattice, lattice
from .congruences import Agreement, AgreementOverTime, agreement, agreement_over_time
from .consensus import Bridge, Bridges, bridges
from .contradiction import (
    Contradiction,
    ContradictionKind,
    Contradictions,
    contradictions,
)
from .converging import Convergence, convergence
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
from .framing import PROJECTIONS, Projected, Projection, projection
from .grids import PowerInterest, power_interest
from .grounds import Common, CommonGround, Livable, common_ground
from .groups import Coalitions, Loss, coalitions
from .held import REDUCTIONS, Held, Reduction, VerdictOf, verdict_of
from .influencing import Influence, Leverage, influence
from .interests import Gains, Interest, gains
from .invariance import PROPERTIES, Invariant, Property, Turning, invariant
from .ladders import Ladder, ladder
from .outcomes import Outlook, Pivot, Prospect, outlook
from .outlooks import Outlooks, audiences, to_valued
from .pooling import UNHELD, Player, Power, Unheld, power
from .projections import SUPPORTS, Support, to_framework
from .proofs import Proved, proof
from .questions import QUESTIONS, Question, Questions
from .quoting import Quotation, Quotations, QuotationStanding, located, quotations
from .reasons import Reply, Why, why
from .replies import Unanswered, unanswered
from .research import FINDINGS, Finding, FindingKind, Missing, missing
from .reweighing import WeightChange
from .silence import SAYS, Heard, Says, Silent, silent
from .sources import Gap, Sourcing, Unsourced, unsourced
from .spread import Polarization, polarization, polarization_of
from .stakeholders import Salience, Stakeholder, salience
from .standing import Acceptability, Given, Standing, acceptability
from .stated import Scale, Statement, Statements, statements
from .steps import STEP_WEIGHTS, Standards, StepWeights, to_steps
from .supports import Ground, Unsupported, unsupported
from .supposing import WhatIf, what_if
from .swaps import Difference, Swap, swap
from .tallies import Count, Tally, tally
from .theory import Court, Judged, Theory
from .trust import Card, card
from .turning import Flip, Flips, flips
from .turning_claims import Crux, Cruxes, cruxes
from .views import SILENCES, Judgement, Silence, Verdicts, View, verdicts, view
from .weights import RUNG_WEIGHTS, WEIGHTS, Weights, base_weights

__all__ = [
    "CHANGES",
    "FINDINGS",
    "JOINTS",
    "MEASURES",
    "PROJECTIONS",
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
    "Affiliation",
    "Agreement",
    "AgreementOverTime",
    "Alternative",
    "Answer",
    "Backing",
    "Balance",
    "Bearing",
    "BearingLabel",
    "Bridge",
    "Bridges",
    "Card",
    "Cell",
    "Change",
    "ChangeKind",
    "Choice",
    "Coalitions",
    "Common",
    "CommonGround",
    "Comparison",
    "Concept",
    "Contradiction",
    "ContradictionKind",
    "Contradictions",
    "Convergence",
    "Count",
    "Court",
    "Crux",
    "Cruxes",
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
    "Implication",
    "Influence",
    "Interest",
    "Invariant",
    "Joint",
    "Judged",
    "Judgement",
    "Ladder",
    "Lattice",
    "Leverage",
    "Livable",
    "Loss",
    "Measure",
    "Missing",
    "Opposition",
    "Outcome",
    "Outlook",
    "Outlooks",
    "Pivot",
    "Player",
    "Polarization",
    "PositionChange",
    "PositionsHeld",
    "Power",
    "PowerInterest",
    "Projected",
    "Projection",
    "Property",
    "Prospect",
    "Proved",
    "Question",
    "Questions",
    "Quotation",
    "QuotationStanding",
    "Quotations",
    "Reduction",
    "Reliability",
    "Reply",
    "Robustness",
    "Salience",
    "Says",
    "Scale",
    "Shared",
    "Silence",
    "Silent",
    "Sort",
    "Sourcing",
    "Stakeholder",
    "Standards",
    "Standing",
    "Statement",
    "Statements",
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
    "UndefinedAlphaError",
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
    "affiliation",
    "agreement",
    "agreement_over_time",
    "audiences",
    "balance",
    "base_weights",
    "bearing",
    "bridges",
    "card",
    "coalitions",
    "common_ground",
    "compare",
    "contradictions",
    "convergence",
    "cruxes",
    "disputed",
    "drivers",
    "flips",
    "gains",
    "influence",
    "invariant",
    "krippendorff",
    "ladder",
    "lattice",
    "located",
    "missing",
    "outlook",
    "polarization",
    "polarization_of",
    "positions_held",
    "power",
    "power_interest",
    "projection",
    "proof",
    "quotations",
    "reliability",
    "robustness",
    "salience",
    "shared",
    "silent",
    "statements",
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
