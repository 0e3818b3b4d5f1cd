"""Stakeholder argument mapping: who holds which arguments, and what would change the outcome."""

from argmap.errors import (
    ArgmapError,
    Fault,
    InvalidMapError,
    InvalidRecordError,
    LayoutError,
    LayoutTimeoutError,
    MissingExtraError,
    NoPositionError,
    ReadError,
    UnknownFormatError,
    UnknownIdError,
    UnknownOptionError,
    WriteError,
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
