"""Exports of Polis: participants, comments and votes, from a folder or one of its files."""

from __future__ import annotations

import json

import pytest

import argmap
from argmap import LossWarning, ReadError, read_polis
from argmap.cli import main
from argmap.formats import loads_with_losses, read_with_losses
from argmap.formats.polis import read_with_losses as read_export

COMMENTS = """\
timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1706400000000,Sun Jan 28 2024,0,7,2,0,1,"US forces leave, now."
1706400001000,Sun Jan 28 2024,1,8,0,1,-1,US forces stay.
"""
VOTES = """\
timestamp,datetime,comment-id,voter-id,vote
1706400002000,Sun Jan 28 2024,0,7,1
1706400003000,Sun Jan 28 2024,0,8,1
1706400004000,Sun Jan 28 2024,1,8,-1
1706400005000,Sun Jan 28 2024,1,7,0
"""
PARTICIPANTS = """\
participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1
7,0,1,2,1,0,1,0
8,1,1,2,1,1,1,-1
9,,0,0,0,0,,
"""
SUMMARY = """\
topic,Should US forces leave?
url,https://pol.is/x
voters,2
conversation-description,"Say what you think."
"""


@pytest.fixture
def export(tmp_path):
    """A function that writes files of an export, and returns their folder."""

    def put(**files):
        for name, text in files.items():
            (tmp_path / f"{name.replace('_', '-')}.csv").write_text(text, encoding="utf-8")
        return tmp_path

    return put


def verdicts(map):
    return {(stance.actor, map[stance.claim].extra["id"]): stance.verdict for stance in map.stances}


ALL = {
    ("participant-7", 0): "accept",
    ("participant-7", 1): "neutral",
    ("participant-8", 0): "accept",
    ("participant-8", 1): "reject",
}


# The real conversation ---------------------------------------------------------------


def test_the_real_conversation_is_read_vote_by_vote(fixtures):
    folder = fixtures / "stakeholder/polis/below-100-ptpts"

    loaded = read_export(folder)

    map = loaded.map
    assert loaded.losses == ()
    assert (len(map.claims), len(map.actors), len(map.stances)) == (44, 35, 504)
    assert map.question == "Improving the Polis Software"
    for claim in map.claims:
        found = [stance.verdict for stance in map.stances_on(claim.id)]
        counts = [found.count(verdict) for verdict in ("accept", "reject", "neutral")]
        assert counts == [claim.extra[name] for name in ("agrees", "disagrees", "passes")]


# Our own -----------------------------------------------------------------------------


def test_votes_are_stances_with_their_times_and_comments_claims(export):
    loaded = read_export(export(comments=COMMENTS, votes=VOTES, summary=SUMMARY))

    map = loaded.map
    assert loaded.losses == ()
    assert verdicts(map) == ALL
    assert map.stances[0].date == "2024-01-28T00:00:02"
    assert (map.question, map.notes) == ("Should US forces leave?", ("Say what you think.",))
    assert map["us-forces-leave-now"].extra == {
        "id": 0,
        "author-id": 7,
        "agrees": 2,
        "disagrees": 0,
        "moderated": 1,
    }


def test_the_table_of_participants_says_the_same_votes_and_groups_besides(export):
    folder = export(comments=COMMENTS, participants_votes=PARTICIPANTS)

    map = read_export(folder).map

    assert verdicts(map) == ALL
    assert map["participant-8"].extra["group-id"] == 1
    assert map["participant-9"].extra == {
        "id": 9,
        "n-comments": 0,
        "n-votes": 0,
        "n-agree": 0,
        "n-disagree": 0,
    }
    assert map.stances_of("participant-9") == ()


def test_votes_are_not_counted_twice_where_both_files_have_them(export):
    folder = export(comments=COMMENTS, votes=VOTES, participants_votes=PARTICIPANTS)

    map = read_export(folder).map

    assert len(map.stances) == 4
    assert map.stances[0].date is not None


@pytest.mark.parametrize("name", ["comments.csv", "votes.csv", "participants-votes.csv"])
def test_a_file_of_an_export_brings_those_beside_it(export, name):
    folder = export(comments=COMMENTS, votes=VOTES, participants_votes=PARTICIPANTS)

    map = argmap.read(folder / name)

    assert verdicts(map) == ALL
    assert map["participant-8"].extra["group-id"] == 1


def test_files_of_another_conversation_in_the_same_folder_stay_out(export):
    folder = export(a_comments=COMMENTS, a_votes=VOTES, b_comments="no export")

    assert verdicts(read_polis(folder / "a-votes.csv")) == ALL
    with pytest.raises(ReadError, match="two files of comments"):
        read_polis(folder)


def test_of_several_votes_the_last_counts_and_the_others_are_told(export):
    again = VOTES + "1706300000000,,0,7,-1\n1706400009000,,0,8,-1\n"
    folder = export(comments=COMMENTS, votes=again)

    with pytest.warns(LossWarning, match="2 votes; changed by a later one"):
        map = read_polis(folder)

    assert verdicts(map) == {**ALL, ("participant-8", 0): "reject"}


def test_votes_that_count_agreement_as_minus_one_are_turned_and_that_is_told(export):
    turned = VOTES.replace(",1\n", ",x\n").replace(",-1\n", ",1\n").replace(",x\n", ",-1\n")

    loaded = read_export(export(comments=COMMENTS, votes=turned))

    assert verdicts(loaded.map) == ALL
    assert [loss.what for loss in loaded.losses] == ["-1 is taken for agreement"]


def test_comments_without_a_text_at_hand_go_by_their_numbers(export):
    loaded = read_export(export(votes=VOTES))

    assert [claim.text for claim in loaded.map.claims] == ["Comment 0", "Comment 1"]
    assert [loss.what for loss in loaded.losses] == ["2 texts"]


def test_comments_with_the_same_words_stay_two(export):
    comments = "comment-id,comment-body\n0,Stay.\n1,Stay.\n"

    map = read_export(export(comments=comments, votes=VOTES)).map

    assert [claim.id for claim in map.claims] == ["stay", "stay-2"]


def test_question_and_positions_can_be_given(export):
    folder = export(comments=COMMENTS, votes=VOTES)

    map = read_polis(folder, question="Leave?", positions=["US forces stay."])

    assert (map.question, map.motion.id) == ("Leave?", "us-forces-stay")


def test_the_server_s_own_json_is_read_too(tmp_path):
    votes = [{"pid": 7, "tid": 0, "vote": 1, "modified": "1706400002000"}]
    comments = [{"tid": 0, "txt": "Leave.", "pid": 7, "agree_count": 1, "disagree_count": 0}]
    (tmp_path / "votes.json").write_text(json.dumps(votes))
    (tmp_path / "comments.json").write_text(json.dumps(comments))

    map = read_polis(tmp_path)

    assert verdicts(map) == {("participant-7", 0): "accept"}
    assert map["leave"].extra["author-id"] == 7


# What is wrong -----------------------------------------------------------------------


def test_every_faulty_vote_is_told_with_its_file_and_line(export):
    bad = VOTES + "1,,0,9,2\n1,,zero,9,1\n1,,0,,1\n1,,0,9,\n1,,0,9,yes\n"
    folder = export(comments=COMMENTS + "1,,0,7,0,0,1,Again.\n1,,5,7,0,0,1,\n", votes=bad)

    with pytest.raises(ReadError) as caught:
        read_polis(folder)

    assert [(fault.line, fault.where) for fault in caught.value.faults] == [
        (4, "comments.csv"),
        (5, "comments.csv"),
        *((line, "votes.csv") for line in range(6, 11)),
    ]
    assert str(folder) in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("comments.csv", "a,b\n1,2\n", "comments of a Polis export have the columns"),
        ("votes.csv", 'comment-id,voter-id,vote\n"0,7', "unexpected end of data"),
        ("votes.csv", "", "the table is empty"),
        ("votes.json", "{}", "no list of JSON objects"),
        ("votes.json", "[", "no JSON"),
        ("votes.json", "[" * 100_000, "too much to read"),
        ("other.txt", "", "no file of a Polis export is here"),
    ],
)
def test_what_is_no_export_is_refused(tmp_path, name, text, said):
    (tmp_path / name).write_text(text)

    with pytest.raises(ReadError, match=said):
        read_polis(tmp_path)


def test_another_table_of_votes_is_no_export(tmp_path):
    (tmp_path / "votes.csv").write_text("actor,claim,vote\nA,c,yes\n")

    assert read_with_losses(tmp_path / "votes.csv").map.actors[0].name == "A"


def test_a_single_file_can_be_read_from_text():
    loaded = loads_with_losses(PARTICIPANTS, "polis")

    assert verdicts(loaded.map) == ALL


def test_an_export_is_checked_on_the_command_line(export, capsys):
    folder = export(comments=COMMENTS, votes=VOTES)

    assert main(["check", str(folder / "votes.csv")]) == 0
    assert "2 claims, 2 actors, 4 stances; no faults" in capsys.readouterr().out
