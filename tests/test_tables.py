"""Tables of stances: long and wide, in text, workbooks and frames, and what is wrong with them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import pickle
import sys
import warnings
import zipfile

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap import (
    InvalidOptionError,
    LossWarning,
    MissingExtraError,
    OptionTypeError,
    ReadError,
    UnknownIdError,
    UnknownOptionError,
    read_table,
)
from argmap.cli import main
from argmap.formats import loads_with_losses, read_with_losses, recognised
from argmap.formats.tables import read_table_with_losses
from argmap.formats.tables.grids import of_text
from argmap.formats.tables.verdicts import Verdicts
from argmap.model import BASES, VERDICTS
from strategies import dates, shares, texts, words

LONG = """\
Organisation,Concept,Agreement,Date,Source,Locator,Via,Hedge,Basis,Strength
Washington,A quick exit leaves a gap.,yes,2024-01-28,MENA Watch,¶8,Author>Reuters,may,attributed,.7
Baghdad,US forces leave Iraq.,agree,2024-01-29,MENA Watch,¶5,,,,
Baghdad,A quick exit leaves a gap.,Disagree.,,,,,,,
"""
WIDE = """\
;US forces leave Iraq.;A quick exit leaves a gap.
Baghdad;agree;no
Washington;;yes
Erbil;neutral;
"""


@pytest.fixture
def table(tmp_path):
    """A function that writes text, or bytes, to a file of a name, and returns its path."""

    def put(content, name="stances.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return put


def held(map):
    """Who holds what, in words."""
    return [(map[s.actor].name, map[s.claim].text, s.verdict) for s in map.stances]


def faults(call, *args, **options):
    with pytest.raises(ReadError) as caught:
        call(*args, **options)
    return caught.value.faults


# The two shapes ----------------------------------------------------------------------


def test_each_row_of_a_long_table_is_a_stance_with_all_that_its_columns_say(table):
    map = argmap.read(table(LONG))

    first = map.stances[0]
    assert (first.actor, first.claim, first.verdict) == (
        "washington",
        "quick-exit-leaves-gap",
        "accept",
    )
    assert (first.strength, first.date, first.hedge) == (0.7, "2024-01-28", "may")
    assert (first.via, first.basis) == (("author", "reuters"), "attributed")
    assert first.citations == (argmap.Citation("mena-watch", "¶8"),)
    assert map["mena-watch"].title == "MENA Watch"
    assert [stance.verdict for stance in map.stances] == ["accept", "accept", "reject"]


def test_records_come_in_order_of_appearance_and_voices_only_comment(table):
    map = argmap.read(table(LONG))

    assert [actor.id for actor in map.actors] == ["washington", "author", "reuters", "baghdad"]
    assert [actor.is_voice for actor in map.actors] == [False, True, True, False]
    assert [claim.id for claim in map.claims] == ["quick-exit-leaves-gap", "us-forces-leave-iraq"]


def test_who_states_something_elsewhere_is_no_voice():
    rows = "actor,claim,agreement,via\nA,c,yes,B\nB,c,no,\n"

    map = loads_with_losses(rows, "tables").map

    assert [(actor.name, actor.kind) for actor in map.actors] == [("A", "group"), ("B", "group")]


def test_each_cell_of_a_wide_table_is_a_stance_and_an_empty_one_silence(table):
    loaded = read_with_losses(table(WIDE))

    assert loaded.losses == ()
    assert held(loaded.map) == [
        ("Baghdad", "US forces leave Iraq.", "accept"),
        ("Baghdad", "A quick exit leaves a gap.", "reject"),
        ("Washington", "A quick exit leaves a gap.", "accept"),
        ("Erbil", "US forces leave Iraq.", "neutral"),
    ]


def test_both_shapes_say_the_same_map():
    long = "actor\tclaim\tvote\nA\tx\tyes\nA\ty\tno\nB\tx\tno\n"
    wide = "actor\tx\ty\nA\tyes\tno\nB\tno\n"

    assert loads_with_losses(long, "tables").map == loads_with_losses(wide, "tables").map


def test_the_shape_can_be_told(table):
    path = table("actor,claim,vote\nA,yes,no\n")

    assert held(read_table(path, shape="wide")) == [
        ("A", "claim", "accept"),
        ("A", "vote", "reject"),
    ]
    with pytest.raises(UnknownOptionError, match=r"unknown shape 'tall'.*long, wide"):
        read_table(path, shape="tall")


def test_a_wide_table_may_say_whom_an_actor_belongs_to(table):
    path = table("actor,bloc,part of,power,x\nA,West,B,3,yes\nB,,,,no\n")

    map = read_table(path)

    assert map["a"].bloc == "West"
    assert map["a"].part_of == "b"
    assert map["a"].influence == 3
    assert [claim.text for claim in map.claims] == ["x"]


def test_a_table_of_prose_is_not_taken_for_a_wide_one(table):
    found = faults(read_table, table("Wer,Was,Haltung\nA,Raus.,ja\nB,Bleiben.,nein\n"))

    assert [fault.message for fault in found] == [
        "no column is known to say the actor",
        "no column is known to say the claim",
    ]
    assert "'Wer', 'Was', 'Haltung'" in found[0].remedy


def test_the_chemicals_network_is_read_as_it_stands(fixtures):
    loaded = read_with_losses(fixtures / "stakeholder/chemnet/intpos.csv")

    assert loaded.losses == ()
    assert (len(loaded.map.actors), len(loaded.map.claims), len(loaded.map.stances)) == (30, 6, 180)
    assert loaded.map.stances_of("bml")[0].verdict == "reject"


# Names, words and numbers ------------------------------------------------------------


def test_columns_words_and_a_question_of_ones_own_are_told(table):
    path = table("Wer;Was;Haltung\nBagdad;Raus.;ja\nErbil;Raus.;nein\nAnkara;Raus.;k.A.\n")

    map = read_table(
        path,
        columns={"actor": "Wer", "claim": "Was", "agreement": "Haltung"},
        values={"JA": "accept", "nein": "reject", "k.A.": "neutral"},
        question="Raus?",
        positions=["Raus."],
        title="Truppen",
    )

    assert [stance.verdict for stance in map.stances] == ["accept", "reject", "neutral"]
    assert (map.question, map.motion.text, map.title) == ("Raus?", "Raus.", "Truppen")
    assert read_table(
        path,
        columns={"actor": "Wer", "claim": "Was", "agreement": "Haltung"},
        values={"ja": "accept", "nein": "reject", "k.A.": "neutral"},
        positions=["raus"],
    ).positions == ("raus",)


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"columns": {"actr": "actor"}}, UnknownOptionError, "unknown field 'actr'.*'actor'"),
        ({"columns": {"actor": "acter"}}, UnknownOptionError, "unknown column 'acter'"),
        ({"columns": {"actor": 1}}, InvalidOptionError, "no name of a column"),
        ({"values": {"aye": "yes"}}, UnknownOptionError, "unknown verdict 'yes'"),
        ({"scale": (5, 1)}, InvalidOptionError, "the lower first"),
        ({"scale": "ab"}, InvalidOptionError, "no scale"),
        ({"positions": ["Stay."]}, UnknownIdError, "no claim 'Stay.'"),
    ],
)
def test_an_option_that_cannot_be_is_refused(table, options, error, said):
    with pytest.raises(error, match=said):
        read_table(table("actor,claim,agreement\nA,c,yes\n"), **options)


@pytest.mark.parametrize(
    ("cells", "verdicts"),
    [
        ("1 0 -1", "accept neutral reject"),
        ("+1 0.0 −1", "accept neutral reject"),
        ("1 0", "accept reject"),
        ("+ -", "accept reject"),
        ("True FALSE", "accept reject"),
        ("Yes no. PASS torn", "accept reject neutral ambivalent"),
    ],
)
def test_numbers_and_signs_are_read_by_their_company(cells, verdicts):
    reader = Verdicts(cells.split())

    assert [reader.of(cell).verdict for cell in cells.split()] == verdicts.split()


def test_what_has_two_meanings_is_asked_about_and_not_guessed():
    rows = "actor,claim,vote\nA,c,-\nB,c,maybe\nC,c,\nD,c,n/a\n"

    assert [(f.line, f.where) for f in faults(loads_with_losses, rows, "tables")] == [
        (2, "column 'vote'"),
        (3, "column 'vote'"),
        (4, "column 'vote'"),
        (5, "column 'vote'"),
    ]
    (zero,) = faults(loads_with_losses, "actor,claim,vote\nA,c,0\n", "tables")
    assert "scale=(-1, 1)" in zero.remedy
    (three,) = faults(loads_with_losses, "actor,claim,vote\nA,c,3\n", "tables")
    assert three.remedy == "give its ends, as in scale=(1, 5)"


def test_a_row_is_left_out_only_if_its_word_is_told_to_be_silence(table):
    path = table("actor,claim,vote\nA,c,yes\nD,c,n/a\n")

    map = read_table(path, values={"n/a": None}, positions="c")

    assert held(map) == [("A", "c", "accept")]
    assert map.positions == ("c",)


def test_a_guess_is_told():
    loaded = loads_with_losses("actor,x\nA,1\nB,0\n", "tables")

    assert [loss.what for loss in loaded.losses] == ["0 is taken for reject"]


@given(st.integers(1, 7))
def test_a_number_on_a_scale_is_as_strong_as_it_is_far_from_the_middle(number):
    judged = Verdicts([], scale=(1, 7)).of(number)

    sign = {"accept": 1, "reject": -1, "neutral": 0}[judged.verdict]
    assert sign * judged.strength == pytest.approx((number - 4) / 3)


def test_a_number_off_the_scale_is_a_fault(table):
    (fault,) = faults(read_table, table("a,x\nA,6\nB,2\n"), scale=(1, 5), shape="wide")

    assert (fault.line, fault.message) == (2, "6 is outside the scale from 1 to 5")


def test_a_stated_strength_goes_before_the_scale_and_the_number_is_kept(table):
    map = read_table(table("actor,claim,vote,strength\nA,c,4,0.9\n"), scale=(1, 5))

    assert map.stances[0].strength == 0.9
    assert map.stances[0].extra == {"vote": "4"}


def test_columns_that_are_not_understood_stay_in_extra_and_are_told_unless_they_are_named(table):
    path = table("actor,claim,vote,page count,\nA,c,yes,7,\n")

    with pytest.warns(LossWarning, match="column 'page count': not understood") as caught:
        map = read_table(path)
    assert caught[0].filename == __file__
    assert map.stances[0].extra == {"page count": "7"}
    assert [loss.where for loss in caught[0].message.losses] == ["column 'page count'"]
    kept = read_table_with_losses(path, columns={"extra": "page count"})
    assert kept.losses == ()
    assert kept.map == map


def test_a_column_without_a_name_is_told():
    loaded = loads_with_losses("actor,claim,,vote\nA,c,lost,yes\n", "tables")

    assert [loss.where for loss in loaded.losses] == ["column 3"]


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("2024", "2024"),
        ("2024-01-28", "2024-01-28"),
        ("2024-01-28 00:00:00", "2024-01-28"),
        ("2024-01-28 09:30:00", "2024-01-28T09:30:00"),
        ("1106697600", "2005-01-26"),
        ("1106697600000", "2005-01-26"),
        ("1106701200", "2005-01-26T01:00:00"),
    ],
)
def test_dates_become_iso(said, date):
    map = loads_with_losses(f"actor,claim,vote,date\nA,c,yes,{said}\n", "tables").map

    assert map.stances[0].date == date


def test_the_event_list_that_dna_exports_is_known():
    text = (
        '"statement ID";"time";"document ID";"document title";"author";"source";"section";"type"'
        ';"text";"person";"organization";"concept";"agreement"\n'
        '1;2005-01-26 00:00:00;3;"Hearing";"Ann";"Senate";"2";"";"We, too.";"Joe";"EEA";"No cap.";0'
        '\n2;2005-01-26 00:00:00;3;"Hearing";"Ann";"Senate";"2";"";"Yes.";"Joe";"EEA";"A cap.";1\n'
    )

    map = loads_with_losses(text, "tables").map

    assert held(map) == [("EEA", "No cap.", "reject"), ("EEA", "A cap.", "accept")]
    assert map.sources == (argmap.Source("hearing", "Hearing", publisher="Senate", author="Ann"),)
    assert map.stances[0].date == "2005-01-26"
    assert map.stances[0].citations[0].quote == "We, too."
    assert map.stances[0].extra["person"] == "Joe"


# What is wrong -----------------------------------------------------------------------


def test_ten_bad_rows_give_ten_errors_with_their_lines(table):
    rows = [
        ",c,yes,,,,,",
        "A,,yes,,,,,",
        "A,c,,,,,,",
        "A,c,perhaps,,,,,",
        "A,c,yes,28.1.2024,,,,",
        "A,c,yes,,hearsay,,,",
        "A,c,yes,,,1.5,,",
        "A,c,yes,,,much,,",
        "A,c,yes,,,,p. 3,",
        "A,c,yes,,,,,,too,many",
    ]
    text = "actor,claim,vote,date,basis,strength,locator,source\nA,c,no,,,,,\n" + "\n".join(rows)
    path = table(text)

    found = faults(read_table, path)

    assert [fault.line for fault in found] == list(range(3, 13))
    assert [fault.where for fault in found] == [
        "column 'actor'",
        "column 'claim'",
        "column 'vote'",
        "column 'vote'",
        "column 'date'",
        "column 'basis'",
        "column 'strength'",
        "column 'strength'",
        "column 'locator'",
        "",
    ]
    assert all(fault.remedy for fault in found if "no number" not in fault.message)


def test_a_row_is_at_the_line_it_begins_in():
    text = 'actor,claim,vote\nA,"c\nand\nmore",yes\n\nB,c,perhaps\n'

    assert [fault.line for fault in faults(loads_with_losses, text, "tables")] == [6]


def test_two_rows_that_say_otherwise_of_one_record_are_told():
    text = "actor,claim,vote,bloc\nA,c,yes,East\nA,d,yes,West\n"

    (fault,) = faults(loads_with_losses, text, "tables")

    assert (fault.line, fault.where) == (3, "column 'bloc'")
    assert fault.message == "bloc of 'A' is 'West', and 'East' before"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the table is empty"),
        (b"\n\n", "the table is empty"),
        (b"actor,claim,vote\nA,c\0d,yes\n", "line 2: a NUL byte"),
        (b"actor,claim,vote\nA,caf\xe9,yes\n", "line 2, column 6: byte 0xe9 is no UTF-8"),
        (b'actor,claim,vote\nA,"c,yes\nB,c,no\n', "line 2: unexpected end of data; a quote"),
        (b"actor,claim,vote\nA," + b"x" * 200_000 + b",yes\n", "line 2: field larger than"),
        (b"actor,claim,vote,vote\nA,c,yes,no\n", "2 columns have this name"),
        (b"actor,claim\nA,c\n", "no column is known to say the agreement"),
    ],
)
def test_a_hostile_table_is_refused_with_its_name_and_line(table, content, said):
    path = table(content)

    with pytest.raises(ReadError) as caught:
        read_table(path)

    assert str(path) in str(caught.value)
    assert said in str(caught.value)


def test_a_formula_in_text_is_text_and_nothing_else():
    text = 'actor,claim,vote\n=cmd|\' /C calc\'!A0,"=HYPERLINK(""http://x"")",yes\n'

    map = loads_with_losses(text, "tables").map

    assert held(map) == [("=cmd|' /C calc'!A0", '=HYPERLINK("http://x")', "accept")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_marks_and_named_encodings_are_heeded(table, encoding):
    path = table("actor\tclaim\tvote\nErbīl\tc\tyes\n".replace("ī", "é").encode(encoding), "s.tsv")
    named = encoding if encoding in ("utf-16-le", "cp1252") else None

    assert read_table(path, encoding=named).actors[0].name == "Erbél"
    if named:
        with pytest.raises(ReadError):
            read_table(path, encoding="ascii")
        with pytest.raises(ReadError, match="no klingon"):
            read_table(path, encoding="klingon")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(delimiter):
    text = "actor|claim|vote\nA|Leave, then; or not.|yes\nB|c|no\n"
    quoted = io.StringIO()
    csv.writer(quoted, delimiter=delimiter).writerows(row.split("|") for row in text.split("\n"))

    assert of_text(quoted.getvalue()).columns == ("actor", "claim", "vote")


def test_a_folder_and_a_missing_file_are_told_as_such(tmp_path):
    (tmp_path / "folder.csv").mkdir()

    with pytest.raises(IsADirectoryError):
        read_table(tmp_path / "folder.csv")
    with pytest.raises(FileNotFoundError):
        argmap.read(tmp_path / "none.csv")


# There and back ----------------------------------------------------------------------

NO_SIGNS = dict.fromkeys(map(ord, ">;\0"))
NAMES = texts().map(lambda text: " ".join(text.translate(NO_SIGNS).split())).filter(bool)


@st.composite
def stances(draw):
    """Stances in words, as rows of a table might say them."""
    row = st.fixed_dictionaries(
        {
            "actor": NAMES,
            "claim": texts().map(lambda text: text.replace("\0", "").strip()).filter(bool),
            "verdict": st.sampled_from(VERDICTS),
            "date": st.none() | dates().filter(lambda date: "T" not in date),
            "strength": shares(),
            "source": st.none() | NAMES,
            "locator": st.none() | words(),
            "via": st.lists(NAMES, max_size=2),
            "hedge": st.none() | words(),
            "basis": st.sampled_from(BASES),
        }
    )
    rows = draw(st.lists(row, min_size=1, max_size=5))
    for one in rows:
        one["locator"] = one["locator"] if one["source"] else None
    return rows


def said(map):
    """The stances of a map in words, as `stances` draws them."""
    return [
        {
            "actor": map[stance.actor].name,
            "claim": map[stance.claim].text,
            "verdict": stance.verdict,
            "date": stance.date,
            "strength": stance.strength,
            "source": map[stance.citations[0].source].title if stance.citations else None,
            "locator": stance.citations[0].locator if stance.citations else None,
            "via": [map[voice].name for voice in stance.via],
            "hedge": stance.hedge,
            "basis": stance.basis,
        }
        for stance in map.stances
    ]


@given(stances(), st.sampled_from(",;\t|"))
def test_what_a_table_was_written_from_is_read_from_it(rows, delimiter):
    columns = ["actor", "claim", "verdict", "date", "strength", "source"]
    columns += ["locator", "via", "hedge", "basis"]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows({**row, "via": " > ".join(row["via"])} for row in rows)

    loaded = loads_with_losses(text.getvalue(), "tables")

    assert loaded.losses == ()
    assert said(loaded.map) == rows
    assert len({actor.name for actor in loaded.map.actors}) == len(loaded.map.actors)


def test_stances_that_were_not_checked_again_are_as_good_as_those_that_were():
    rows = "actor,claim,vote,source,start,end,note\n"
    rows += "".join(f"A{n},c,yes,S,{n},{n + 5},é{n}\n" for n in range(5))

    map = loads_with_losses(rows, "tables").map

    for stance in map.stances:
        assert stance == evolve(stance)
        assert hash(stance) == hash(evolve(stance))
        assert stance.citations == (evolve(stance.citations[0]),)
    assert argmap.loads(argmap.dumps(map, "records"), "records") == map
    assert pickle.loads(pickle.dumps(map)) == map  # noqa: S301 # our own


@pytest.mark.parametrize("place", [0, 1, 3])
def test_half_a_letter_is_a_fault_wherever_it_comes(place):
    cells = ["A", "c", "yes", "note"]
    cells[place] += "\ud800"
    rows = f"actor,claim,vote,note\nA,c,yes,note\n{','.join(cells)}\n"

    with pytest.raises(ReadError, match=r"half a surrogate|JSON cannot say"):
        loads_with_losses(rows, "tables")


# Workbooks, parquet and frames -------------------------------------------------------


@pytest.fixture
def workbook(tmp_path):
    """A function that saves rows as a sheet, and others beside it, and returns the path."""
    openpyxl = pytest.importorskip("openpyxl")

    def put(rows, **others):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        for name, lines in others.items():
            sheet = book.create_sheet(name)
            for line in lines:
                sheet.append(line)
        book.save(tmp_path / "stances.xlsx")
        return tmp_path / "stances.xlsx"

    return put


ROWS = [
    ["actor", "claim", "agreement", "date"],
    ["Baghdad", "Leave.", True, dt.date(2024, 1, 28)],
    ["Erbil", "Leave.", False, None],
]


def test_a_workbook_says_what_the_same_table_as_text_says(workbook, table):
    path = workbook(ROWS)

    map = argmap.read(path)

    assert map == argmap.read(
        table("actor,claim,agreement,date\nBaghdad,Leave.,yes,2024-01-28\nErbil,Leave.,no,\n")
    )


def test_sheets_that_are_not_read_are_told_and_can_be_named(workbook):
    path = workbook(ROWS, Other=[["actor", "x"], ["A", "yes"]], Empty=[])

    assert [loss.what for loss in read_with_losses(path).losses] == ["sheet 'Other'"]
    loaded = read_table_with_losses(path, sheet="Other")
    assert held(loaded.map) == [("A", "x", "accept")]
    with pytest.raises(UnknownOptionError, match=r"unknown sheet 'Othr'.*'Other'"):
        read_table(path, sheet="Othr")


def test_a_formula_without_a_value_and_an_error_are_faults_of_their_cells(workbook):
    path = workbook([*ROWS, ["=A2", "Stay.", "yes", None], ["A", "#REF!", "yes", None]])

    found = faults(argmap.read, path)

    said = {(fault.line, fault.where): fault.message for fault in found}
    assert said[4, "cell A4"] == "a formula with no stored value"
    assert said[5, "cell B5"] == "the error #REF!"


@pytest.mark.parametrize("suffix", ["xlsx", "parquet"])
def test_what_is_no_workbook_or_parquet_file_is_refused(table, suffix):
    pytest.importorskip("openpyxl")
    pytest.importorskip("pyarrow")
    path = table(b"PK no archive", f"stances.{suffix}")

    with pytest.raises(ReadError, match=r"this is no (Excel workbook|parquet file)"):
        argmap.read(path)


def test_a_workbook_of_anything_else_is_refused(tmp_path):
    pytest.importorskip("openpyxl")
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w") as archive:
        archive.writestr("readme.txt", "no sheet")

    with pytest.raises(ReadError, match="this is no Excel workbook"):
        argmap.read(tmp_path / "bomb.xlsx")


def test_a_workbook_that_unfolds_to_too_much_is_refused(workbook, monkeypatch):
    path = workbook(ROWS)
    monkeypatch.setattr("argmap.formats.tables.grids.MOST_BYTES", 100)

    with pytest.raises(ReadError, match="unfolds to"):
        argmap.read(path)


FRAMES = {
    "pandas": lambda rows: pytest.importorskip("pandas").DataFrame(rows),
    "polars": lambda rows: pytest.importorskip("polars").DataFrame(rows),
    "lazy": lambda rows: pytest.importorskip("polars").LazyFrame(rows),
    "pyarrow": lambda rows: pytest.importorskip("pyarrow").table(rows),
}
COLUMNS = {name: [row[n] for row in ROWS[1:]] for n, name in enumerate(ROWS[0])}


@pytest.mark.parametrize("library", FRAMES)
def test_a_dataframe_says_what_the_same_table_as_text_says(library, table):
    pytest.importorskip("narwhals")

    map = read_table(FRAMES[library](COLUMNS))

    assert map == argmap.read(
        table("actor,claim,agreement,date\nBaghdad,Leave.,yes,2024-01-28\nErbil,Leave.,no,\n")
    )


@pytest.mark.parametrize("library", FRAMES)
def test_the_rows_of_a_dataframe_count_from_one(library):
    pytest.importorskip("narwhals")
    frame = FRAMES[library]({"actor": ["A", None], "claim": ["c", "c"], "vote": ["yes", "maybe"]})

    assert [fault.where for fault in faults(read_table, frame)] == [
        "row 2, column 'actor'",
        "row 2, column 'vote'",
    ]


def test_parquet_is_read(tmp_path):
    pytest.importorskip("narwhals")
    parquet = pytest.importorskip("pyarrow.parquet")
    pyarrow = pytest.importorskip("pyarrow")
    parquet.write_table(pyarrow.table(COLUMNS), tmp_path / "stances.parquet")

    assert len(argmap.read(tmp_path / "stances.parquet").stances) == 2


def test_what_is_no_table_is_refused():
    pytest.importorskip("narwhals")

    with pytest.raises(OptionTypeError, match="table 'int' is no table"):
        read_table(3)


@pytest.mark.parametrize(
    ("package", "name"),
    [("openpyxl", "s.xlsx"), ("narwhals", "s.parquet"), ("narwhals", None)],
)
def test_without_the_extra_its_name_is_told(table, monkeypatch, package, name):
    monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(MissingExtraError, match=rf'{package}; pip install "argmap\[tables\]"'):
        read_table(table(b"", name) if name else {"actor": ["A"]})


def test_text_needs_no_extra(table, monkeypatch):
    for package in ("narwhals", "openpyxl", "pyarrow", "polars", "pandas"):
        monkeypatch.setitem(sys.modules, package, None)

    assert len(argmap.read(table(LONG)).stances) == 3


# The command line --------------------------------------------------------------------


def test_a_table_is_checked_and_converted_on_the_command_line(table, capsys, tmp_path):
    path = table(LONG)

    assert main(["check", str(path)]) == 0
    assert "2 claims, 4 actors, 3 stances, 1 source; no faults" in capsys.readouterr().out
    assert main(["convert", str(path), str(tmp_path / "map.json")]) == 0
    assert argmap.read(tmp_path / "map.json") == argmap.read(path)


def test_faulty_cells_are_told_as_compilers_do(table, capsys):
    path = table("actor,claim,vote\nA,c,perhaps\n,c,yes\n")

    assert main(["check", str(path)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [f"{path}:2", f"{path}:3"]


def test_a_table_without_a_file_is_known_by_its_columns():
    assert recognised("Organisation\tConcept\tVote\nA\tc\tyes\n") == "tables"
    assert recognised("[leave]: US forces, they say, leave.\n") == "argdown"
    assert recognised('actor,claim,"vote') == "argdown"


def test_reading_a_table_warns_of_nothing_if_there_is_nothing_to_tell(table):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        argmap.read(table(LONG))
