"""Frameworks as files: what the solver competitions write is read, and the other way round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ReadError, UnknownFormatError, UnknownOptionError, WriteError
from argmap.semantics import Framework, grounded, iccma

GROUNDED = {
    "T-1-cascadespoint-or-us.gml.20.tgf": 1,
    "A-1-BA_40_80_5.tgf": 16,
    "B-2-comune-di-castellanza_20151218_2338.gml.80.tgf": 0,
    "BA-numArg80-pbCycle0.85-0.apx": 11,
    "A-1-ferry2.pfile-L2-C1-05.pddl.3.cnf.tgf": 36,
    "ER-numArg90-pbAtt0.2-18.apx": 0,
    "admbuster_1000.af": 500,
    "admbuster_50000.af": 25_000,
    "a1210993_20150717_0403.gml.80.af": 72,
}

words = st.text(st.characters(codec="utf-8", exclude_categories=["Z", "C"]), min_size=1)


@st.composite
def frameworks(draw, names: st.SearchStrategy[str]) -> Framework:
    ids = draw(st.lists(names, max_size=5, unique=True))
    pairs = [(one, two) for one in ids for two in ids]
    return Framework(ids, draw(st.lists(st.sampled_from(pairs), max_size=8)) if pairs else [])


@pytest.mark.parametrize(("name", "size"), GROUNDED.items())
def test_the_grounded_extension_of_a_competition_file_has_its_known_size(fixtures, name, size):
    framework = iccma.read(fixtures / "iccma" / name)

    assert len(grounded(framework).extension) == size


@pytest.mark.parametrize("format", ["apx", "tgf"])
def test_every_competition_file_reads_back_as_it_was_written(fixtures, format):
    for path in sorted((fixtures / "iccma").glob("[A-Z]*")):
        framework = iccma.read(path)

        assert iccma.loads(iccma.dumps(framework, format)) == framework


@given(frameworks(st.text(min_size=1)))
def test_apx_can_say_any_framework(framework):
    assert iccma.loads(iccma.dumps(framework, "apx"), "apx") == framework


@given(frameworks(words.filter(lambda word: word != "#" and word.split() == [word])))
def test_tgf_can_say_any_framework_whose_ids_are_words(framework):
    assert iccma.loads(iccma.dumps(framework, "tgf"), "tgf") == framework


@given(frameworks(words))
def test_af_can_say_any_framework_whose_ids_are_numbers(framework):
    numbered = framework.numbered()

    assert iccma.loads(iccma.dumps(numbered, "af")) == numbered


def test_the_three_formats_are_told_apart_by_their_text():
    expected = Framework("12", [("1", "2")])

    assert iccma.loads("# made by hand\np af 2\n1 2\n") == expected
    assert iccma.loads("% made by hand\narg(1).\narg(2).\natt(1,2).") == expected
    assert iccma.loads("1\n2\n#\n1 2\n") == expected


def test_windows_line_ends_a_mark_of_byte_order_and_blank_lines_do_not_matter():
    expected = Framework("12", [("1", "2")])

    assert iccma.loads("\ufeffp af 2\r\n\r\n1 2\r\n") == expected
    assert iccma.loads("\ufeff1\r\n2\r\n#\r\n1  2\r\n") == expected
    assert iccma.loads("\ufeff arg( 1 ) .\r\narg(2).att(1 , 2).") == expected


def test_comments_may_stand_between_attacks():
    assert iccma.loads("p af 2\n1 2\n  # no more\n").size == 1


def test_every_fault_of_an_af_text_has_its_line_and_column():
    text = "1 2\np af 3\np af 3\n1 4\n2\n1 x\n 3 ２\n1 99999999999999999999999\n"

    with pytest.raises(ReadError) as caught:
        iccma.loads(text, "af")

    places = [(fault.line, fault.column) for fault in caught.value.faults]
    assert places == [(1, 1), (3, 1), (4, 3), (5, 1), (6, 3), (7, 4), (8, 3)]
    assert "line 4, column 3: no argument 4; they are 1 to 3" in str(caught.value)


@pytest.mark.parametrize("header", ["p af", "p af x", "p af -3", "p cnf 3", "p af 3 4", "p af 9e9"])
def test_a_bad_header_is_named(header):
    with pytest.raises(ReadError, match="line 1, column 1: a header 'p"):
        iccma.loads(f"{header}\n")


def test_a_header_that_announces_too_much_is_refused_before_room_is_made():
    with pytest.raises(ReadError, match="up to 10,000,000"):
        iccma.loads("p af 99999999999\n")


def test_a_text_without_a_header_is_no_af():
    with pytest.raises(ReadError, match="no line 'p af N'"):
        iccma.loads("# nothing\n", "af")


def test_every_fault_of_an_apx_text_has_its_line_and_column():
    text = "arg(a).\narg(b,c).\natt(a,\n  vacum).\nnonsense here.\nattack(a,a). att(a)."

    with pytest.raises(ReadError) as caught:
        iccma.loads(text + " arg(vacuum)", "apx")

    places = [(fault.line, fault.column) for fault in caught.value.faults]
    assert places == [(2, 1), (4, 3), (5, 1), (6, 1), (6, 14), (6, 22)]


def test_an_apx_attack_on_what_is_not_there_says_what_is_near():
    with pytest.raises(ReadError, match="line 1, column 20: no argument 'vacum'; did you mean"):
        iccma.loads("arg(vacuum).   att(vacum,vacuum).", "apx")


def test_apx_attacks_may_stand_before_their_arguments():
    assert iccma.loads("att(a,b). arg(b). arg(a).").attacks == (("a", "b"),)


def test_ids_that_prolog_would_misread_are_quoted():
    framework = Framework(["quick-exit", 'say "no"', "X", "a1"], [("X", "a1")])

    text = iccma.dumps(framework, "apx")

    assert 'arg("quick-exit").\narg("say \\"no\\"").\narg("X").\narg(a1).\n' in text


def test_every_fault_of_a_tgf_text_has_its_line_and_column():
    text = "a\nb the second\na\n#\na b c\na\nvacuum b\n"

    with pytest.raises(ReadError) as caught:
        iccma.loads(text, "tgf")

    places = [(fault.line, fault.column) for fault in caught.value.faults]
    assert places == [(2, 3), (3, 1), (5, 1), (6, 1), (7, 1)]


def test_a_tgf_text_needs_its_dividing_line():
    with pytest.raises(ReadError, match="no line '#'"):
        iccma.loads("a\nb\n", "tgf")


def test_names_are_not_dropped_to_fit_a_format():
    with pytest.raises(WriteError, match=r"use framework.numbered\(\), or write apx"):
        iccma.dumps(Framework("ab"), "af")
    with pytest.raises(WriteError, match="must be one word"):
        iccma.dumps(Framework(["two words"]), "tgf")


@pytest.mark.parametrize("format", iccma.FORMATS)
def test_a_file_reads_back_as_it_was_written(tmp_path, format):
    framework = Framework("12", [("1", "2"), ("2", "2")])
    path = tmp_path / f"rivals.{format}"

    iccma.write(framework, path)

    assert iccma.read(path) == framework
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_faulty_file_is_named(tmp_path):
    path = tmp_path / "broken.af"
    path.write_text("p af 1\n1 2\n")

    with pytest.raises(ReadError, match=r"broken\.af: 1 fault\n  line 2, column 3: no argument 2"):
        iccma.read(path)


def test_a_file_that_is_not_utf_8_is_named(tmp_path):
    path = tmp_path / "latin.tgf"
    path.write_bytes(b"caf\xe9\n#\n")

    with pytest.raises(ReadError, match="line 1, column 4: byte 0xe9 is no UTF-8"):
        iccma.read(path)


def test_an_unknown_format_is_refused(tmp_path):
    with pytest.raises(UnknownOptionError, match="did you mean 'apx'"):
        iccma.loads("", "axp")
    with pytest.raises(UnknownFormatError, match=r"one of: \.af, \.apx, \.tgf"):
        iccma.write(Framework(), tmp_path / "rivals.txt")
