"""When a stance stands: dates known to the year or to the second, compared without guessing.

A date means the whole stretch of time it leaves open: `2024` a year, `2024-01` a month,
no date all time. One is later than another only if its stretch begins after the other's
has ended.
"""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from argmap.model import Stance

__all__ = ["ALWAYS", "Stretch", "latest", "standing", "stretch"]

Stretch: TypeAlias = tuple[dt.datetime, dt.datetime]

ALWAYS: Stretch = (
    dt.datetime.min.replace(tzinfo=dt.UTC),
    dt.datetime.max.replace(tzinfo=dt.UTC),
)
"""The stretch of a stance without a date."""


def stretch(date: str | None) -> Stretch:
    """First and last moment that a date may mean; a time without a zone is taken as UTC.

    >>> [moment.date().isoformat() for moment in stretch("2024-02")]
    ['2024-02-01', '2024-02-29']
    """
    if date is None:
        return ALWAYS
    if parts := re.fullmatch(r"(\d{4})(?:-(\d{2}))?", date):
        year, first, last = int(parts[1]), int(parts[2] or 1), int(parts[2] or 12)
        return _days(dt.date(year, first, 1), dt.date(year, last, monthrange(year, last)[1]))
    try:
        day = dt.date.fromisoformat(date)
    except ValueError:
        moment = dt.datetime.fromisoformat(date)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        return moment, moment
    more = 6 if re.fullmatch(r"\d{4}-?W\d{2}", date) else 0
    return _days(day, dt.date.fromordinal(min(day.toordinal() + more, dt.date.max.toordinal())))


def _days(first: dt.date, last: dt.date) -> Stretch:
    return (
        dt.datetime.combine(first, dt.time.min, dt.UTC),
        dt.datetime.combine(last, dt.time.max, dt.UTC),
    )


def latest(stances: Sequence[Stance]) -> tuple[Stance, ...]:
    """The stances that none of the others is later than; undated ones only if all are.

    >>> early = Stance("baghdad", "leave", "reject", date="2014")
    >>> late = Stance("baghdad", "leave", "accept", date="2024-01")
    >>> latest([late, early]) == (late,)
    True
    """
    dated = [stance for stance in stances if stance.date is not None] or stances
    start = max((stretch(stance.date)[0] for stance in dated), default=ALWAYS[0])
    return tuple(stance for stance in dated if stretch(stance.date)[1] >= start)


def standing(stances: Iterable[Stance]) -> dict[Stance, Stretch]:
    """From when to when each stance of one actor on one claim stands, the end exclusive.

    A stance stands from its date until the actor's next one on the claim that is surely
    later; one without a date may be of any time, so it stands throughout.

    >>> early = Stance("baghdad", "leave", "reject", date="2014")
    >>> late = Stance("baghdad", "leave", "accept", date="2024-01")
    >>> [end.year for _, end in standing([early, late]).values()]
    [2024, 9999]
    """
    dated = [(stance, stretch(stance.date)) for stance in stances]
    starts = sorted(start for stance, (start, _) in dated if stance.date is not None)
    return {
        stance: (start, next((later for later in starts if later > end), ALWAYS[1]))
        for stance, (start, end) in dated
    }
