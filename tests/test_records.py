"""The records as JSON: lossless, the same to the byte, and strict about what they hold."""

from __future__ import annotations

import json

import jsonschema
import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st

from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    Link,
    ReadError,
    Source,
    Stake,
    Stance,
    Tie,
    WriteError,
    model,
)
from argmap.formats.records import dumps, loads, schema
from strategies import json_values, maps

VALIDATOR = jsonschema.Draft202012Validator(schema())


def document(**fields):
    """A small document, with some of its fields told otherwise."""
    claims = [{"id": "leave", "text": "US forces leave."}, {"id": "gap", "text": "A gap."}]
    said = {"format": "argmap-records", "version": 1, "question": "Leave?", "claims": claims}
    said["actors"] = [{"id": "iraq", "name": "Iraq"}]
    return json.dumps({**said, **fields})


def faults(text):
    with pytest.raises(ReadError) as caught:
        loads(text)
    return caught.value.faults


# Writing -----------------------------------------------------------------------------


@given(maps())
def test_what_was_written_reads_back_equal(map):
    assert loads(dumps(map)) == map


@given(maps())
def test_writing_what_was_read_changes_no_byte(map):
    assert dumps(loads(dumps(map))) == dumps(map)


@given(maps())
def test_whatever_is_written_fits_the_schema(map):
    VALIDATOR.validate(json.loads(dumps(map)))


def test_each_record_stands_on_a_line_of_its_own_without_what_is_as_usual():
    map = ArgumentMap(
        "هل تغادر؟",
        positions=("leave",),
        claims=(Claim("leave", "US forces leave."), Claim("gap", "A “gap”.", weight=0.7)),
        arguments=(Argument("gap-con-leave", "gap", "leave", "con"),),
        notes=("One.", "Two."),
        extra={"by": ["us", None]},
    )

    assert dumps(map) == (
        "{\n"
        '  "format": "argmap-records",\n'
        '  "version": 1,\n'
        '  "question": "هل تغادر؟",\n'
        '  "language": "en",\n'
        '  "positions": ["leave"],\n'
        '  "notes": [\n'
        '    "One.",\n'
        '    "Two."\n'
        "  ],\n"
        '  "claims": [\n'
        '    {"id": "leave", "text": "US forces leave."},\n'
        '    {"id": "gap", "text": "A “gap”.", "weight": 0.7}\n'
        "  ],\n"
        '  "arguments": [\n'
        '    {"id": "gap-con-leave", "premises": ["gap"], "target": "leave", "side": "con"}\n'
        "  ],\n"
        '  "extra": {"by": ["us", null]}\n'
        "}\n"
    )


def test_a_number_too_long_for_json_is_refused_by_name():
    far = Citation("mena", start=0, end=10**5000)
    cited = Claim("b", "B", citations=far)
    map = ArgumentMap("q", claims=[Claim("a", "A"), cited], sources=[Source("mena", "MENA")])

    with pytest.raises(WriteError, match=r"claims\[1\]: JSON cannot say it"):
        dumps(map)


# Reading -----------------------------------------------------------------------------


def test_a_small_document_is_a_map():
    map = loads(document(positions=["leave"]))

    assert map.motion == Claim("leave", "US forces leave.")
    assert map.actors == (Actor("iraq", "Iraq"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1, column 1: this is no JSON"),
        ('{\n  "a": 1,\n  oops\n}', "line 3, column 3: this is no JSON"),
        ("{'a': 1}", "line 1, column 2: this is no JSON"),
        ("[" * 100_000, "this JSON is too much to read"),
        ('{"version": ' + "1" * 5000 + "}", "this JSON is too much to read"),
        ("[]", "the document is no object"),
        ("null", "the document is no object"),
        ('{"format": "argdown"}', "format: not 'argmap-records'"),
        ('{"version": 1}', "format: not 'argmap-records'"),
        ('{"format": "argmap-records"}', "version: None is no version"),
        ('{"format": "argmap-records", "version": true}', "version: True is no version"),
        ('{"format": "argmap-records", "version": 0}', "version: 0 is no version"),
        (
            '{"format": "argmap-records", "version": 2, "new": 1}',
            "version: version 2 is newer than the 1 that is known here; upgrade argmap",
        ),
    ],
)
def test_what_is_no_document_of_ours_is_refused_for_that_alone(text, said):
    (fault,) = faults(text)

    assert said in str(fault)


TWO = [{"id": "iraq", "name": "Iraq"}, {"id": "iran", "name": "Iran"}]
BACKING = {"source": "iran", "target": "iraq", "kind": "backs"}
DEEP = json.loads("[" * 100 + "]" * 100)

WRONG = [
    ({"claimz": []}, "claimz: no such field; did you mean 'claims'?"),
    ({"question": ""}, "question: question is empty"),
    ({"question": None}, "question: question is None, not text"),
    ({"language": ""}, "language: language is empty"),
    ({"notes": "One."}, "notes: text, not a list"),
    ({"notes": [""]}, "notes: note is empty"),
    ({"extra": []}, "extra: a list, not an object"),
    ({"extra": None}, "extra: nothing, not an object"),
    ({"positions": "leave"}, "positions: text, not a list"),
    ({"positions": ["Leave"]}, "positions: position 'Leave' is not an id"),
    ({"claims": {}}, "claims: an object, not a list"),
    ({"claims": ["leave"]}, "claims[0]: text, not an object"),
    ({"claims": [{"text": "A"}]}, "claims[0].id: missing"),
    ({"claims": [{"id": "a"}]}, "claims[0].text: missing"),
    ({"claims": [{"id": "A", "text": "A"}]}, "claims[0].id: id 'A' is not an id"),
    ({"claims": [{"id": "a", "text": 5}]}, "claims[0].text: text is 5, not text"),
    (
        {"claims": [{"id": "a", "text": "A", "weight": 7}]},
        "claims[0].weight: weight 7.0 is outside 0..1",
    ),
    ({"claims": [{"id": "a", "text": "A", "weight": None}]}, "claims[0].weight: weight None"),
    ({"claims": [{"id": "a", "text": "A", "weight": True}]}, "claims[0].weight: weight True"),
    ({"claims": [{"id": "a", "text": "A", "weight": "1"}]}, "claims[0].weight: weight '1'"),
    (
        {"claims": [{"id": "a", "text": "A", "wieght": 1}]},
        "claims[0].wieght: no such field; did you mean 'weight'?",
    ),
    ({"claims": [{"id": "a", "text": "A", "kind": "fct"}]}, "claims[0].kind: unknown kind 'fct'"),
    (
        {"claims": [{"id": "a", "text": "A", "theme": "/"}]},
        "claims[0].theme: theme '/' is no path",
    ),
    (
        {"claims": [{"id": "a", "text": "A", "citations": ["mena"]}]},
        "claims[0].citations[0]: text, not an object",
    ),
    (
        {"claims": [{"id": "a", "text": "A", "citations": [{"locator": "¶1"}]}]},
        "claims[0].citations[0].source: missing",
    ),
    (
        {
            "claims": [{"id": "a", "text": "A", "citations": [{"source": "mena", "start": -1}]}],
            "sources": [{"id": "mena", "title": "MENA"}],
        },
        "claims[0].citations[0].start: span -1..None",
    ),
    (
        {"actors": [{"id": "a", "name": "A", "names": {"ar": ""}}]},
        "actors[0].names: name in 'ar' is empty",
    ),
    ({"actors": [{"id": "a", "name": "A", "names": []}]}, "actors[0].names: a list, not an object"),
    (
        {"actors": [{"id": "a", "name": "A", "influence": -1}]},
        "actors[0].influence: influence -1.0",
    ),
    (
        {"arguments": [{"id": "x", "premises": "gap", "target": "leave", "side": "pro"}]},
        "arguments[0].premises: text, not a list",
    ),
    (
        {"arguments": [{"id": "x", "premises": [], "target": "leave", "side": "pro"}]},
        "arguments[0].premises: there is no premise",
    ),
    (
        {"arguments": [{"id": "x", "premises": ["gap", "gap"], "target": "leave", "side": "pro"}]},
        "arguments[0].premises: a premise is named twice",
    ),
    (
        {"arguments": [{"id": "x", "premises": ["gap"], "target": "leave", "side": "for"}]},
        "arguments[0].side: unknown side 'for'",
    ),
    ({"links": [{"claims": ["gap"], "kind": "contrary"}]}, "links[0].claims: claims ('gap',)"),
    (
        {"stances": [{"actor": "iraq", "claim": "gap", "verdict": "yes"}]},
        "stances[0].verdict: unknown verdict 'yes'",
    ),
    (
        {"stances": [{"actor": "iraq", "claim": "gap", "verdict": "accept", "date": "soon"}]},
        "stances[0].date: date 'soon' is no date",
    ),
    (
        {"stances": [{"actor": "iraq", "claim": "gap", "verdict": "accept", "via": "iraq"}]},
        "stances[0].via: text, not a list",
    ),
    (
        {"stances": [{"actor": "iraq", "claim": "gap", "verdict": "accept", "basis": "heard"}]},
        "stances[0].basis: unknown basis 'heard'",
    ),
    (
        {
            "positions": ["gap"],
            "stakes": [{"actor": "iraq", "claim": "gap", "effect": "win"}],
        },
        "stakes[0].effect: unknown effect 'win'",
    ),
    (
        {"actors": TWO, "ties": [{**BACKING, "sign": 2}]},
        "ties[0].sign: sign 2 is not -1, 0 or 1",
    ),
    ({"actors": TWO, "ties": [{**BACKING, "via": ["A"]}]}, "ties[0].via: via 'A' is not an id"),
    ({"actors": TWO, "ties": [{**BACKING, "hedge": " "}]}, "ties[0].hedge: hedge is empty"),
    ({"sources": [{"id": "a", "title": "A", "sha256": "x"}]}, "sources[0].sha256: sha256 'x'"),
]

UNFIT = [
    ({"extra": {"n": 2**63}}, "extra: extra holds an integer of more than 64 bits"),
    ({"extra": {"a": DEEP}}, "extra: extra is nested more than 100 levels deep; flatten it"),
    (
        {"actors": [{"id": "iraq", "name": "Iraq", "extra": {"a": DEEP}}]},
        "actors[0].extra: extra is nested more than 100 levels deep; flatten it",
    ),
    (
        {"actors": TWO, "ties": [{**BACKING, "via": ["author"]}]},
        "ties[0].via: no actor 'author'",
    ),
    ({"positions": ["leave", "leave"]}, "positions: 'leave' is listed 2 times"),
    ({"positions": ["leav"]}, "positions: no claim 'leav'; did you mean 'leave'?"),
    ({"actors": [{"id": "gap", "name": "A"}]}, "id 'gap' is used 2 times"),
    ({"actors": [{"id": "a", "name": "A", "part_of": "b"}]}, "actors[0].part_of: no actor 'b'"),
    (
        {"arguments": [{"id": "x", "premises": ["gap"], "target": "leav", "side": "pro"}]},
        "arguments[0]: no claim or argument 'leav'",
    ),
    ({"links": [{"claims": ["gap", "lev"], "kind": "contrary"}]}, "links[0]: no claim 'lev'"),
    (
        {"stances": [{"actor": "iraq", "claim": "gap", "verdict": "accept", "via": ["x"]}]},
        "stances[0].via: no actor 'x'",
    ),
    (
        {"stakes": [{"actor": "iraq", "claim": "gap", "effect": "gain"}]},
        "stakes[0]: 'gap' is no position",
    ),
    (
        {"claims": [{"id": "gap", "text": "A", "citations": [{"source": "mena"}]}]},
        "claims[0]: no source 'mena'",
    ),
]


@pytest.mark.parametrize(("fields", "said"), [*WRONG, *UNFIT])
def test_a_fault_is_named_with_its_path_and_its_place(fields, said):
    (fault,) = faults(document(**fields))

    assert said in str(fault)
    assert (fault.line, fault.column is None) == (1, False)


@pytest.mark.parametrize(("fields", "said"), WRONG)
def test_what_the_reader_refuses_of_a_record_the_schema_refuses_too(fields, said):
    broken = json.loads(document(**fields))

    if "no date" not in said:  # a schema knows the form of a date, not the calendar
        assert not VALIDATOR.is_valid(broken), said


def test_the_schema_refuses_other_versions_and_formats():
    assert not VALIDATOR.is_valid(json.loads(document(version=2)))
    assert not VALIDATOR.is_valid(json.loads(document(format="argdown")))
    assert VALIDATOR.is_valid(json.loads(document()))


def test_all_faults_are_named_at_once_from_the_top_of_the_text():
    text = """{
  "format": "argmap-records",
  "version": 1,
  "question": "Leave?",
  "claims": [
    {"id": "leave", "text": "US forces leave.", "weight": 7, "wieght": 1},
    {"id": "gap", "text": "One.", "text": "Two."},
    {"id": "idle"},
    {"id": "beaten", "text": "", "kind": "fct"}
  ],
  "actors": [{"id": "iraq", "name": "Iraq", "part_of": "arabia"}],
  "stances": [
    {"actor": "iraq", "claim": "leave", "verdict": "accept"},
    {"actor": "iraq", "claim": "gap", "verdict": "accept", "via": ["x"]},
    {"actor": "iraq", "claim": "gap", "verdict": "accept", "via": ["y"]},
    {"actor": "irak", "claim": "idle", "verdict": "accept"}
  ]
}"""

    assert [(fault.line, fault.column, fault.where) for fault in faults(text)] == [
        (6, 49, "claims[0].weight"),
        (6, 62, "claims[0].wieght"),
        (7, 35, "claims[1].text"),
        (8, 5, "claims[2].text"),
        (9, 22, "claims[3].text"),
        (9, 34, "claims[3].kind"),
        (11, 45, "actors[0].part_of"),
        (14, 60, "stances[1].via"),
        (15, 60, "stances[2].via"),
        (16, 5, "stances[3]"),
    ]


def test_nobody_is_blamed_for_pointing_at_a_record_that_could_not_be_read():
    broken = document(
        claims=[{"id": "leave", "text": ""}],
        stances=[{"actor": "iraq", "claim": "leave", "verdict": "accept"}],
    )

    assert [fault.where for fault in faults(broken)] == ["claims[0].text"]


def test_stances_alike_are_blamed_each_for_its_own_fault():
    stance = {"actor": "iraq", "claim": "gap", "verdict": "accept"}
    broken = document(stances=[{**stance, "via": ["x"]}, stance, {**stance, "via": ["x"]}])

    assert sorted(fault.where for fault in faults(broken)) == ["stances[0].via", "stances[2].via"]


def test_a_fault_made_twice_in_one_place_is_told_once():
    stance = {"actor": "iraq", "claim": "gap", "verdict": "accept", "via": ["x", "x"]}

    assert [fault.where for fault in faults(document(stances=[stance]))] == ["stances[0].via"]


def test_a_field_said_twice_is_refused_wherever_it_is():
    text = document()[:-1] + ', "extra": {"a": [{"b": 1, "c": {"b": 2}, "b": 3}]}, "extra": {}}'

    assert [fault.where for fault in faults(text)] == ["extra.a[0].b", "extra"]


def test_quotes_and_braces_within_text_do_not_mislead_the_place():
    text = '{"format": "argmap-records",\n"version": 1, "question": "\\"}],[{:",\n "x": 1}'

    (fault,) = faults(text)
    assert (fault.line, fault.column, fault.where) == (3, 2, "x")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_what_is_no_number_is_refused(number):
    weight = document().replace('"text": "A gap."', f'"text": "A gap.", "weight": {number}')
    extra = document().replace('"text": "A gap."', f'"text": "A.", "extra": {{"x": {number}}}')

    assert [fault.where for fault in faults(weight)] == ["claims[1].weight"]
    assert [fault.where for fault in faults(extra)] == ["claims[1].extra"]


@given(maps(), st.data())
def test_whatever_is_put_in_place_of_a_field_the_text_is_read_or_refused(map, data):
    said = json.loads(dumps(map))
    inner = [(said, name) for name in said]
    inner += [(record, name) for record in _records(said) for name in record]
    holder, name = data.draw(st.sampled_from(inner))
    holder[name] = data.draw(json_values())

    again, refused = _read_or_refused(json.dumps(said))

    assert all(fault.line for fault in refused)
    assert again is None or VALIDATOR.is_valid(json.loads(dumps(again)))


def _read_or_refused(text):
    try:
        return loads(text), ()
    except ReadError as error:
        return None, error.faults


def _records(said):
    lists = (items for items in said.values() if isinstance(items, list))
    return [item for items in lists for item in items if isinstance(item, dict)]


# The schema --------------------------------------------------------------------------


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(
    "kind", [Actor, Argument, Citation, Claim, Link, Source, Stake, Stance, Tie]
)
def test_the_schema_knows_the_fields_of_every_record(kind):
    said = schema()["$defs"][kind.__name__.lower()]
    must = [field.name for field in fields(kind) if repr(field.default) == "NOTHING"]

    assert list(said["properties"]) == [field.name for field in fields(kind)]
    assert said["required"] == must
    assert said["additionalProperties"] is False


def test_the_schema_knows_the_fields_of_the_map():
    names = {"format", "version", *(field.name for field in fields(ArgumentMap))}

    assert set(schema()["properties"]) == names


def test_the_schema_lists_the_words_there_are():
    words = schema()["$defs"]

    assert words["basis"]["enum"] == list(model.BASES)
    assert words["argument"]["properties"]["side"]["enum"] == list(model.SIDES)
    assert words["claim"]["properties"]["kind"]["enum"] == list(model.CLAIM_KINDS)
    assert words["link"]["properties"]["kind"]["enum"] == list(model.LINK_KINDS)
    assert words["stance"]["properties"]["verdict"]["enum"] == list(model.VERDICTS)
    assert words["stake"]["properties"]["effect"]["enum"] == list(model.EFFECTS)


def test_a_schema_may_be_changed_without_harm():
    schema().clear()

    assert schema()


# Records that are wrong in themselves ------------------------------------------------


def test_what_a_faulty_record_refers_to_is_checked_too():
    stance = {"actor": "yy", "claim": "qq", "verdict": "acc", "via": ["zz", "Bad"]}
    cited = {"id": "a", "text": "", "citations": [{"source": "mena", "start": -1}]}
    tie = {"source": "x", "target": "x", "kind": "backs", "citations": [{"source": "far"}]}

    said = faults(document(claims=[cited], stances=[stance], ties=[tie]))

    assert sorted((fault.where, fault.message) for fault in said) == [
        ("claims[0]", "no source 'mena'"),
        ("claims[0].citations[0].start", "span -1..None is no stretch of text"),
        ("claims[0].text", "text is empty"),
        ("stances[0]", "no actor 'yy'"),
        ("stances[0]", "no claim 'qq'"),
        ("stances[0].verdict", "unknown verdict 'acc'"),
        ("stances[0].via", "no actor 'zz'"),
        ("stances[0].via", "via 'Bad' is not an id"),
        ("ties[0]", "no actor 'x'"),
        ("ties[0]", "no source 'far'"),
        ("ties[0]", "the tie leads back to where it starts"),
    ]


@pytest.mark.parametrize("actor", [None, 5, [], {}, "", "No Id"])
def test_what_is_no_id_is_not_missed_as_well(actor):
    stance = {"actor": actor, "claim": "gap", "verdict": "accept"}

    assert [fault.where for fault in faults(document(stances=[stance]))] == ["stances[0].actor"]


def test_records_without_their_fields_are_told_what_is_missing_and_no_more():
    said = faults(document(actors=[{}, {}], ties=[{}], arguments=[{}]))

    assert {fault.message for fault in said} == {"missing"}
