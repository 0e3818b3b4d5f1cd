"""Stakeholder argument mapping: who holds which arguments, and what would change the outcome.

>>> import argmap
>>> from argmap import analysis
>>> map = argmap.example("iraq-withdrawal")
>>> map.motion.text
'US forces leave Iraq.'
>>> [stake.effect for stake in map.stakes_of("israel")], map.stances_of("israel")
(['loss'], ())
>>> print(analysis.contradictions(map).table.title)
Who contradicts themselves
>>> argmap.draw(map, values=analysis.bearing(map))
<Diagram: ...>
"""

from argmap import analysis
from argmap.draft import Draft
from argmap.drawing import Diagram, Style, draw
from argmap.errors import (
    ArgmapError,
    Fault,
    InvalidMapError,
    InvalidOptionError,
    InvalidRecordError,
    LayoutError,
    LayoutTimeoutError,
    MissingExtraError,
    NoPositionError,
    OptionTypeError,
    ReadError,
    UnknownFormatError,
    UnknownIdError,
    UnknownOptionError,
    UnknownQuestionError,
    WriteError,
)
from argmap.formats import (
    FORMATS,
    Loaded,
    Loss,
    LossWarning,
    dumps,
    example,
    loads,
    loads_with_losses,
    read,
    read_with_losses,
    write,
)
from argmap.graph import (
    SCHEMA,
    check_graph,
    from_graph,
    to_actor_graph,
    to_claim_graph,
    to_graph,
)
from argmap.model import (
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    Link,
    Source,
    Stake,
    Stance,
    Tie,
)

__all__ = [
    "FORMATS",
    "SCHEMA",
    "Actor",
    "ArgmapError",
    "Argument",
    "ArgumentMap",
    "Citation",
    "Claim",
    "Diagram",
    "Draft",
    "Fault",
    "InvalidMapError",
    "InvalidOptionError",
    "InvalidRecordError",
    "LayoutError",
    "LayoutTimeoutError",
    "Link",
    "Loaded",
    "Loss",
    "LossWarning",
    "MissingExtraError",
    "NoPositionError",
    "OptionTypeError",
    "ReadError",
    "Source",
    "Stake",
    "Stance",
    "Style",
    "Tie",
    "UnknownFormatError",
    "UnknownIdError",
    "UnknownOptionError",
    "UnknownQuestionError",
    "WriteError",
    "analysis",
    "check_graph",
    "draw",
    "dumps",
    "example",
    "from_graph",
    "loads",
    "loads_with_losses",
    "read",
    "read_with_losses",
    "to_actor_graph",
    "to_claim_graph",
    "to_graph",
    "write",
]
