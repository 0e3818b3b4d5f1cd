"""A picture that is not drawn yet: `draw` makes one, its methods draw it when asked."""

import gzip
import math
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from numbers import Real
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from attrs import evolve, field, frozen

from argmap.drawing.difference import Changes, united
from argmap.drawing.excerpt import Excerpt, Focus, Only, excerpt
from argmap.drawing.exports.d2 import d2
from argmap.drawing.exports.dot import graph_of, graph_of_parts
from argmap.drawing.exports.mermaid import mermaid
from argmap.drawing.exports.page import TableLike, page
from argmap.drawing.exports.pdf import pdf
from argmap.drawing.exports.png import png, within_bounds
from argmap.drawing.exports.spoken import spoken
from argmap.drawing.layout import ENGINES, Engine
from argmap.drawing.legend import with_legend
from argmap.drawing.notebook import bundle, marimo
from argmap.drawing.picture import NARROWEST, Picture
from argmap.drawing.scene import DIRECTIONS, LABELS, Direction, Labels, Scene
from argmap.drawing.sides import sides
from argmap.drawing.style import THEMES, Style
from argmap.drawing.summaries import summarised
from argmap.drawing.svg import svg
from argmap.drawing.text import clean, wrapped
from argmap.drawing.values import are_by_rung, checked, named, painted
from argmap.drawing.views import VIEWS, View, picture_of
from argmap.errors import (
    InvalidOptionError,
    LayoutError,
    OptionTypeError,
    UnknownFormatError,
    UnknownOptionError,
)
from argmap.files import written
from argmap.model import ArgumentMap

if TYPE_CHECKING:
    from graphviz import Digraph  # type: ignore[import-untyped] # it ships no types

__all__ = ["FORMATS", "VIEWS", "Diagram", "Theme", "View", "draw", "draw_difference"]

Theme: TypeAlias = Literal["auto", "light", "dark"]
Compared: TypeAlias = Literal["board", "tree"]
FORMATS = (
    *(".svg", ".svgz", ".html", ".png", ".pdf"),
    *(".dot", ".gv", ".mmd", ".mermaid", ".d2", ".txt"),
)
"""The suffixes a picture can be saved under."""


@frozen(repr=False, eq=False)
class Diagram:
    """A picture of a map, drawn when asked: in a file, in a notebook, or as text.

    `draw` makes one. It can be had as SVG, PNG, PDF, DOT, Mermaid, D2, and in words.
    """

    map: ArgumentMap
    _view: View
    values: Mapping[str, Any]
    theme: Theme
    title: str | None
    caption: str | None
    legend: bool
    labels: Labels
    engine: Engine
    style: Style
    painted: str = ""
    focus: Focus | None = None
    only: Only = field(factory=dict)
    direction: Direction = "auto"
    max_width: float | None = None
    changes: Changes | None = None

    def __repr__(self) -> str:
        count = painted(self.values)
        said = f", {count} value{'' if count == 1 else 's'} painted" if count else ""
        return f"<Diagram: {self._view} of {self.map.question!r}{said}>"

    # What it shows

    @cached_property
    def alt_text(self) -> str:
        """The picture in words, for those who cannot see it.

        >>> import argmap
        >>> said = draw(argmap.example("iraq-withdrawal")).alt_text
        >>> "The motion is: “US forces leave Iraq.”" in said
        True
        """
        said = summarised(self._scene, self._view, painted=self._said_of_values)
        told = self.changes.told if self.changes else ""
        return " ".join(part for part in (said, told, self._excerpt.said) if part)

    @cached_property
    def _excerpt(self) -> Excerpt:
        towards = self.changes.sides if self.changes else sides(self.map)
        return excerpt(self.map, towards, focus=self.focus, only=self.only)

    @cached_property
    def _scene(self) -> Scene:
        word = self.style.word("painted", self.map.language)
        painted = self.painted.partition(";")[0] or word
        return Scene(
            self._excerpt.map,
            self.style,
            self.labels,
            self.values,
            painted,
            whole=self.map,
            direction=self.direction,
            room=self.max_width,
            changes=self.changes,
        )

    @property
    def _said_of_values(self) -> str:
        if not self.values:
            return ""
        what = f": {self.painted}" if self.painted else ""
        return f"Painted on {painted(self.values)} of the claims, steps and actors{what}."

    @cached_property
    def _picture(self) -> Picture:
        picture = picture_of(self._scene, self._view, self._heading(), self.engine)
        return with_legend(picture, self._captions(picture), legend=self.legend)

    def _heading(self) -> tuple[str, ...]:
        title = self.map.title if self.title is None else self.title
        return wrapped(clean(title or ""), NARROWEST, 18, bold=True)

    def _captions(self, picture: Picture) -> list[str]:
        if self.caption is not None:
            return [clean(self.caption)] if self.caption.strip() else []
        told = self.changes.told if self.changes else ""
        said = [told, self._excerpt.said, *picture.notes, self._said_of_values]
        return [line for line in said if line]

    # What it can be had as

    def to_svg(self) -> str:
        """The picture as an SVG document, the same for the same map to the byte.

        >>> import argmap
        >>> map = argmap.example("iraq-withdrawal")
        >>> draw(map).to_svg() == draw(map).to_svg()
        True
        """
        return self._svg(self.theme)

    def _svg(self, theme: Theme, *, tips: bool = True) -> str:
        return svg(
            self._picture,
            theme=theme,
            alt=clean(self.alt_text),
            title=clean(self.title or self.map.title or self.map.question),
            tips=tips,
            widest=self.max_width if self._picture.width > (self.max_width or 1e9) else None,
        )

    def _bare(self) -> str:
        """The picture for a page, which explains its parts itself."""
        return self._svg("auto", tips=False)

    def to_html(
        self,
        *,
        tables: Iterable[TableLike] = (),
        rungs: Mapping[str, Mapping[str, Any]] | None = None,
        rungs_variant: str = "",
    ) -> str:
        """All views of the map as one interactive page, this one first: a file of its own.

        It needs no network and asks for none. `tables` are results to show beside the
        pictures, such as `answer.table`; `rungs` are labels of claims worked out on each
        rung of the attribution ladder, `rungs_variant` says how. A view that takes too long
        to lay out is left out, unless it is the diagram's own; the page says so.

        >>> import argmap
        >>> html = draw(argmap.example("iraq-withdrawal")).to_html()
        >>> html.startswith("<!doctype html>"), html.count("<script src")
        (True, 0)
        """
        by_rung = are_by_rung(self.values)
        values = {} if by_rung else self.values
        views: dict[str, str] = {self._view: self._bare()}
        late = []
        for view in VIEWS:
            other = evolve(self, view=view, values=values)
            try:
                views[view] = views.get(view) or other._bare()  # noqa: SLF001
            except LayoutError as error:
                late.append((view, str(error)))
        return page(
            views,
            self.map,
            tables=(*tables, *([_Late(late)] if late else [])),
            values={self.painted or self.style.word("painted"): values} if values else {},
            rungs=self.values if by_rung and rungs is None else rungs,
            rungs_variant=rungs_variant,
            title=self.title,
            theme=self.theme,
        )

    def to_png(self, width: int | None = None, *, theme: Theme | None = None) -> bytes:
        r"""The picture as PNG, in its own size or `width` pixels wide.

        PNG has one theme: the diagram's own, light where that is `"auto"`. The width is
        1 to 10000, and the picture may have 100 million pixels at most.

        Raises `InvalidOptionError` for a width that is not so or makes a larger picture,
        and `LayoutError` if the picture's own size is larger, or on a machine without
        fonts, where the text would be missing.

        >>> import argmap
        >>> draw(argmap.example("iraq-withdrawal")).to_png(width=400)[:4]
        b'\x89PNG'
        """
        chosen = theme or self.theme
        if chosen not in THEMES:
            raise UnknownOptionError("theme", chosen, THEMES)
        within_bounds(width, (self._picture.width, self._picture.height))
        baked: Theme = "light" if chosen == "auto" else chosen
        return png(self._svg(baked), width=width, fonts=self.style.fonts)

    def to_pdf(self) -> bytes:
        """The picture as a PDF of one page, with text that can be selected and searched.

        It has the light theme, and 96 px to the inch. Raises `MissingExtraError` where
        `argmap[pdf]` is not installed.

        >>> import argmap
        >>> draw(argmap.example("iraq-withdrawal")).to_pdf()[:5]
        b'%PDF-'
        """
        return pdf(self._svg("light"))

    def to_mermaid(self) -> str:
        """The map as a Mermaid flowchart, which GitHub, GitLab and Obsidian draw.

        Mermaid refuses more than 500 lines or 50,000 characters unless it is told to.

        >>> import argmap
        >>> draw(argmap.example("iraq-withdrawal")).to_mermaid().splitlines()[0]
        'flowchart RL'
        """
        return mermaid(self._scene, alt=clean(self.alt_text))

    def to_d2(self) -> str:
        """The map in the D2 language.

        >>> import argmap
        >>> draw(argmap.example("iraq-withdrawal")).to_d2().splitlines()[0]
        'direction: left'
        """
        return d2(self._scene)

    def to_text(self, width: int = 88) -> str:
        """The map as a numbered outline, for terminals and those who listen to it.

        Lines are as wide as `width` at most.

        >>> import argmap
        >>> print(draw(argmap.example("iraq-withdrawal")).to_text().splitlines()[2])
        QUESTION: Should US forces leave Iraq?
        """
        return spoken(
            self._scene.map, values=self.values, painted=self._said_of_values, width=width
        )

    def to_dot(self) -> str:
        """The map in the DOT language, with plain labels.

        >>> import argmap
        >>> print(draw(argmap.example("iraq-withdrawal"), "tree").to_dot().splitlines()[0])
        digraph argmap {
        """
        source: str = self.to_graphviz().source
        return source

    def to_graphviz(self) -> "Digraph":
        """The map as a `graphviz.Digraph` that any Graphviz renders.

        In all views but the tree things are pinned to their places (`engine="neato"`,
        `pos="x,y!"`).

        >>> import argmap
        >>> draw(argmap.example("iraq-withdrawal")).to_graphviz().engine
        'neato'
        """
        if self._view == "tree":
            return graph_of(self._scene, None)
        if self._view == "board":
            return graph_of(self._scene, self._picture)
        return graph_of_parts(self._picture)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the picture to a file; the suffix decides the format.

        The file is complete or not there at all. Raises `UnknownFormatError` for a
        suffix other than those of `FORMATS`: .svg and .svgz, .html for the page, .png,
        .pdf, .dot and .gv, .mmd and .mermaid, .d2, and .txt for the outline in words.

        >>> import argmap
        >>> draw(argmap.example("iraq-withdrawal")).save("board.svg").name
        'board.svg'
        """
        target = Path(path)
        if target.suffix.lower() not in FORMATS:
            raise UnknownFormatError(
                f"cannot draw to {target.name!r}: unknown suffix {target.suffix!r} "
                f"(one of: {', '.join(FORMATS)})"
            )
        written(target, self.to_bytes(target.suffix))
        return target

    def to_bytes(self, format: str) -> bytes:
        """The picture as the content of a file, by a suffix of `FORMATS`, dot or no dot.

        Raises `UnknownFormatError` for another.

        >>> import argmap
        >>> draw(argmap.example("iraq-withdrawal")).to_bytes("svg")[:4]
        b'<svg'
        """
        makers: Mapping[str, Callable[[], str | bytes]] = {
            ".svg": self.to_svg,
            ".svgz": lambda: gzip.compress(self.to_svg().encode(), mtime=0),
            ".html": self.to_html,
            ".png": self.to_png,
            ".pdf": self.to_pdf,
            ".dot": self.to_dot,
            ".gv": self.to_dot,
            ".mmd": self.to_mermaid,
            ".mermaid": self.to_mermaid,
            ".d2": self.to_d2,
            ".txt": self.to_text,
        }
        suffix = f".{format.lower().removeprefix('.')}"
        if suffix not in makers:
            raise UnknownFormatError(
                f"cannot draw as {format!r} (one of: {', '.join(s[1:] for s in FORMATS)})"
            )
        made = makers[suffix]()
        return made.encode() if isinstance(made, str) else made

    def view(self) -> Path:
        """Open the picture in the browser; the file it is in."""
        import webbrowser  # noqa: PLC0415 - seldom needed

        with tempfile.NamedTemporaryFile(prefix="argmap-", suffix=".svg", delete=False) as file:
            file.write(self.to_svg().encode())
        webbrowser.open(Path(file.name).as_uri())
        return Path(file.name)

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> dict[str, Any]:
        """What a notebook shows, in the mode that `set_display` chose."""
        return bundle(self, include, exclude)

    def _mime_(self) -> tuple[str, str | bytes]:
        """What marimo shows."""
        return marimo(self)


@frozen
class _Late:
    """The views that could not be laid out, as a table for the page."""

    rows: Sequence[tuple[str, str]]
    title: str = "Views left out of this page"
    variant: str = "as the layout engine says"
    columns: tuple[str, ...] = ("view", "why")


def draw(
    map: ArgumentMap,
    view: View = "board",
    values: Mapping[str, Any] | None = None,
    *,
    focus: Focus | None = None,
    only: Only | None = None,
    labels: Labels = "full",
    direction: Direction = "auto",
    theme: Theme = "auto",
    title: str | None = None,
    caption: str | None = None,
    legend: bool = True,
    max_width: float | None = None,
    engine: Engine = "embedded",
    style: Style | None = None,
) -> Diagram:
    """A picture of a map. Nothing is drawn until it is asked for, nothing is written.

    Parameters
    ----------
    map
        The map to draw.
    view
        `"board"`, for and against side by side; `"tree"`, replies growing away from the
        question; `"actors"`, by bloc between the claims for and against; `"camps"`, a ring
        of actors with their net agreement; `"matrix"`, actors by claims; `"gains"`, what
        each actor wants, and stands to gain or lose, by position; `"lattice"`, groups of
        actors with what they hold together; `"timeline"`, stances over their dates; or
        `"ladder"`, the same board on each rung of the attribution ladder. Where there is
        more than `style.fold_above` of what a view shows, it folds the less telling and
        says so; the board leaves nothing out.
    values
        A finite number or a label for some claims, arguments and actors, by id; no other
        records can be painted. The value is a strip and a tag on the card, an argument's on
        that of its first premise, an actor's the ground of its badges and told in the
        legend; sides and kinds of lines keep their own colours. For the ladder it may be
        one such mapping for each rung, as in `{"stated": {"leave": "in"}}`.
    focus
        A claim or an actor, or a pair of it and a number: only what is so many links
        around it is shown, one if no number is given, and the motion.
    only
        What is shown, by `side`, `actor`, `theme` or `basis`, as in
        `{"theme": "Security", "actor": ["washington", "gcc"]}`; a single basis stands for
        that rung of the attribution ladder and those firmer. The caption tells it.
    labels
        What a card says: the `"full"` text, the `"short"` label, or the `"id"`.
    direction
        `"ltr"`, `"rtl"`, or `"auto"`, the direction of the map's language.
    theme
        `"light"`, `"dark"`, or `"auto"`: SVG that follows the page it stands on.
    title
        A heading above the picture; the map's title if not given, none if empty.
    caption
        A line below; if not given, it says what is painted and what is folded.
    legend
        Whether to explain the signs that occur in the picture.
    max_width
        How many px wide the picture may be; a view takes fewer columns, or narrower ones,
        to fit, and is shown smaller where that is not enough.
    engine
        For the tree: the `"embedded"` Graphviz or the system's `"dot"`.
    style
        Colours, sizes and words other than the usual ones.

    Raises
    ------
    UnknownOptionError
        For a view, theme, direction, kind of labels, engine or rung outside the list of
        those known, or a choice in `only` that the map does not have.
    UnknownIdError
        For values of something that is neither a claim nor an argument of the map, or a
        focus that is neither a claim nor an actor.
    InvalidOptionError
        For a value that is infinite or NaN, or a width that is not above zero;
        `OptionTypeError` for values that are no mapping, a width that is no number, a focus,
        choice, title or caption that is no text, or any other thing of a wrong kind.

    Examples
    --------
    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> draw(map).to_svg().startswith("<svg")
    True
    >>> draw(map, values={"leave": 0.3, "stay": 0.9})
    <Diagram: board of 'Should US forces leave Iraq?', 2 values painted>
    """
    options: tuple[tuple[str, object, Iterable[str]], ...] = (
        ("view", view, VIEWS),
        ("theme", theme, THEMES),
        ("labels", labels, LABELS),
        ("direction", direction, DIRECTIONS),
        ("engine", engine, ENGINES),
    )
    for option, given, known in options:
        if given not in tuple(known):
            raise UnknownOptionError(option, given, known)
    _check_kind("map", map, ArgumentMap, "no map", "read one, as with argmap.read(path)")
    for option, said in (("title", title), ("caption", caption)):
        _check_kind(option, said, (str, NoneType), "no text", "give a line, or '' for none")
    _check_kind("legend", legend, bool, "neither True nor False", "give one of them")
    _check_kind("style", style, (Style, NoneType), "no style", "give a Style, such as Style()")
    if max_width is not None:
        _check_width(max_width)
    diagram = Diagram(
        map=map,
        view=view,
        values=checked(map, values, by_rung=view == "ladder"),
        theme=theme,
        title=title,
        caption=caption,
        legend=legend,
        labels=labels,
        engine=engine,
        style=style or Style(),
        painted=named(values),
        focus=focus,
        only=only or {},
        direction=direction,
        max_width=max_width,
    )
    diagram._excerpt  # noqa: B018, SLF001 - a wrong focus or choice is told at once
    return diagram


def _check_kind(
    option: str, given: object, kinds: type | tuple[type, ...], problem: str, remedy: str
) -> None:
    if not isinstance(given, kinds):
        raise OptionTypeError(option, given, problem, remedy)


def _check_width(wide: float) -> None:
    if isinstance(wide, bool) or not isinstance(wide, Real):
        raise OptionTypeError("max_width", wide, "no number", "give a width in px")
    if not 0 < wide < math.inf:
        problem = "not finite" if wide > 0 else "not above 0"
        raise InvalidOptionError("max_width", wide, problem, "give a width in px")


def draw_difference(
    old: ArgumentMap,
    new: ArgumentMap,
    view: Compared = "board",
    *,
    renamed: Mapping[str, str] | None = None,
    **options: Any,
) -> Diagram:
    """Two versions of a map in one picture: what was added, removed, or is told otherwise.

    What only the old version has is drawn too, dashed and struck through; every change has
    a sign besides its colour, and the card's tooltip tells what was there before. Records
    are the same if they have the same id; `renamed` gives the new ids of old ones that are
    the same nevertheless, as `argmap.analysis.compare` finds them. The other `options` are
    those of `draw`.

    Raises what `draw` raises, `UnknownIdError` if `renamed` has an id that its version does
    not have, and `InvalidOptionError` if it makes one record of two, or one of another kind.

    >>> import argmap
    >>> old = argmap.example("iraq-withdrawal")
    >>> new = old.without("vacuum")
    >>> draw_difference(old, new).alt_text.rpartition("Removed: ")[2]
    '1 claim, 6 steps, 1 stance.'
    """
    for option, map in (("old", old), ("new", new)):
        _check_kind(option, map, ArgumentMap, "no map", "read one, as with argmap.read(path)")
    if view not in get_args(Compared):
        raise UnknownOptionError("view of a difference", view, get_args(Compared))
    for was, now in (renamed or {}).items():
        old[was], new[now]  # told if there is none
    both, changes = united(old, new, renamed or {})
    return evolve(draw(both, view, **options), changes=changes)
