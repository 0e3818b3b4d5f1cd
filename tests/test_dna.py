"""Databases of the Discourse Network Analyzer: read as they stand, and nothing written."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing

import pytest

import argmap
from argmap import LossWarning, ReadError, UnknownOptionError, read_dna
from argmap.cli import main
from argmap.formats import loads_with_losses, read_with_losses
from argmap.formats.dna import read_dna_columns, read_dna_with_losses

# A small database of our own ---------------------------------------------------------

TABLES = """
CREATE TABLE CODERS(ID INTEGER PRIMARY KEY, Name TEXT, Password TEXT);
CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT,
    Source TEXT, Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);
CREATE TABLE STATEMENTTYPES(ID INTEGER PRIMARY KEY, Label TEXT);
CREATE TABLE VARIABLES(ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT,
    StatementTypeId INTEGER);
CREATE TABLE VARIABLELINKS(ID INTEGER PRIMARY KEY, SourceVariableId INTEGER);
CREATE TABLE REGEXES(Label TEXT PRIMARY KEY);
CREATE TABLE STATEMENTS(ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER,
    Start INTEGER, Stop INTEGER, Coder INTEGER);
CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
    Value INTEGER);
CREATE TABLE DATAINTEGER(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
    Value INTEGER);
CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
    Value TEXT);
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
    Entity INTEGER);
CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT, ChildOf INTEGER);
CREATE TABLE ATTRIBUTEVARIABLES(ID INTEGER PRIMARY KEY, VariableId INTEGER, AttributeVariable TEXT);
CREATE TABLE ATTRIBUTEVALUES(ID INTEGER PRIMARY KEY, EntityId INTEGER, AttributeVariableId INTEGER,
    AttributeValue TEXT);
"""
TEXT = "Baghdad \U0001f30d asks them to go. Erbil would rather they stayed."
ROWS = {
    "CODERS": [(1, "Ann", "secret")],
    "DOCUMENTS": [(1, "Hearing", TEXT, 1, "Bea", "MENA", "p. 3", "read twice", "news", 1706400000)],
    "STATEMENTTYPES": [(1, "DNA Statement"), (2, "Annotation")],
    "VARIABLES": [
        (1, "person", "short text", 1),
        (2, "organization", "short text", 1),
        (3, "concept", "short text", 1),
        (4, "agreement", "boolean", 1),
        (5, "fervour", "integer", 1),
        (6, "remark", "long text", 1),
        (7, "note", "long text", 2),
    ],
    "ENTITIES": [
        (1, 1, "", None),
        (2, 1, "Joe", None),
        (3, 2, "", None),
        (4, 2, "Baghdad", 6),
        (5, 2, "Erbil", 6),
        (6, 2, "Iraq", None),
        (7, 3, "US forces leave.", 8),
        (8, 3, "Troops", None),
        (9, 2, "Nobody", None),
    ],
    "ATTRIBUTEVARIABLES": [(1, 2, "Type"), (2, 1, "Type")],
    "ATTRIBUTEVALUES": [(1, 4, 1, "government"), (2, 5, 1, ""), (3, 2, 2, "spokesman")],
    "STATEMENTS": [
        (1, 1, 1, 0, 27, 1),
        (2, 1, 1, 28, 59, 1),
        (3, 1, 1, 11, 27, 1),
        (4, 2, 1, 0, 3, 1),
    ],
    "DATABOOLEAN": [(1, 1, 4, 1), (2, 2, 4, 0), (3, 3, 4, 1)],
    "DATAINTEGER": [(1, 1, 5, 3), (2, 2, 5, -3), (3, 3, 5, 0)],
    "DATALONGTEXT": [(1, 1, 6, "of old"), (2, 4, 7, "look here")],
    "DATASHORTTEXT": [
        *((1, 1, 1, 2), (2, 1, 2, 4), (3, 1, 3, 7)),
        *((4, 2, 1, 2), (5, 2, 2, 5), (6, 2, 3, 7)),
        *((7, 3, 1, 2), (8, 3, 2, 3), (9, 3, 3, 7)),
    ],
    "REGEXES": [("troops",)],
}


@pytest.fixture
def database(tmp_path):
    """A function that makes a `.dna` file, changed by some SQL, and returns its path."""

    def make(*changes):
        path = tmp_path / "debate.dna"
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as made:
            made.executescript(TABLES)
            for table, rows in ROWS.items():
                signs = ", ".join("?" * len(rows[0]))
                made.executemany(f"INSERT INTO {table} VALUES ({signs})", rows)  # noqa: S608
            for change in changes:
                made.execute(change)
            made.commit()
        return path

    return make


def read(path, **options):
    return read_dna_with_losses(path, **options).map


def faults(path, **options):
    with pytest.raises(ReadError) as caught:
        read(path, **options)
    assert str(path) in str(caught.value)
    return [(fault.where, fault.message) for fault in caught.value.faults]


# The sample that DNA comes with ------------------------------------------------------


def test_the_sample_has_its_seven_documents_and_forty_statements(fixtures):
    loaded = read_with_losses(fixtures / "stakeholder/dna/sample.dna")

    map = loaded.map
    assert (len(map.sources), len(map.stances), len(map.actors), len(map.claims)) == (7, 40, 7, 6)
    assert map.sources[0].date == "2005-01-26"
    assert map.stances[0].citations[0].start == 6351
    assert map.stances[0].citations[0].quote is None
    assert map.stances[0].extra["person"] == "Joel Bluestein"
    assert map.actors[0].extra["Type"] == "Business"
    assert [loss.what for loss in loaded.losses] == [
        "1 statement",
        "attributes of 7 values",
        "6 search terms",
    ]


def test_the_database_and_its_own_table_say_the_same(fixtures):
    def said(map):
        return [
            (map[s.actor].name, map[s.claim].text, s.verdict, s.date, s.citations[0].start)
            for s in map.stances
        ]

    folder = fixtures / "stakeholder/dna"

    database = read_with_losses(folder / "sample.dna").map
    table = read_with_losses(folder / "sample_statements.csv").map
    assert said(database) == said(table)


def test_persons_may_be_the_actors_and_part_of_their_organisations(fixtures):
    path = fixtures / "stakeholder/dna/sample.dna"

    map = read(path, actor="person", part_of="organization")

    assert map["joel-bluestein"].part_of == "energy-environmental-analysis-inc"
    assert len(map.actors) == 14
    assert len(map.stances_of("joel-bluestein")) > 0


# What becomes of what ----------------------------------------------------------------


def test_a_statement_is_a_stance_with_its_date_span_and_what_else_it_says(database):
    first, second, third = read(database()).stances

    assert (first.actor, first.claim, first.verdict) == ("baghdad", "us-forces-leave", "accept")
    assert (second.verdict, second.date) == ("reject", "2024-01-28")
    assert first.extra == {
        "id": 1,
        "coder": "Ann",
        "person": "Joe",
        "fervour": 3,
        "remark": "of old",
    }
    assert third.actor == "joe"
    assert "person" not in third.extra


def test_spans_count_code_points_and_quote_only_if_asked(database):
    path = database()

    spans = [(s.citations[0].start, s.citations[0].end) for s in read(path).stances]
    quotes = [s.citations[0].quote for s in read(path, quotes=True).stances]

    assert spans == [(0, 26), (27, 58), (10, 26)]
    assert quotes == [
        "Baghdad \U0001f30d asks them to go.",
        "Erbil would rather they stayed.",
        "asks them to go.",
    ]


def test_a_span_beyond_its_text_is_kept_and_told(database):
    loaded = read_dna_with_losses(database("UPDATE STATEMENTS SET Stop = 61 WHERE ID = 2"))

    assert loaded.map.stances[1].citations[0].end == 60
    assert "it ends at 60, and its document at 58" in [loss.why for loss in loaded.losses]


def test_a_document_is_a_source_with_the_checksum_of_its_text(database):
    (source,) = read(database()).sources

    assert (source.title, source.publisher, source.author) == ("Hearing", "MENA", "Bea")
    assert source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert source.extra == {
        "id": 1,
        "section": "p. 3",
        "type": "news",
        "notes": "read twice",
        "coder": "Ann",
    }


def test_entities_keep_attributes_and_what_they_are_children_of(database):
    map = read(database())

    assert map["baghdad"].part_of == "iraq"
    assert map["baghdad"].extra == {"id": 4, "Type": "government"}
    assert map["iraq"].kind == "organization"
    assert map["us-forces-leave"].extra == {"id": 7, "child_of": "Troops"}


def test_what_is_left_out_is_told_and_no_password_is_looked_at(database):
    path = database()

    with pytest.warns(LossWarning) as caught:
        map = argmap.read(path)

    assert [(loss.where, loss.what) for loss in caught[0].message.losses] == [
        ("type 'Annotation'", "1 statement"),
        ("variable 'organization'", "1 value"),
        ("variable 'concept'", "1 value"),
        ("", "1 search terms"),
    ]
    assert "secret" not in argmap.dumps(map, "records")


def test_an_actor_in_several_wholes_is_part_of_none_and_that_is_told(database):
    path = database()

    loaded = read_dna_with_losses(path, actor="person", part_of="organization")

    assert loaded.map["joe"].part_of is None
    assert "what 'Joe' is part of" in [loss.what for loss in loaded.losses]


def test_integers_need_a_scale_and_words_their_meaning(database):
    path = database()

    map = read(path, agreement="fervour", scale=(-3, 6))

    assert [(s.verdict, round(s.strength, 9)) for s in map.stances] == [
        ("accept", 0.333333333),
        ("reject", 1.0),
        ("reject", 0.333333333),
    ]
    assert map.stances[0].extra["fervour"] == 3
    assert len(faults(path, agreement="fervour")) == 3
    words = read(path, agreement="person", values={"joe": "ambivalent"})
    assert {stance.verdict for stance in words.stances} == {"ambivalent"}


def test_without_a_variable_for_it_each_statement_is_taken_to_accept_and_that_is_told(database):
    loaded = read_dna_with_losses(database(), agreement=None)

    assert {stance.verdict for stance in loaded.map.stances} == {"accept"}
    assert loaded.losses[0].what == "each statement is taken to accept"


def test_other_types_of_statement_can_be_asked_for(database):
    path = database()

    options = {"statement_type": "Annotation", "actor": "note", "concept": "note"}
    map = read(path, **options, agreement=None)

    assert [actor.name for actor in map.actors] == ["look here"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"statement_type": "DNA"}, r"unknown statement_type 'DNA' \(one of: DNA Statement"),
        ({"actor": "persn"}, "unknown actor 'persn'.*'person'"),
        ({"concept": "idea"}, "unknown concept 'idea'"),
        ({"agreement": "agrement"}, "unknown agreement 'agrement'.*'agreement'"),
        ({"part_of": "state"}, "unknown part_of 'state'"),
    ],
)
def test_a_type_or_variable_that_is_not_there_is_refused(database, options, said):
    with pytest.raises(UnknownOptionError, match=said):
        read_dna(database(), **options)


# What is wrong -----------------------------------------------------------------------


def test_every_faulty_statement_is_told_at_once(database):
    path = database(
        "UPDATE STATEMENTS SET DocumentId = 99 WHERE ID = 1",
        "DELETE FROM DATABOOLEAN WHERE StatementId = 2",
        "DELETE FROM DATASHORTTEXT WHERE StatementId = 3",
        "UPDATE DOCUMENTS SET Date = 'yesterday'",
    )

    assert faults(path) == [
        ("document 1", "date 'yesterday' is no date"),
        ("statement 1", "it is in no document of this file"),
        ("statement 2", "it says nothing as agreement"),
        ("statement 3", "it names no organization or person"),
        ("statement 3", "it names no concept"),
    ]


def test_columns_say_what_the_map_says_without_making_one(database):
    path = database()

    columns = read_dna_columns(path)

    map = read(path)
    assert columns["actor"] == [map[stance.actor].name for stance in map.stances]
    assert columns["claim"] == [map[stance.claim].text for stance in map.stances]
    assert columns["level"] == [stance.verdict == "accept" for stance in map.stances]
    assert columns["date"] == [stance.date for stance in map.stances]
    assert columns["document"] == ["1", "1", "1"]
    assert read_dna_columns(path, agreement="fervour")["level"] == [3, -3, 0]
    assert "level" not in read_dna_columns(path, agreement=None)


def test_columns_have_the_faults_that_the_map_has(database):
    path = database(
        "UPDATE STATEMENTS SET DocumentId = 99 WHERE ID = 1",
        "DELETE FROM DATABOOLEAN WHERE StatementId = 2",
        "DELETE FROM DATASHORTTEXT WHERE StatementId = 3",
        "UPDATE DOCUMENTS SET Date = 'yesterday'",
    )

    with pytest.raises(ReadError) as caught:
        read_dna_columns(path)
    assert [(fault.where, fault.message) for fault in caught.value.faults] == faults(path)
    with pytest.raises(UnknownOptionError, match="'persn'"):
        read_dna_columns(path, actor="persn")


def test_a_database_without_statements_has_empty_columns(database):
    assert read_dna_columns(database("DELETE FROM STATEMENTS"))["actor"] == []


def test_a_child_of_itself_is_a_fault_and_no_endless_climb(database):
    path = database("UPDATE ENTITIES SET ChildOf = 4 WHERE ID = 6")

    assert "child of itself" in str(faults(path))


def test_values_of_odd_types_are_faults_or_text_and_nothing_else(database):
    odd = database("UPDATE STATEMENTS SET Start = 'here' WHERE ID = 1")

    assert "span" in faults(odd)[0][1]
    path = database(
        "UPDATE DOCUMENTS SET Text = x'ff00', Title = 7",
        "UPDATE ENTITIES SET Value = 12 WHERE ID = 4",
    )
    assert read(path).sources[0].title == "7"
    assert read(path).stances[0].actor == "n12"


def test_what_is_no_database_is_refused(tmp_path, database):
    (tmp_path / "text.dna").write_text("no database")
    (tmp_path / "folder.dna").mkdir()
    torn = tmp_path / "torn.dna"
    torn.write_bytes(database().read_bytes()[:5000])
    with closing(sqlite3.connect(tmp_path / "other.dna")) as other:
        other.execute("CREATE TABLE x(y)")

    with pytest.raises(ReadError, match=r"text\.dna: 1 fault\n  this is no DNA database"):
        argmap.read(tmp_path / "text.dna")
    with pytest.raises(ReadError, match=r"other\.dna.*\n.*tables that this lacks: DOCUMENTS"):
        argmap.read(tmp_path / "other.dna")
    with pytest.raises(ReadError, match=r"cannot be read|lacks"):
        argmap.read(torn)
    with pytest.raises(IsADirectoryError):
        argmap.read(tmp_path / "folder.dna")
    with pytest.raises(FileNotFoundError):
        argmap.read(tmp_path / "none.dna")
    with pytest.raises(ReadError, match="is no text"):
        loads_with_losses("", "dna")


def test_a_database_is_left_as_it_was(database, tmp_path):
    path = database()
    before = path.read_bytes()
    path.chmod(0o444)

    read(path)

    assert path.read_bytes() == before
    assert [other.name for other in tmp_path.iterdir()] == ["debate.dna"]


def test_a_path_with_signs_of_addresses_is_found(database, tmp_path):
    path = database().rename(tmp_path / "a b#c?d%20.dna")

    assert len(read(path).stances) == 3


def test_a_database_is_converted_on_the_command_line(database, tmp_path, capsys):
    path = database()

    assert main(["convert", str(path), str(tmp_path / "map.json")]) == 0
    assert "lost: 1 statement" in capsys.readouterr().err
    assert argmap.read(tmp_path / "map.json") == read(path)
