r"""Exports of Polis conversations: read, not written.

Polis asks many people to agree, disagree or pass on short comments of each other's. Its export
is a folder of CSV files, of which these are read, whatever stands before their names:

- `comments.csv` (`comment-id`, `comment-body`, …): each comment is a claim;
- `votes.csv` (`comment-id`, `voter-id`, `vote`, …) or, where that is not there,
  `participants-votes.csv` (`participant`, `group-id`, …, and a column for each comment): each
  vote is a stance. 1 is `accept`, -1 `reject` and 0, a pass, `neutral`; no vote is silence;
- `summary.csv`: the topic is the question, and the description a note.

The files `comments.json`, `votes.json` and `conversation.json` of the server say the same and
are read in their stead. Its mathematics (groups, consensus) is not part of a map.

Participants have numbers and no names, and keep them: `participant-12`. Whoever votes again
changes their mind, so of several votes the last counts, and the others are told as losses. Some
exports count agreement as -1. So the votes are compared with the counts of the comments, and
where these fit only the other way round, they are read that way and that is told.

What a map has no field for is in `extra`: of a claim its number, its author, how it was
moderated and its counts, of an actor their number and group.

>>> from argmap.formats import loads_with_losses
>>> loaded = loads_with_losses('''participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1
... 7,0,0,2,1,0,1,0
... ''', "polis")
>>> [(stance.actor, stance.claim, stance.verdict) for stance in loaded.map.stances]
[('participant-7', 'comment-0', 'accept'), ('participant-7', 'comment-1', 'neutral')]
>>> print(*loaded.losses)
comments: 2 texts; no file has them, so the comments go by their numbers
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.errors import Fault, ReadError
from argmap.files import decoded
from argmap.formats.losses import Loaded, Loss, told
from argmap.formats.tables.grids import Grid, Row, is_missing, of_text
from argmap.formats.tables.ledger import Ledger, Place, mapping, moment

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping, Sequence

    from argmap.model import ArgumentMap

__all__ = ["claims", "loads", "loads_with_losses", "read_polis", "read_with_losses"]

QUESTION = "What do the participants agree on?"
"""The question of a conversation whose topic is not known."""
_VERDICTS = {1: "accept", 0: "neutral", -1: "reject"}
_KINDS = ("comments", "participants-votes", "participant-votes", "votes", "summary", "conversation")
_ALIASES = {
    "tid": "comment-id",
    "txt": "comment-body",
    "agree_count": "agrees",
    "disagree_count": "disagrees",
    "pass_count": "passes",
    "mod": "moderated",
    "is_meta": "is-meta",
    "is_seed": "is-seed",
    "modified": "timestamp",
    "created": "timestamp",
}
_KEPT = ("author-id", "agrees", "disagrees", "passes", "moderated", "is-meta", "is-seed")
_OF_PARTICIPANTS = ("group-id", "n-comments", "n-votes", "n-agree", "n-disagree")


# The ways in -------------------------------------------------------------------------


def read_polis(
    path: str | os.PathLike[str],
    *,
    question: str | None = None,
    positions: Sequence[str] = (),
) -> ArgumentMap:
    r"""The map of a Polis export: its folder, or one of its files with those beside it.

    The question is the topic of the conversation, unless one is given; positions are texts
    of comments, or ids of claims. `ReadError` names every faulty vote with its file and line,
    and a `LossWarning` what the map leaves out.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     comments = pathlib.Path(folder, "comments.csv")
    ...     size = comments.write_text("comment-id,comment-body\n0,Stay.\n", encoding="utf-8")
    ...     votes = pathlib.Path(folder, "votes.csv")
    ...     size = votes.write_text("comment-id,voter-id,vote\n0,7,-1\n", encoding="utf-8")
    ...     read_polis(folder).stances
    (Stance(actor='participant-7', claim='stay', verdict='reject'),)
    """
    return told(_read(Path(path), question, positions), str(path))


def read_with_losses(path: str | os.PathLike[str]) -> Loaded:
    """The map of an export, and what it leaves out of it."""
    return _read(Path(path))


def loads(text: str) -> ArgumentMap:
    """The map of one file of an export, the votes or the comments."""
    return told(loads_with_losses(text))


def loads_with_losses(text: str) -> Loaded:
    """The map of one file of an export, and what it leaves out of it."""
    grid = _renamed(of_text(text))
    return _Making({_kind(grid): _File("", grid)}).loaded()


def claims(path: str | os.PathLike[str]) -> bool:
    """Whether a CSV file is of an export, by the names of its columns."""
    try:
        with Path(path).open("rb") as file:
            head = file.readline(100_000).decode("utf-8-sig")
        return bool(_kind(_renamed(of_text(head))))
    except (OSError, UnicodeDecodeError, ReadError):
        return False


# The files ---------------------------------------------------------------------------


class _File(NamedTuple):
    """A table of an export, under the name it has in faults."""

    name: str
    grid: Grid


def _read(path: Path, question: str | None = None, positions: Sequence[str] = ()) -> Loaded:
    files: dict[str, _File] = {}
    topic: dict[str, str] = {}
    for kind, file in _files(path).items():
        try:
            text = decoded(file.read_bytes())
            if kind in ("summary", "conversation"):
                topic = _topic(text, file)
            else:
                grid = _grid(text, file)
                files[kind] = _File(file.name, grid)
        except ReadError as error:
            raise ReadError(error.faults, about=str(file)) from None
    try:
        return _Making(files, topic).loaded(question, positions)
    except ReadError as error:
        raise ReadError(error.faults, about=str(path)) from None


def _files(path: Path) -> dict[str, Path]:
    """The files of an export by their kinds: those of a folder, or those beside a file."""
    if not path.is_dir():
        kind = _named(path.name)
        if kind is None:
            grid = _grid(decoded(path.read_bytes()), path)
            return {_kind(grid) or "votes": path}
        prefix = path.stem.removesuffix(kind)
        there = [other for other in sorted(path.parent.iterdir()) if other.stem.startswith(prefix)]
        found = _by_kind(
            [other for other in there if _named(other.name) == other.stem[len(prefix) :]]
        )
        return {**found, kind.replace("participant-", "participants-"): path}
    found = _by_kind(sorted(path.iterdir()))
    if not {"comments", "votes", "participants-votes"} & found.keys():
        remedy = "name the folder with comments.csv and votes.csv"
        raise ReadError([Fault("no file of a Polis export is here", "", remedy)], about=str(path))
    return found


def _by_kind(paths: Sequence[Path]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in sorted(paths, key=lambda path: path.suffix.lower() != ".csv"):
        kind = _named(path.name)
        if kind is not None:
            kind = kind.replace("participant-", "participants-")
            known = found.setdefault(kind, path)
            if known != path and known.suffix == path.suffix:
                remedy = "name one of them"
                said = f"two files of {kind}: {known.name} and {path.name}"
                raise ReadError([Fault(said, "", remedy)], about=str(path.parent))
    return found


def _named(name: str) -> str | None:
    """What a file holds by its name, whatever stands before."""
    stem, _, suffix = name.lower().rpartition(".")
    if suffix not in ("csv", "json"):
        return None
    return next(
        (
            kind
            for kind in _KINDS
            if stem == kind or stem.endswith((f"-{kind}", f"_{kind}", f".{kind}"))
        ),
        None,
    )


def _grid(text: str, path: Path) -> Grid:
    return _renamed(_of_json(text) if path.suffix.lower() == ".json" else of_text(text))


def _of_json(text: str) -> Grid:
    """A list of JSON objects as a table; rows count from 1."""
    rows = _json(text)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ReadError([Fault("this is no list of JSON objects", remedy="give what Polis saved")])
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    cells = [Row(n, tuple(row.get(name) for name in columns)) for n, row in enumerate(rows, 1)]
    return Grid(columns, cells, "row")


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        fault = Fault(f"this is no JSON: {error.msg}", line=error.lineno, column=error.colno)
        raise ReadError([fault]) from None
    except (ValueError, RecursionError) as error:
        raise ReadError([Fault(f"this JSON is too much to read: {error}")]) from None


def _topic(text: str, path: Path) -> dict[str, str]:
    """Topic and description of the conversation, as far as they are said."""
    if path.suffix.lower() == ".json":
        said = _json(text)
        said = said if isinstance(said, dict) else {}
        pairs = {"topic": said.get("topic"), "description": said.get("description")}
    else:
        grid = of_text(text)
        rows = [grid.columns, *(row.cells for row in grid.rows)]
        pairs = {row[0].removeprefix("conversation-"): row[1] for row in rows if len(row) > 1}
    known = {name: pairs.get(name) for name in ("topic", "description")}
    return {name: str(said).strip() for name, said in known.items() if not is_missing(said)}


def _renamed(grid: Grid) -> Grid:
    """The same table with the columns that the server calls otherwise under their names."""
    names = [_ALIASES.get(name, name) for name in grid.columns]
    person = "author-id" if "comment-body" in names else "voter-id"
    grid.columns = tuple(person if name == "pid" else name for name in names)
    return grid


def _kind(grid: Grid) -> str:
    """What a table of an export holds, or nothing if it is of none."""
    names = set(grid.columns)
    if {"comment-id", "comment-body"} <= names:
        return "comments"
    if {"comment-id", "voter-id", "vote"} <= names:
        return "votes"
    return "participants-votes" if {"participant", "group-id", "n-votes"} <= names else ""


# The map -----------------------------------------------------------------------------


class _Vote(NamedTuple):
    """A vote, and where it stands."""

    voter: str
    comment: str
    value: int
    time: Any
    at: Place


class _Making:
    """A map from the tables of an export."""

    def __init__(self, files: Mapping[str, _File], topic: Mapping[str, str] | None = None) -> None:
        self.files, self.topic = files, topic or {}
        self.ledger = Ledger()
        self.losses: list[Loss] = []
        self.counts: dict[str, tuple[int, int]] = {}
        self.comments: dict[str, str] = {}
        self.participants: dict[str, str] = {}

    def loaded(self, question: str | None = None, positions: Sequence[str] = ()) -> Loaded:
        for kind, file in self.files.items():
            if _kind(file.grid) != kind:
                lacking = {
                    "comments": "comment-id, comment-body",
                    "votes": "comment-id, voter-id, vote",
                }
                names = lacking.get(kind, "participant, group-id, n-votes")
                message = f"{kind} of a Polis export have the columns {names}"
                remedy = "give the export as it is, or read it as a table"
                raise ReadError([Fault(message, file.name, remedy)])
            self.ledger.faults.extend(file.grid.faults)
        self.read_comments()
        votes = [*self.read_participants()]
        if "votes" in self.files:
            votes = [*self.read_votes(self.files["votes"])]
        self.note(self.last(votes))
        topic = self.topic.get("topic")
        notes = [self.topic["description"]] if "description" in self.topic else []
        map = self.ledger.map(
            question or topic or QUESTION, positions=positions, title=topic, notes=notes
        )
        return Loaded(map, self.losses)

    def rows(self, file: _File) -> Iterator[tuple[Place, dict[str, Any]]]:
        """The rows of a table by the names of its columns, without empty cells."""
        for row in file.grid.rows:
            name = file.name
            if file.grid.kind != "line":
                name = f"{name}, row {row.line}"
            at = Place(row.line if file.grid.kind == "line" else None, name)
            pairs = zip(file.grid.columns, row.cells, strict=True)
            yield at, {name: cell for name, cell in pairs if not is_missing(cell)}

    def read_comments(self) -> None:
        if "comments" not in self.files:
            return
        for at, said in self.rows(self.files["comments"]):
            number = self.number(said, "comment-id", at)
            if number is None:
                continue
            if number in self.comments:
                self.fault(at, f"comment {number} is listed twice", "keep one")
                continue
            if "comment-body" not in said:
                self.fault(at, f"comment {number} has no text", "give it one, or leave it out")
                continue
            extra = {name: _whole(said[name]) for name in _KEPT if name in said}
            if "agrees" in said and "disagrees" in said:
                self.counts[number] = (extra["agrees"], extra["disagrees"])
            self.comments[number] = self.ledger.claim(
                str(said["comment-body"]),
                at,
                key=number,
                extra=mapping({"id": _whole(number)} | extra),
            )

    def read_participants(self) -> Iterator[_Vote]:
        """The participants, and their votes as that file has them."""
        file = self.files.get("participants-votes")
        for at, said in self.rows(file) if file else ():
            voter = self.number(said, "participant", at)
            if voter is None:
                continue
            self.participant(voter, at, {n: _whole(said[n]) for n in _OF_PARTICIPANTS if n in said})
            for name, cell in said.items():
                if name.isdecimal():
                    yield from self.vote(voter, name, cell, None, at)

    def read_votes(self, file: _File) -> Iterator[_Vote]:
        for at, said in self.rows(file):
            voter, comment = (self.number(said, name, at) for name in ("voter-id", "comment-id"))
            if voter is not None and comment is not None:
                yield from self.vote(voter, comment, said.get("vote"), said.get("timestamp"), at)

    def number(self, said: Mapping[str, Any], name: str, at: Place) -> str | None:
        """A number that Polis gave, as text."""
        number = _whole(said.get(name))
        if isinstance(number, int):
            return str(number)
        self.fault(at, f"{name} {said.get(name, '')!r} is no number", "give what Polis saved")
        return None

    def vote(self, voter: str, comment: str, cell: Any, time: Any, at: Place) -> Iterator[_Vote]:
        value = _whole(cell)
        if value in _VERDICTS:
            yield _Vote(voter, comment, value, time, at)
        else:
            said = "nothing" if cell is None else repr(cell)
            message = f"the vote of {voter} on comment {comment} is {said}"
            self.fault(at, message, "a vote is 1, 0 or -1")

    def last(self, votes: list[_Vote]) -> list[_Vote]:
        """Of several votes of one participant on one comment the last, in time or in the file."""
        kept: dict[tuple[str, str], _Vote] = {}
        for vote in votes:
            known = kept.get((vote.voter, vote.comment))
            if known is None or _time(vote) >= _time(known):
                kept[vote.voter, vote.comment] = vote
        changed = len(votes) - len(kept)
        if changed:
            what = "1 vote" if changed == 1 else f"{changed} votes"
            self.losses.append(Loss(what, "", "changed by a later one of the same participant"))
        return list(kept.values())

    def note(self, votes: list[_Vote]) -> None:
        sign = self.sign(votes)
        unknown = Counter(vote.comment for vote in votes if vote.comment not in self.comments)
        if unknown:
            what = "1 text" if len(unknown) == 1 else f"{len(unknown)} texts"
            few = "no file has it, so the comment goes by its number"
            many = "no file has them, so the comments go by their numbers"
            why = few if len(unknown) == 1 else many
            self.losses.append(Loss(what, "comments", why))
        for vote in votes:
            if vote.comment not in self.comments:
                extra = mapping({"id": _whole(vote.comment)})
                text = f"Comment {vote.comment}"
                self.comments[vote.comment] = self.ledger.claim(text, key=vote.comment, extra=extra)
            self.ledger.stance(
                vote.at,
                self.participant(vote.voter, vote.at, {}),
                self.comments[vote.comment],
                _VERDICTS[sign * vote.value],
                date=None if vote.time is None else moment(vote.time),
            )

    def participant(self, number: str, at: Place, said: Mapping[str, Any]) -> str:
        if number not in self.participants:
            self.participants[number] = self.ledger.actor(
                f"Participant {number}",
                at,
                kind="participant",
                extra=mapping({"id": _whole(number), **said}),
            )
        return self.participants[number]

    def sign(self, votes: list[_Vote]) -> int:
        """1, or -1 where the counts of the comments fit only if -1 is agreement."""
        counted: dict[str, Counter[int]] = defaultdict(Counter)
        for vote in votes:
            counted[vote.comment][vote.value] += 1
        found = [(counted[id][1], counted[id][-1], *said) for id, said in self.counts.items()]
        straight = sum((pro, con) == (agrees, disagrees) for pro, con, agrees, disagrees in found)
        turned = sum((con, pro) == (agrees, disagrees) for pro, con, agrees, disagrees in found)
        if turned <= straight:
            return 1
        why = f"so the counts of {turned} of {len(found)} comments fit, else of {straight}"
        self.losses.append(Loss("-1 is taken for agreement", "votes", why))
        return -1

    def fault(self, at: Place, message: str, remedy: str) -> None:
        self.ledger.faults.append(at.fault(message, "", remedy))


def _time(vote: _Vote) -> int:
    time = _whole(vote.time)
    return time if isinstance(time, int) else 0


def _whole(cell: Any) -> Any:
    """A whole number as one, whatever it is written as; anything else as it stands."""
    if isinstance(cell, bool):
        return cell
    try:
        number = float(cell)
        return int(number) if number.is_integer() else cell
    except (TypeError, ValueError):
        return cell
