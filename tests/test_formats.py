"""Maps as files: chosen by suffix, read as UTF-8, written whole or not at all."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given

import argmap
from argmap import (
    ArgumentMap,
    Citation,
    Claim,
    ReadError,
    Source,
    UnknownFormatError,
    UnknownOptionError,
    WriteError,
    files,
)
from argmap.formats import (
    FORMATS,
    Loaded,
    Loss,
    LossWarning,
    dumps,
    example,
    loads,
    loads_with_losses,
    read,
    read_with_losses,
    recognised,
    seeds,
    write,
)
from strategies import maps

MAP = ArgumentMap("Leave?", positions=("leave",), claims=(Claim("leave", "Leave."),))
NAMES = ["records", "argdown", "carneades", "kialo", "polis", "tables", "dna"]
WRITTEN = [name for name, format in FORMATS.items() if format.is_written]
SEEDS = Path(__file__).parent.parent / "seeds"


# Which format ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("map.json", "records"),
        ("a/b.c/map.JSON", "records"),
        ("map.argdown", "argdown"),
        (Path("map.ad"), "argdown"),
        ("snake.yml", "carneades"),
        ("snake.YAML", "carneades"),
    ],
)
def test_the_suffix_tells_the_format(path, name):
    assert FORMATS.of(path).name == name


@pytest.mark.parametrize("path", ["map.txt", "map", "json", "map.json.bak"])
def test_a_suffix_that_no_format_claims_is_refused_with_those_there_are(path):
    with pytest.raises(
        UnknownFormatError, match=r"\.json \(records\), \.argdown/\.ad \(argdown\), "
    ):
        FORMATS.of(path)


def test_a_path_without_a_known_suffix_is_named_as_it_was_given():
    with pytest.raises(UnknownFormatError, match=re.escape("the suffix of 'Maps/My.Docx'")):
        FORMATS.of("Maps/My.Docx")


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("before", ["", "\n  \t"])
def test_what_a_format_writes_is_recognised_without_a_name(name, before):
    assert recognised(before + dumps(MAP, name)) == name


def test_a_format_that_is_not_there_is_refused_with_those_there_are():
    with pytest.raises(
        UnknownFormatError, match=r"one of: records, argdown, carneades.*mean 'argdown'\?"
    ):
        loads("", "argdwn")
    with pytest.raises(UnknownFormatError, match="unknown format 'png'"):
        dumps(MAP, "png")


def test_the_formats_print_as_a_table():
    rows = [line.split() for line in str(FORMATS).splitlines()]

    assert [row[0] for row in rows] == list(FORMATS) == NAMES
    assert len(FORMATS) == len(NAMES)
    assert "argdown" in FORMATS
    assert repr(FORMATS) == f"<Formats {', '.join(NAMES)}>"


def test_every_format_reads_and_writes():
    for name in WRITTEN:
        assert loads(dumps(MAP, name), name) == MAP


def test_a_format_that_is_only_read_says_what_to_write(tmp_path):
    with pytest.raises(WriteError, match=r"'carneades' is read and not written; write 'records'"):
        write(MAP, tmp_path / "map.yml")

    assert list(tmp_path.iterdir()) == []


# Losses ------------------------------------------------------------------------------

LOSSY = "{statements: {p: Rain.}, arguments: {a1: {conclusion: p, weight: 0.4}}}"


def test_what_a_map_leaves_out_of_a_text_is_returned_beside_it_or_warned_of():
    loaded = loads_with_losses(LOSSY, "carneades")

    with pytest.warns(LossWarning, match="1 thing is not in the map") as caught:
        assert loads(LOSSY, "carneades") == loaded.map
    assert caught[0].message.losses == loaded.losses
    assert caught[0].filename == __file__
    assert [loss.place for loss in loaded.losses] == ["line 1, column 66"]


def test_the_losses_of_a_file_come_with_its_name(tmp_path):
    (tmp_path / "rain.yml").write_text(LOSSY)

    with pytest.warns(LossWarning, match=r"rain\.yml: 1 thing") as caught:
        map = read(tmp_path / "rain.yml")

    assert caught[0].filename == __file__
    assert read_with_losses(tmp_path / "rain.yml") == Loaded(map, caught[0].message.losses)


@pytest.mark.parametrize("name", WRITTEN)
def test_formats_of_our_own_lose_nothing(name):
    assert loads_with_losses(dumps(MAP, name), name) == Loaded(MAP)


def test_a_loss_says_what_is_lost_where_and_why():
    assert str(Loss("2 guards", "scheme 'leq'", "a map has none", line=3)) == (
        "line 3: scheme 'leq': 2 guards; a map has none"
    )
    assert str(Loss("2 guards")) == "2 guards"
    assert str(LossWarning([Loss("a"), Loss("b")])) == "2 things are not in the map\n  a\n  b"


# Files -------------------------------------------------------------------------------


@given(maps())
def test_a_map_survives_a_file(tmp_path_factory, map):
    path = tmp_path_factory.getbasetemp() / "map.json"

    write(map, path)

    assert read(path) == map


@pytest.mark.parametrize("name", ["map.json", "map.argdown", "map.ad"])
def test_every_suffix_can_be_written_and_read(tmp_path, name):
    write(MAP, tmp_path / name)

    assert read(str(tmp_path / name)) == MAP


def test_a_format_that_is_named_goes_before_the_suffix(tmp_path):
    write(MAP, tmp_path / "map.txt", format="records")

    assert read(tmp_path / "map.txt", format="records") == MAP
    with pytest.raises(UnknownFormatError):
        read(tmp_path / "map.txt")


def test_what_was_written_is_utf8_with_plain_line_ends(tmp_path):
    map = ArgumentMap("هل تغادر القوات؟")

    write(map, tmp_path / "map.json")

    assert (tmp_path / "map.json").read_bytes() == dumps(map, "records").encode("utf-8")


def test_a_byte_order_mark_is_passed_over(tmp_path):
    (tmp_path / "map.json").write_bytes(b"\xef\xbb\xbf" + dumps(MAP, "records").encode())

    assert read(tmp_path / "map.json") == MAP


@pytest.mark.parametrize("name", ["map.json", "map.argdown"])
def test_line_ends_of_windows_make_no_difference(tmp_path, name):
    write(MAP, tmp_path / name)
    data = (tmp_path / name).read_bytes()

    (tmp_path / name).write_bytes(data.replace(b"\n", b"\r\n"))

    assert read(tmp_path / name) == MAP


def test_bytes_that_are_no_utf8_are_refused_with_their_place(tmp_path):
    path = tmp_path / "map.json"
    path.write_bytes('{\n "question": "été '.encode() + b"\xff")

    with pytest.raises(ReadError) as caught:
        read(path)

    (fault,) = caught.value.faults
    assert (fault.line, fault.column) == (2, 19)
    assert str(caught.value).startswith(f"{path}: 1 fault\n  line 2, column 19: byte 0xff")


def test_the_faults_of_a_file_come_with_its_name(tmp_path):
    path = tmp_path / "map.json"
    path.write_text('{"format": "argmap-records", "version": 1, "titel": ""}')

    with pytest.raises(ReadError) as caught:
        read(path)

    assert caught.value.about == str(path)
    assert len(caught.value.faults) == 2


def test_a_file_that_is_not_there_is_not_found(tmp_path):
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "map.json")


def test_a_file_of_an_unknown_suffix_is_not_even_opened(tmp_path):
    with pytest.raises(UnknownFormatError):
        read(tmp_path / "map.docx")
    with pytest.raises(UnknownFormatError):
        write(MAP, tmp_path / "map.docx")

    assert list(tmp_path.iterdir()) == []


def test_a_map_that_cannot_be_written_leaves_the_old_file(tmp_path):
    path = tmp_path / "map.json"
    far = Claim("far", "Far.", citations=Citation("mena", start=0, end=10**5000))
    write(MAP, path)

    with pytest.raises(WriteError):
        write(ArgumentMap("Long?", claims=[far], sources=[Source("mena", "MENA")]), path)

    assert read(tmp_path / "map.json") == MAP


def test_a_write_that_breaks_off_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    write(MAP, tmp_path / "map.json")

    def full(_number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write(ArgumentMap("Other?"), tmp_path / "map.json")

    assert read(tmp_path / "map.json") == MAP
    assert [path.name for path in tmp_path.iterdir()] == ["map.json"]


def test_writing_keeps_the_permissions_of_a_file(tmp_path):
    path = tmp_path / "map.json"
    write(MAP, path)
    path.chmod(0o640)

    write(MAP, path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_that_any_new_file_has(tmp_path):
    (tmp_path / "other").write_text("x")

    write(MAP, tmp_path / "map.json")

    assert (tmp_path / "map.json").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_writing_through_a_link_replaces_what_it_leads_to(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "map.json").symlink_to(tmp_path / "real" / "map.json")

    write(MAP, tmp_path / "map.json")

    assert (tmp_path / "map.json").is_symlink()
    assert read(tmp_path / "real" / "map.json") == MAP


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe.json")
    heard = []
    reader = threading.Thread(target=lambda: heard.append((tmp_path / "pipe.json").read_text()))
    reader.start()

    write(MAP, tmp_path / "pipe.json")
    reader.join(timeout=10)

    assert heard == [dumps(MAP, "records")]
    assert (tmp_path / "pipe.json").is_fifo()


def test_a_folder_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(FileNotFoundError):
        write(MAP, tmp_path / "none" / "map.json")


# Examples ----------------------------------------------------------------------------


def test_every_seed_is_an_example():
    names = sorted(path.stem for path in SEEDS.glob("*.argdown"))

    assert list(seeds.seeds()) == names
    assert all(example(name) == read(SEEDS / f"{name}.argdown") for name in names)


def test_an_example_that_is_not_there_is_refused_with_those_there_are():
    with pytest.raises(UnknownOptionError, match=r"one of: .*iraq-withdrawal") as caught:
        example("iraq-withdrawl")

    assert "did you mean 'iraq-withdrawal'?" in str(caught.value)


@pytest.mark.parametrize("name", ["../seeds/iraq-withdrawal", "README", "", "/etc/passwd"])
def test_an_example_is_a_name_and_no_path(name):
    with pytest.raises(UnknownOptionError):
        example(name)


def test_an_installed_argmap_carries_its_seeds_inside(tmp_path, monkeypatch):
    package = tmp_path / "site-packages" / "argmap"
    (package / "seeds").mkdir(parents=True)
    (package / "seeds" / "case.argdown").write_text("x")
    (package / "seeds" / "README.md").write_text("x")
    monkeypatch.setattr(seeds.resources, "files", lambda _name: package)

    assert list(seeds.seeds()) == ["case"]


def test_without_any_seed_there_is_no_example(tmp_path, monkeypatch):
    monkeypatch.setattr(seeds.resources, "files", lambda _name: tmp_path / "argmap")

    assert seeds.seeds() == {}


def test_importing_the_formats_imports_none_of_them():
    code = (
        "import sys, argmap.formats;"
        " heavy = {'yaml', 'networkx', 'argmap.formats.argdown', 'argmap.formats.records'};"
        " sys.exit(sorted(heavy & sys.modules.keys()) or 0)"
    )

    subprocess.run([sys.executable, "-c", code], check=True)
    assert argmap.ArgumentMap is ArgumentMap
