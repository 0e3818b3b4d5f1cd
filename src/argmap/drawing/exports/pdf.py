r"""SVG to PDF with text that can be selected, searched and copied, in any script.

The page is as large as the picture: 96 of its px to the inch. `vl-convert-python`, the
extra `pdf`, does the work; two things are mended in what it gives.

- Letters of Arabic are put together from parts that letters share, and whoever reads the
  parts finds the wrong letters. So a stretch of text that runs from right to left is marked
  as saying nothing (`ActualText`; ISO 32000-2, 14.9.4), and its letters lie over it unseen,
  as they do over a page that was scanned.
- Objects come in an order that differs from run to run. They are numbered anew, in the
  order in which the document refers to them, so that the same picture is the same bytes.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterator
from functools import cache

from attrs import define, field

from argmap.drawing.exports.png import font_dirs
from argmap.drawing.exports.stretches import in_stretches, shown
from argmap.errors import MissingExtraError

__all__ = ["pdf"]

_PT_OF_PX = 0.75
_SIZE = re.compile(r'(?<=\s)(width|height)="([\d.]+)"')
_GLYPHS = re.compile(rb"(?<=\n)0 Tr\n((?:q\nBT\n(?:.*\n)*?ET\nQ\n)+)")
"""The glyphs of one stretch of text, as the converter writes them: each in its own `BT`."""
_SPOT = re.compile(rb"BT\n1 0 0 -1 (-?[\d.]+) (-?[\d.]+) Tm\n/\w+ ([\d.]+) Tf\n")
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_ENTRIES = re.compile(rb"(?:^ *(?:/\w+) \d+ 0 R\n){2,}", re.MULTILINE)
_COURIER = 0.6
"""How wide a letter of Courier is, which every reader knows; the unseen letters are in it."""
_CODES = range(33, 127)


def pdf(svg: str) -> bytes:
    r"""A picture as PDF, on one page as large as it is, the same to the byte for the same SVG.

    Raises `MissingExtraError` where vl-convert is not installed.

    >>> import argmap
    >>> from argmap.drawing import draw
    >>> drawn = draw(argmap.example("iraq-withdrawal"), theme="light").to_svg()
    >>> pdf(drawn)[:8]
    b'%PDF-1.7'
    """
    cut = in_stretches(svg)
    return _rebuilt(_converted(cut), tuple(shown(cut)))


def _converted(svg: str) -> bytes:
    try:
        import vl_convert  # noqa: PLC0415 - heavy, an extra
    except ImportError as error:
        said = 'a PDF needs vl-convert-python; pip install "argmap[pdf]", or save as .svg'
        raise MissingExtraError(said) from error
    _learn_fonts()
    head, bracket, rest = svg.partition(">")
    return bytes(vl_convert.svg_to_pdf(_SIZE.sub(_in_points, head) + bracket + rest))


@cache
def _learn_fonts() -> None:
    """Tell the converter once where the fonts lie that come with argmap."""
    import vl_convert  # noqa: PLC0415 - as above

    for directory in font_dirs():
        vl_convert.register_font_directory(directory)


def _in_points(size: re.Match[str]) -> str:
    """A length of the picture in the unit of the page."""
    return f'{size[1]}="{float(size[2]) * _PT_OF_PX:g}"'


# The document ------------------------------------------------------------------------


def _rebuilt(document: bytes, stretches: tuple[str, ...]) -> bytes:
    """The document with its letters made plain and its objects in the order of reference."""
    at = int(document.rpartition(b"startxref")[2].split()[0])
    trailer = document[at:].partition(b"trailer")[2].partition(b"startxref")[0]
    parts = _lettered(_objects(document, at), stretches)
    order = _order(parts, trailer)
    written = document[: document.index(b"\n\n") + 2]
    table = b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(order) + 1)
    for number in order:
        table += b"%010d 00000 n\r\n" % len(written)
        written += _renumbered(parts[number], order)
    size = re.sub(rb"/Size \d+", b"/Size %d" % (len(order) + 1), _renumbered(trailer, order))
    return b"%b%btrailer%bstartxref\n%d\n%%%%EOF\n" % (written, table, size, len(written))


def _objects(document: bytes, end: int) -> dict[int, bytes]:
    """The objects by number, each with all that stands until the next."""
    rows = document[end:].partition(b"trailer")[0].splitlines()[2:]
    starts = {number: int(row[:10]) for number, row in enumerate(rows) if row[17:18] == b"n"}
    places = sorted(starts.values())
    ends = dict(zip(places, [*places[1:], end], strict=True))
    return {number: document[start : ends[start]] for number, start in starts.items()}


def _split(part: bytes) -> tuple[bytes, bytes]:
    """What an object says of itself, and its stream, if it has one."""
    head, mark, stream = part.partition(b"\nstream\n")
    return head, mark + stream


def _order(parts: dict[int, bytes], trailer: bytes) -> dict[int, int]:
    """A new number for each object: the place where it is first referred to."""
    queue = list(dict.fromkeys(_references(trailer)))
    found = set(queue)
    for number in queue:
        for other in _references(_split(parts[number])[0]):
            if other not in found:
                found.add(other)
                queue.append(other)
    return {number: place for place, number in enumerate(queue, 1)}


def _references(said: bytes) -> Iterator[int]:
    return (int(number) for number in _REFERENCE.findall(_sorted(said)))


def _sorted(said: bytes) -> bytes:
    """Entries of a dictionary that only name other objects, in the order of their keys."""
    return _ENTRIES.sub(
        lambda entries: b"".join(sorted(entries[0].splitlines(keepends=True))), said
    )


def _renumbered(part: bytes, order: dict[int, int]) -> bytes:
    head, stream = _split(part)
    body = _REFERENCE.sub(lambda found: b"%d 0 R" % order[int(found[1])], _sorted(head))
    own = re.compile(rb"\A(\d+)(?= 0 obj)")
    return own.sub(lambda found: b"%d" % order[int(found[1])], body) + stream


# The letters -------------------------------------------------------------------------


@define
class _Letters:
    """The letters that lie unseen over a page, numbered in the order of their coming."""

    numbers: dict[str, int] = field(factory=dict)

    def place(self, letter: str) -> tuple[int, int]:
        """Which font has a letter, and the letter's code in it."""
        number = self.numbers.setdefault(letter, len(self.numbers))
        return number // len(_CODES), _CODES[number % len(_CODES)]

    def tables(self) -> Iterator[tuple[int, list[str]]]:
        """For each font, which code stands for which letter, as a `ToUnicode` table says it."""
        letters = list(self.numbers)
        for font, start in enumerate(range(0, len(letters), len(_CODES))):
            rows = zip(_CODES, letters[start:], strict=False)
            yield font, [f"<{code:02X}> <{_hex(said)}>" for code, said in rows]


def _lettered(parts: dict[int, bytes], stretches: tuple[str, ...]) -> dict[int, bytes]:
    """The objects, with letters over each stretch of text that runs from right to left.

    Where the stretches are not those of the picture, all stays as it is.
    """
    page = next(number for number, part in parts.items() if b"/Type /Page\n" in part)
    number = int(re.findall(rb"/Contents (\d+) 0 R", parts[page])[0])
    stream = _split(parts[number])[1]
    content = zlib.decompress(stream[len(b"\nstream\n") : stream.rindex(b"\nendstream")])
    letters = _Letters()
    if len(_GLYPHS.findall(content)) == len(stretches):
        words = iter(stretches)
        content = _GLYPHS.sub(lambda glyphs: _overlaid(glyphs, next(words), letters), content)
    if not letters.numbers:
        return parts
    fresh = max(parts) + 1
    fonts, more = b"", dict(parts)
    for place, table in letters.tables():
        fonts += b"      /unseen%d %d 0 R\n" % (place, fresh)
        more |= {fresh: _font(fresh), fresh + 1: _table(fresh + 1, table)}
        fresh += 2
    more[page] = parts[page].replace(b"/Font <<\n", b"/Font <<\n" + fonts, 1)
    more[number] = _stream(number, content)
    return more


def _overlaid(glyphs: re.Match[bytes], text: str, letters: _Letters) -> bytes:
    """Glyphs marked as saying nothing, then the letters they show, evenly over them."""
    spots = [(float(x), float(y), float(size)) for x, y, size in _SPOT.findall(glyphs[1])]
    said = _from_the_left(text)
    if not said or not spots:
        return glyphs[0]
    left, right = min(spot[0] for spot in spots), max(spot[0] for spot in spots)
    _, y, size = spots[0]
    step = (right - left) / (len(said) - 1) if right > left and len(said) > 1 else size / 2
    shown = []
    for at, letter in enumerate(said):
        font, code = letters.place(letter)
        looks = f"/unseen{font} {size:g} Tf\n{step / size / _COURIER * 100:.1f} Tz"
        spot = f"1 0 0 -1 {left + at * step:.2f} {y:g} Tm"
        shown.append(f"BT\n{looks}\n{spot}\n<{code:02X}> Tj\nET\n")
    unseen = "".join(shown).encode()
    return b"0 Tr\n/Span <</ActualText <FEFF>>> BDC\n%bEMC\nq\n3 Tr\n%bQ\n" % (glyphs[1], unseen)


def _from_the_left(text: str) -> list[str]:
    """The letters of a text that runs from right to left, as they stand; none of another.

    Marks stay with their letters, and numbers keep their direction.
    """
    if not any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text):
        return []
    clusters: list[str] = []
    for letter in text:
        kind = unicodedata.category(letter)
        if clusters and (kind in {"Mn", "Me"} or (_is_number(letter) and _is_number(clusters[-1]))):
            clusters[-1] += letter
        elif kind != "Cf":
            clusters.append(letter)
    return [
        c for cluster in reversed(clusters) for c in (cluster if _is_number(cluster) else [cluster])
    ]


def _is_number(text: str) -> bool:
    return all(unicodedata.bidirectional(letter) in {"EN", "AN"} for letter in text)


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _font(number: int) -> bytes:
    said = "/Type /Font\n  /Subtype /Type1\n  /BaseFont /Courier"
    return f"{number} 0 obj\n<<\n  {said}\n  /ToUnicode {number + 1} 0 R\n>>\nendobj\n\n".encode()


def _table(number: int, rows: list[str]) -> bytes:
    """What the codes of a font stand for (ISO 32000-2, 9.10.3)."""
    said = (
        *("/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap"),
        *("/CMapName /unseen def", "/CMapType 2 def"),
        *("1 begincodespacerange", "<00> <FF>", "endcodespacerange"),
        *(f"{len(rows)} beginbfchar", *rows, "endbfchar", "endcmap"),
        *("CMapName currentdict /CMap defineresource pop", "end", "end\n"),
    )
    return _stream(number, "\n".join(said).encode())


def _stream(number: int, content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    head = b"%d 0 obj\n<<\n  /Length %d\n  /Filter /FlateDecode\n>>" % (number, len(packed))
    return b"%b\nstream\n%b\nendstream\nendobj\n\n" % (head, packed)
