"""The interactive page: every picture of a map in one file that needs no network.

The file carries its script, its styles, all records of the map and the pictures packed: raw
deflate (RFC 1951) in base64, which the browser itself unpacks; a picture is built when its
tab is first opened. A short loader starts it all; with scripts off, or in a browser that
cannot unpack, the map is there as an outline, or as its first picture where that is not
packed.

The texts of all pictures are packed with the records, apart from the shapes, which are one
pack: deflate finds again what it has seen within 32 KiB, and the same sentences stand in
every picture, the same shapes in most.

Nothing is fetched and nothing that a map says can run. A content security policy forbids
every request, and every script and style but those whose hash it names; text from the map
enters the page as text, never as markup.

What the page works out itself is what `ArgumentMap.on` and `ArgumentMap.without` keep:
which stances, stakes, ties, links and steps are left on a rung, or when actors are left
out. All else, tables and labels rung by rung, is given from outside.
"""

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from attrs import frozen

from argmap.drawing.exports.page_data import cleaned, records
from argmap.drawing.exports.page_words import page_words
from argmap.drawing.scene import RTL_LANGUAGES
from argmap.drawing.sides import Towards, sides
from argmap.drawing.style import THEMES
from argmap.drawing.text import clean
from argmap.drawing.values import checked, scale
from argmap.errors import InvalidOptionError, UnknownOptionError
from argmap.model import BASES, ArgumentMap

__all__ = ["TableLike", "page"]

_Labels: TypeAlias = Mapping[str, Any]

_TEMPLATES = Path(__file__).parents[2] / "templates"
_SIDES: tuple[Towards, ...] = ("for", "against", "mixed", "open")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ROOT = re.compile(r"<svg\b[^>]*>")
_TITLE = re.compile(r"<title>[^<]*</title>")
_SHEET = re.compile(r"<style[^>]*>([^<]*)</style>")
_STYLED = re.compile(r'(<[a-z][^<>]*?)\sstyle="([^"]*)"')
_TEXT = re.compile(r">([^<\n]+)<")
_GAP = "\x02"
"""Stands where a text was; no XML can hold it."""
_END = "\x03"
"""Stands between two pictures; no XML can hold it either."""
_NAMED = re.compile(r'<[a-z][^<>]*?\sdata-id="([^"]*)"')


class TableLike(Protocol):
    """A table of results: what it shows, how it was reckoned, and rows under columns.

    A cell is text, a number, or `None`. A `note`, where the table has one, is shown below.
    """

    @property
    def title(self) -> str:
        """What it shows."""

    @property
    def variant(self) -> str:
        """How it was reckoned."""

    @property
    def columns(self) -> Sequence[str]:
        """What stands above the cells."""

    @property
    def rows(self) -> Sequence[Sequence[str | float | None]]:
        """The cells, row by row."""


def page(
    views: Mapping[str, str],
    map: ArgumentMap,
    *,
    tables: Iterable[TableLike] = (),
    values: Mapping[str, _Labels] | None = None,
    rungs: Mapping[str, _Labels] | None = None,
    rungs_variant: str = "",
    title: str | None = None,
    theme: str = "auto",
    inline: bool = False,
) -> str:
    """One HTML file with all pictures of a map as tabs, to be read without a network.

    Parameters
    ----------
    views
        From the name of each picture to its SVG; the first is shown first. Names of
        argmap's own views are put in words, others are shown as they are.
    map
        The map that the pictures are of.
    tables
        Results to be shown in a tab of their own.
    values
        Values per id under a caption, such as the one painted: shown with each record.
    rungs
        Labels per id, worked out beforehand on each rung of the attribution ladder:
        shown with each claim, and in a table. `rungs_variant` says how.
    title
        The page's title; the map's title if not given, its question if it has none.
    theme
        `"light"`, `"dark"`, or `"auto"`, which follows the reader's system. The reader
        can switch, if the pictures were drawn for `"auto"`.
    inline
        Whether the first picture stands in the file unpacked, to be seen with scripts off
        too. The file is larger then; without it, scripts off leave an outline.

    Raises
    ------
    InvalidOptionError
        If there is no view, or one that is no SVG, or a value that is not finite.
    UnknownOptionError
        For a theme or a rung outside the lists of those known.
    UnknownIdError
        For values or labels of something the map does not have.

    Examples
    --------
    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> html = page({"board": argmap.draw(map).to_svg()}, map)
    >>> html.startswith("<!doctype html>"), "Content-Security-Policy" in html
    (True, True)
    """
    if theme not in THEMES:
        raise UnknownOptionError("theme", theme, THEMES)
    pictures = tuple(_pictures(views, map))
    labels = _rungs(map, rungs or {})
    code, words = page_words(map.language)
    facts = {
        "views": [{"name": p.name, "label": p.label, "drawn": p.drawn} for p in pictures],
        "values": [_numbered(map, clean(s), _labelled(map, v)) for s, v in (values or {}).items()],
        "rungs": [_numbered(map, clean(rungs_variant), on_rung) for on_rung in labels],
        "tables": [_table(table) for table in tables],
        "bases": list(BASES),
        "words": dict(words),
        "language": map.language if _LANGUAGE.fullmatch(map.language) else "",
        **records(map),
    }
    return _rendered(
        pictures=pictures,
        inline=inline,
        tables=bool(labels or facts["tables"]),
        outline=() if inline else _outline(map, words),
        facts=facts,
        title=clean(title or map.title or map.question),
        question=clean(map.question),
        notes=[clean(note) for note in map.notes],
        words=words,
        code=code,
        language=facts["language"],
        direction="rtl" if map.language.lower().split("-")[0] in RTL_LANGUAGES else "ltr",
        theme=theme,
    )


# Pictures ----------------------------------------------------------------------------


@frozen
class _Picture:
    """A picture ready for the page: its name, its SVG, and what it draws."""

    name: str
    label: str
    svg: str
    drawn: str

    @property
    def shapes(self) -> str:
        """The SVG with a gap in place of each text."""
        return _TEXT.sub(f">{_GAP}<", self.svg)

    @property
    def lines(self) -> list[str]:
        """The texts, as they stand in the SVG."""
        return _TEXT.findall(self.svg)


def _packed(text: str) -> str:
    """Text as raw deflate in base64.

    >>> zlib.decompress(base64.b64decode(_packed("leave")), -zlib.MAX_WBITS)
    b'leave'
    """
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    return base64.b64encode(squeezer.compress(text.encode()) + squeezer.flush()).decode()


def _pictures(views: Mapping[str, str], map: ArgumentMap) -> Iterator[_Picture]:
    if not views:
        remedy = "give at least one, as in {'board': draw(map).to_svg()}"
        raise InvalidOptionError("views", dict(views), "empty", remedy)
    _, words = page_words(map.language)
    ids = [record.id for kind in (map.claims, map.actors) for record in kind]
    for name, svg in views.items():
        if not (isinstance(svg, str) and _ROOT.search(svg)):
            remedy = "give what `Diagram.to_svg` returns"
            raise InvalidOptionError(f"view {name!r}", str(svg)[:40], "no SVG", remedy)
        label = words.get(f"view-{name}") or clean(name)
        yield _Picture(clean(name), label, _slim(svg), _bits(ids, set(_NAMED.findall(svg))))


def _slim(svg: str) -> str:
    r"""A picture without what the page says better, tooltips and a size, and without line ends.

    >>> _slim('<svg style="height:auto"><g>\n<title>US forces leave Iraq.</title></g></svg>')
    '<svg><g></g></svg>'
    """
    root = _ROOT.search(svg)
    start, end = root.span() if root else (0, 0)
    slim = _STYLED.sub(r"\1", svg[start:end]) + _TITLE.sub("", svg[end:]).strip()
    return slim.replace(_GAP, "").replace(_END, "").replace(">\n<", "><")


def _bits(ids: Sequence[str], drawn: set[str]) -> str:
    """Which of the ids are drawn, as a hexadecimal number whose lowest bit is the first.

    >>> _bits(["leave", "stay", "shrink"], {"leave", "shrink"})
    '5'
    """
    return f"{sum(1 << at for at, id in enumerate(ids) if id in drawn):x}"


# Values, rungs and tables ------------------------------------------------------------


def _labelled(map: ArgumentMap, given: _Labels) -> dict[str, str]:
    known = checked(map, given)
    painted = scale(known)
    return {id: painted.paint(value).text for id, value in known.items()}


def _numbered(map: ArgumentMap, said: str, labels: Mapping[str, str]) -> dict[str, Any]:
    """Labels as numbers into a list of them, one per claim, actor and step; -1 for none.

    >>> import argmap
    >>> leave, *_ = _numbered(argmap.example("iraq-withdrawal"), "", {"leave": "in"})["at"]
    >>> leave
    0
    """
    known = list(dict.fromkeys(labels.values()))
    at = {label: number for number, label in enumerate(known)}
    ids = (record.id for kind in (map.claims, map.actors, map.arguments) for record in kind)
    numbers = [at[labels[id]] if id in labels else -1 for id in ids]
    return {"said": said, "labels": known, "at": numbers}


def _rungs(map: ArgumentMap, rungs: Mapping[str, _Labels]) -> list[dict[str, str]]:
    """The labels of each rung, firmest first; none at all if none are given."""
    for basis in rungs:
        if basis not in BASES:
            raise UnknownOptionError("basis", basis, BASES)
    return [_labelled(map, rungs.get(basis, {})) for basis in BASES] if rungs else []


def _table(table: TableLike) -> dict[str, Any]:
    """A table, column by column: cells that are text, and which columns are numbers.

    What stands in a column is alike, and packs better side by side.
    """
    columns = tuple(zip(*table.rows, strict=True)) or ((),) * len(table.columns)
    return {
        "title": clean(table.title),
        "variant": clean(table.variant),
        "columns": cleaned(list(table.columns)),
        "cells": [[_cell(cell) for cell in column] for column in columns],
        "numeric": [
            any(cell is not None for cell in column)
            and all(cell is None or isinstance(cell, int | float) for cell in column)
            for column in columns
        ],
        "note": clean(getattr(table, "note", "")),
    }


def _cell(cell: str | float | None) -> str:
    """A cell as text: a dash for nothing, numbers to six digits.

    >>> _cell(None), _cell(0.25), _cell(3)
    ('–', '0.25', '3')
    """
    if cell is None or cell == "":
        return "–"
    return f"{cell:.6g}" if isinstance(cell, float) else clean(str(cell))


# The file ----------------------------------------------------------------------------


def _outline(map: ArgumentMap, words: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """The claims of each side with who accepts or rejects them, for those without scripts.

    >>> import argmap
    >>> heading, claims = _outline(argmap.example("iraq-withdrawal"), page_words("en")[1])[0]
    >>> heading, claims[0][:57]
    ('Motion', 'US forces leave Iraq. (Mohammed Shia al-Sudani accepts, B')
    """
    towards = sides(map)
    groups: dict[str, list[str]] = {side: [] for side in ("motion", *_SIDES)}
    for claim in map.claims:
        side = "motion" if claim.id in map.positions[:1] else towards[claim.id]
        held = (f"{map.actor(s.actor).name} {words[s.verdict]}" for s in map.stances_on(claim.id))
        said = ", ".join(dict.fromkeys(held))
        groups[side].append(clean(f"{claim.text} ({said})" if said else claim.text))
    return [(words[side], claims) for side, claims in groups.items() if claims]


def _squeezed(source: str) -> str:
    r"""A script or style sheet without its indents, blank lines and whole-line comments.

    >>> _squeezed("// why\n  let a = 1;\n\n  let b = 2;\n")
    'let a = 1;\nlet b = 2;'
    """
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))


def _hashed(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _policy(scripts: Iterable[str], styles: Iterable[str], pictures: Iterable[_Picture]) -> str:
    """What the page may do: run its own scripts, apply its own styles, and nothing else."""
    sheets: dict[str, None] = dict.fromkeys(styles)
    attributes: dict[str, None] = {}
    for picture in pictures:
        sheets |= dict.fromkeys(unescape(found) for found in _SHEET.findall(picture.svg))
        attributes |= dict.fromkeys(unescape(found) for _, found in _STYLED.findall(picture.svg))
    allowed = [_hashed(text) for text in (*sheets, *attributes)]
    if attributes:
        allowed.insert(0, "'unsafe-hashes'")
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hashed, scripts))}",
            f"style-src {' '.join(allowed)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _rendered(
    *, pictures: Sequence[_Picture], inline: bool, facts: Mapping[str, Any], **content: Any
) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 # costs time
    from markupsafe import Markup  # noqa: PLC0415 # comes with it

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    loader, script, plain, sheet = (
        _squeezed((_TEMPLATES / name).read_text("utf-8"))
        for name in ("page_loader.js", "page.js", "page_plain.css", "page.css")
    )
    packed = [None if inline and not n else p for n, p in enumerate(pictures)]
    lines = [p.lines if p else [] for p in packed]
    shapes = [p.shapes if p else "" for p in packed]
    data = json.dumps({"facts": facts, "lines": lines}, ensure_ascii=False, separators=(",", ":"))
    return environment.get_template("page.html.j2").render(
        **content,
        pictures=pictures,
        first=Markup(pictures[0].svg) if inline else "",  # noqa: S704 # the painter escapes
        packed={
            "data": _packed(data),
            "script": _packed(script),
            "sheet": _packed(sheet),
            "shapes": _packed(_END.join(shapes)),
        },
        policy=_policy((loader, script), (plain, sheet), pictures),
        loader=Markup(loader),  # noqa: S704 # ours
        sheet=Markup(plain),  # noqa: S704 # ours
    )
