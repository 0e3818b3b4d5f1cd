"""Any question, rung by rung; and the table of questions."""

from __future__ import annotations

import inspect
from typing import get_args

import pytest

from argmap import Actor, Argument, ArgumentMap, Claim, Stance, UnknownIdError, UnknownOptionError
from argmap.analysis import QUESTIONS, Answer, Table, disputed, ladder, shared, silent, unanswered
from argmap.model import BASES


def held(*stances, **records):
    return ArgumentMap(
        "?",
        positions=["leave"],
        actors=[Actor("baghdad", "Baghdad"), Actor("washington", "Washington")],
        claims=[Claim("leave", "They leave."), Claim("vacuum", "A gap."), Claim("idle", "x")],
        stances=stances,
        **records,
    )


def test_each_rung_has_the_answer_on_the_map_as_far_as_that_rung():
    map = held(Stance("baghdad", "leave", "accept", basis="implied"))
    rungs = ladder(silent, map)

    assert [rungs.on(basis)["baghdad"] for basis in BASES] == [
        "silent",
        "silent",
        "spoken for",
        "spoken for",
    ]
    assert rungs.on("attributed") == silent(map.on(basis="attributed"))
    assert rungs.changing == ("implied",)


def test_the_table_shows_the_first_rung_and_then_what_changes():
    rungs = ladder(silent, held(Stance("baghdad", "leave", "accept", basis="implied")))

    assert [row[:4] for row in rungs.table.rows] == [
        ("stated", "stands", "Baghdad", None),
        ("stated", "stands", "Washington", None),
        ("attributed", "nothing changes", None, None),
        ("implied", "changed", "Baghdad", None),
        ("analyst", "nothing changes", None, None),
    ]
    assert rungs.table.rows[3][4] == "– → leave"


def test_rows_come_and_go():
    map = held(
        arguments=[
            Argument("s1", "vacuum", "leave", "con"),
            Argument("s2", "idle", "s1", "con", basis="analyst"),
        ]
    )
    rows = ladder(unanswered, map).table.rows
    changes = [row[1:3] for row in rows if row[0] == "analyst"]

    assert changes == [("changed", "idle"), ("gone", "vacuum")]
    assert rows[-2][4] == "– → against s1"


def test_options_are_handed_on_and_an_own_column_called_rung_does_not_clash():
    map = held(Stance("baghdad", "leave", "accept"), Stance("washington", "leave", "reject"))

    rungs = ladder(disputed, map, a="baghdad", b="washington", indirect=False)

    assert dict(rungs.on("stated")) == {"leave": "baghdad"}
    assert rungs.table.columns[:2] == ("rung of the ladder", "change")
    assert "verdicts only" in rungs.variant


def test_any_function_from_a_map_to_an_answer_can_be_asked():
    def counted(map):
        columns = ["stances"] if map.stances else []
        return Answer(table=Table("Count", "", columns, [[len(map.stances)]] if columns else []))

    rungs = ladder(counted, held(Stance("baghdad", "leave", "accept", basis="implied")))

    assert rungs.table.to_dicts()[2] == {"rung": "implied", "change": "new", "stances": 1}


def test_rows_that_are_alike_are_told_apart_by_their_number():
    def twins(map):
        return Answer(table=Table("T", "", ["x"], [["a"]] * (1 + len(map.stances))))

    rungs = ladder(twins, held(Stance("baghdad", "leave", "accept", basis="analyst")))

    assert [row[1:] for row in rungs.table.rows if row[0] == "analyst"] == [("new", "a")]


def test_an_unknown_rung_is_refused_and_so_are_unknown_ids():
    with pytest.raises(UnknownOptionError, match="did you mean 'stated'"):
        ladder(silent, held()).on("state")
    with pytest.raises(UnknownIdError):
        ladder(shared, held(), a="baghdad", b="washingtn")


# The table of questions


def test_every_question_takes_the_map_then_what_it_is_about_then_options_by_keyword():
    for question in QUESTIONS.values():
        first, *rest = inspect.signature(question, eval_str=True).parameters.values()
        ids = [p for p in rest if p.kind is p.POSITIONAL_OR_KEYWORD]
        options = [p for p in rest if p.kind is p.KEYWORD_ONLY]

        assert first.name == "map"
        assert ArgumentMap in (first.annotation, *get_args(first.annotation))
        known = {"position", "positions", "actors", "claims", "actor", "claim", "id", "a", "b"}
        known |= {"semantics", "theory", "kind", "k", "groups", "scale"}
        assert {p.name for p in ids} <= known
        assert all(p.default is not p.empty for p in options)
        assert len(ids) + len(options) == len(rest)


def test_every_question_returns_an_answer_and_says_what_it_asks():
    for name, question in QUESTIONS.items():
        assert issubclass(inspect.signature(question, eval_str=True).return_annotation, Answer)
        assert QUESTIONS.asks(name).endswith(".")
        assert question.__name__ == name


def test_the_questions_print_as_a_table():
    assert "disputed" in str(QUESTIONS)
    assert "map, a, b, reduce='clash'" in str(QUESTIONS)
    assert "<table>" in QUESTIONS._repr_html_()
    assert repr(QUESTIONS).startswith("<Questions bearing, tally,")


def test_a_question_that_is_not_there_is_refused_with_the_nearest():
    with pytest.raises(UnknownOptionError, match="did you mean 'disputed'"):
        QUESTIONS["dispute"]

    assert "dispute" not in QUESTIONS
    assert QUESTIONS.get("dispute") is None
