"""The interactive page: every picture of a map in one file that needs no network.

The page holds the first picture as it is, so that it is there with scripts off, and the
others packed: raw deflate (RFC 1951) in base64, unpacked by the browser itself when their
tab is first opened. Beside them stand all records of the map as JSON, from which the page
fills its panel, its filters and its search.

Nothing is fetched and nothing that a map says can run. A content security policy forbids
every request and every script and style but those whose hash it names; text from the map
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

from argmap.drawing.page_data import cleaned, records
from argmap.drawing.page_words import page_words
from argmap.drawing.scene import RTL_LANGUAGES
from argmap.drawing.style import THEMES
from argmap.drawing.text import clean
from argmap.drawing.values import checked, scale
from argmap.errors import InvalidOptionError, UnknownOptionError
from argmap.model import BASES, ArgumentMap

__all__ = ["TableLike", "page"]

_Labels: TypeAlias = Mapping[str, Any]

_TEMPLATES = Path(__file__).parent.parent / "templates"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ROOT = re.compile(r"<svg\b[^>]*>")
_TITLE = re.compile(r"<title>[^<]*</title>")
_SHEET = re.compile(r"<style[^>]*>([^<]*)</style>")
_STYLED = re.compile(r'(<[a-z][^<>]*?)\sstyle="([^"]*)"')
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
    >>> html.startswith("<!doctype html>"), "default-src 'none'" in html
    (True, True)
    """
    if theme not in THEMES:
        raise UnknownOptionError("theme", theme, THEMES)
    pictures = tuple(_pictures(views, map))
    labels = _rungs(map, rungs or {})
    code, words = page_words(map.language)
    facts = {
        **records(map),
        "views": [{"name": p.name, "label": p.label, "drawn": p.drawn} for p in pictures],
        "values": [_numbered(map, clean(s), _labelled(map, v)) for s, v in (values or {}).items()],
        "rungs": [_numbered(map, clean(rungs_variant), on_rung) for on_rung in labels],
        "bases": list(BASES),
        "words": dict(words),
        "language": map.language if _LANGUAGE.fullmatch(map.language) else "",
    }
    shown = [_Table.of(table) for table in tables]
    if labels:
        shown.insert(0, _rung_table(map, labels, words, clean(rungs_variant)))
    return _rendered(
        pictures=pictures,
        tables=shown,
        facts=_as_json(facts),
        title=clean(title or map.title or map.question),
        question=clean(map.question),
        words=words,
        code=code,
        language=facts["language"],
        direction="rtl" if map.language.lower().split("-")[0] in RTL_LANGUAGES else "ltr",
        theme=theme,
    )


# Pictures ----------------------------------------------------------------------------


@frozen
class _Picture:
    """A picture ready for the page: its name, its SVG, packed, and what it draws."""

    name: str
    label: str
    svg: str
    drawn: str

    @property
    def packed(self) -> str:
        """The SVG as raw deflate in base64."""
        squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
        deflated = squeezer.compress(self.svg.encode()) + squeezer.flush()
        return base64.b64encode(deflated).decode()


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
    """A picture without what the page says better: tooltips, and the size of its own.

    >>> _slim('<svg style="height:auto"><g><title>US forces leave Iraq.</title></g></svg>')
    '<svg><g></g></svg>'
    """
    root = _ROOT.search(svg)
    start, end = root.span() if root else (0, 0)
    return _STYLED.sub(r"\1", svg[start:end]) + _TITLE.sub("", svg[end:]).strip()


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


@frozen
class _Table:
    """A table whose cells are text."""

    title: str
    variant: str
    columns: list[str]
    rows: list[list[str]]
    numeric: list[bool]
    note: str

    @classmethod
    def of(cls, table: TableLike) -> "_Table":
        """A table of results, its texts cleaned."""
        columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
        return cls(
            title=clean(table.title),
            variant=clean(table.variant),
            columns=cleaned(list(table.columns)),
            rows=[[_cell(cell) for cell in row] for row in table.rows],
            numeric=[
                any(cell is not None for cell in column)
                and all(cell is None or isinstance(cell, int | float) for cell in column)
                for column in columns
            ],
            note=clean(getattr(table, "note", "")),
        )


def _cell(cell: str | float | None) -> str:
    """A cell as text: a dash for nothing, numbers to six digits.

    >>> _cell(None), _cell(0.25), _cell(3)
    ('–', '0.25', '3')
    """
    if cell is None or cell == "":
        return "–"
    return f"{cell:.6g}" if isinstance(cell, float) else clean(str(cell))


def _rung_table(
    map: ArgumentMap, labels: list[dict[str, str]], words: Mapping[str, str], variant: str
) -> _Table:
    """The labels given for each rung, side by side."""
    told = {claim.id: clean(claim.label or claim.text) for claim in map.claims}
    told |= {actor.id: clean(actor.name) for actor in map.actors}
    ids = [id for id in map.ids if any(id in on_rung for on_rung in labels)]
    return _Table(
        title=words["rungs"],
        variant=variant,
        columns=[words["claim"], *(words[basis] for basis in BASES)],
        rows=[[told.get(id, id), *(on_rung.get(id, "–") for on_rung in labels)] for id in ids],
        numeric=[False] * (1 + len(BASES)),
        note="",
    )


# The file ----------------------------------------------------------------------------


def _as_json(facts: Mapping[str, Any]) -> str:
    r"""JSON that no element can be closed by, nor opened, whatever it says.

    >>> print(_as_json({"text": "</script>"}))
    {"text":"\u003c/script>"}
    """
    said = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    for letter in "<\u2028\u2029":
        said = said.replace(letter, f"\\u{ord(letter):04x}")
    return said


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


def _policy(script: str, sheet: str, pictures: Iterable[_Picture]) -> str:
    """What the page may do: run its one script, apply its own styles, and nothing else."""
    sheets: dict[str, None] = {sheet: None}
    attributes: dict[str, None] = {}
    for picture in pictures:
        sheets |= dict.fromkeys(unescape(found) for found in _SHEET.findall(picture.svg))
        attributes |= dict.fromkeys(unescape(found) for _, found in _STYLED.findall(picture.svg))
    styles = [_hashed(text) for text in (*sheets, *attributes)]
    if attributes:
        styles.insert(0, "'unsafe-hashes'")
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hashed(script)}",
            f"style-src {' '.join(styles)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _rendered(*, pictures: Sequence[_Picture], **content: Any) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 # costs time
    from markupsafe import Markup  # noqa: PLC0415 # comes with it

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script = _squeezed((_TEMPLATES / "page.js").read_text("utf-8"))
    sheet = _squeezed((_TEMPLATES / "page.css").read_text("utf-8"))
    return environment.get_template("page.html.j2").render(
        **{**content, "facts": Markup(content["facts"])},  # noqa: S704 # `_as_json` escapes it
        pictures=pictures,
        first=Markup(pictures[0].svg),  # noqa: S704 # the painter escapes every text
        policy=_policy(script, sheet, pictures),
        script=Markup(script),  # noqa: S704 # ours
        sheet=Markup(sheet),  # noqa: S704 # ours
    )
