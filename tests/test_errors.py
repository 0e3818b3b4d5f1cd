"""Errors say what, where, and what to do next, and can be caught by either of their names."""

from __future__ import annotations

import pickle

import pytest

from argmap import errors
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
    nearest,
)


@pytest.mark.parametrize(
    ("ours", "standard"),
    [
        (InvalidRecordError, ValueError),
        (InvalidMapError, ValueError),
        (UnknownIdError, KeyError),
        (NoPositionError, LookupError),
        (ReadError, ValueError),
        (WriteError, ValueError),
        (UnknownFormatError, ValueError),
        (UnknownOptionError, ValueError),
        (MissingExtraError, ImportError),
        (LayoutError, RuntimeError),
        (LayoutTimeoutError, TimeoutError),
    ],
)
def test_every_error_is_ours_and_a_standard_one(ours, standard):
    assert issubclass(ours, ArgmapError)
    assert issubclass(ours, standard)


def test_the_tree_of_errors_names_every_error():
    public = [name for name in errors.__all__ if name.endswith("Error")]

    assert all(name in errors.__doc__ for name in public)


def test_a_fault_says_place_then_what_then_remedy():
    fault = Fault("no actor 'irak'", "stances[0]", "did you mean 'iraq'?")

    assert str(fault) == "stances[0]: no actor 'irak'; did you mean 'iraq'?"
    assert str(fault.at(3, 7)).startswith("line 3, column 7: stances[0]: ")
    assert str(fault.at(3)).startswith("line 3: ")


def test_one_fault_is_told_in_one_line():
    assert str(ReadError([Fault("no question")])) == "no question"


def test_several_faults_are_told_one_a_line_with_their_number():
    error = ReadError([Fault("no question"), Fault("no title")], about="map.json")

    assert str(error) == "map.json: 2 faults\n  no question\n  no title"
    assert [fault.message for fault in error.faults] == ["no question", "no title"]


def test_an_unknown_id_is_told_without_the_quotes_of_a_key_error():
    error = UnknownIdError("vacum", ["vacuum"], kind="claim")

    assert str(error) == "no claim 'vacum' in this map; did you mean 'vacuum'?"
    assert (error.id, error.kind, error.suggestions) == ("vacum", "claim", ("vacuum",))


def test_an_unknown_option_lists_those_there_are():
    error = UnknownOptionError("view", "bord", ["board", "tree"])

    assert str(error) == "unknown view 'bord' (one of: board, tree); did you mean 'board'?"


@pytest.mark.parametrize(
    "error",
    [
        InvalidMapError([Fault("x", "here", "mend it", 1, 2)], about="map"),
        UnknownIdError("vacum", ["vacuum"], kind="claim"),
        UnknownIdError("x", kind="argument", remedy="name a step"),
        UnknownOptionError("view", "bord", ["board"]),
        UnknownFormatError("no such format"),
    ],
)
def test_errors_cross_process_borders_unchanged(error):
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert type(again) is type(error)
    assert str(again) == str(error)


def test_only_words_that_are_near_are_suggested():
    assert nearest("vacum", ["leave", "vacuum"]) == ["vacuum"]
    assert nearest("xyz", ["leave", "vacuum"]) == []
