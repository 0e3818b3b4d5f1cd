"""Who agrees with whom, beside plain Python, networkx and pandas: equal answers first, then times.

    python benchmarks/agreement.py                  # 1,000, 100,000 and 1,000,000 statements
    python benchmarks/agreement.py 1000 100000      # or as many as named
    pip install networkx pandas scipy

Statements are drawn from a seed: who speaks on what side of which of the concepts, and when.
Each way gets the same columns, leaves duplicates out, and sums over the claims that two actors
speak of, which is what `agreement` calls *ignore* and *subtract*, or per actor and claim, which
is `affiliation`. Times are seconds of processor time on one core, the best of several; "×" is the
peer's time over argmap's in this run: from a table of statements that is there already and, in
the last column, from columns of text, which is where the peers start. Where answers differ, no
time is given; a peer that would take minutes, or memory that is not there, is left out, and the
report says so. Each part has a process of its own, so that its memory can be told. The last
parts write a `.dna` file, read it and project it, and look for camps among ten thousand actors.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import multiprocessing
import os
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx
import numpy as np

from argmap import analysis
from argmap.analysis import Statements
from argmap.formats.dna import read_dna_columns, read_dna_with_losses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

SHAPES = {1_000: (50, 20), 100_000: (1_000, 200), 1_000_000: (5_000, 500)}
"""How many actors and concepts so many statements are drawn from."""
MOST_NETWORKX = 100_000
MOST_PLAIN = 100_000
MOST_SELF_MERGE = 100_000
"""A self-merge of a million statements has two thousand million rows."""
DAYS = 3_650
START = dt.date(2010, 1, 1)
PATIENCE = 0.5
"""Seconds after which no further run is timed."""


class Coded(NamedTuple):
    """The columns of a coded corpus, and who and what may occur in it."""

    actors: list[str]
    claims: list[str]
    actor: list[str]
    claim: list[str]
    agrees: list[bool]
    day: list[int]

    def table(self) -> Statements:
        """The same for argmap."""
        return Statements.of(
            self.actor, self.claim, self.agrees, actors=self.actors, claims=self.claims
        )

    def once(self) -> set[tuple[str, str, bool]]:
        """Each statement once."""
        return set(zip(self.actor, self.claim, self.agrees, strict=True))


def drawn(size: int, seed: int = 0) -> Coded:
    """So many statements, some actors and concepts more often than others."""
    chance = random.Random(seed)
    count, concepts = SHAPES.get(size, (max(10, size // 100), max(5, size // 500)))
    actors = [f"actor {number}" for number in range(count)]
    claims = [f"concept {number}" for number in range(concepts)]
    leaning = {name: chance.random() for name in actors}
    who = [actors[int(count * chance.random() ** 1.3)] for _ in range(size)]
    return Coded(
        actors,
        claims,
        who,
        [claims[int(concepts * chance.random() ** 1.3)] for _ in range(size)],
        [chance.random() < leaning[name] for name in who],
        [chance.randrange(DAYS) for _ in range(size)],
    )


# The ways -----------------------------------------------------------------------------


def square(coded: Coded, sums: dict[tuple[str, str], float]) -> NDArray[np.float64]:
    """Sums of pairs as a matrix, for comparing."""
    place = {id: at for at, id in enumerate(coded.actors)}
    found = np.zeros((len(place), len(place)))
    for (a, b), value in sums.items():
        found[place[a], place[b]] += value
        found[place[b], place[a]] += value
    return found


def rowed(coded: Coded, rows: dict[str, dict[str, int]]) -> NDArray[np.float64]:
    """A counter of others for each actor as a matrix, for comparing."""
    place = {id: at for at, id in enumerate(coded.actors)}
    found = np.zeros((len(place), len(place)))
    for a, row in rows.items():
        for b, value in row.items():
            found[place[a], place[b]] = value
    np.fill_diagonal(found, 0)
    return found


def counted(sides: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """Plain Python: for each actor a counter of others, over what is aggregated by claim."""
    rows: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for counter in sides.values():
        said = [(actor, value) for actor, value in counter.items() if value]
        for a, value in said:
            row = rows[a]
            for b, other in said:
                row[b] += value * other
    return rows


def by_claim(said: Iterable[tuple[Any, ...]]) -> dict[str, dict[str, int]]:
    """Per claim and actor, how often it is accepted less how often rejected."""
    sides: dict[str, dict[str, int]] = defaultdict(Counter)
    for actor, claim, agrees, *_ in said:
        sides[claim][actor] += 1 if agrees else -1
    return sides


def plain_subtract(coded: Coded) -> dict[str, dict[str, int]]:
    """Statements once, aggregated by claim, then pair by pair."""
    return counted(by_claim(coded.once()))


def plain_ignore(coded: Coded) -> dict[str, dict[str, int]]:
    """The same where levels are ignored: how many claims two share."""
    pairs = set(zip(coded.actor, coded.claim, strict=True))
    return counted(by_claim((*pair, True) for pair in pairs))


def plain_affiliation(coded: Coded) -> dict[tuple[str, str], float]:
    """How often an actor speaks of a claim, accepting less rejecting."""
    sums: Counter[tuple[str, str]] = Counter()
    for actor, claim, agrees in coded.once():
        sums[actor, claim] += 1 if agrees else -1
    return dict(sums)


def of_networkx(coded: Coded) -> nx.Graph:
    """The bipartite graph and networkx's own weighted projection: how many claims two share."""
    graph = nx.Graph()
    graph.add_nodes_from(coded.actors)
    graph.add_edges_from(zip(coded.actor, coded.claim, strict=True))
    return nx.bipartite.weighted_projected_graph(graph, coded.actors)


def of_pandas(coded: Coded) -> Any:
    """The table merged with itself on the claim."""
    import pandas as pd  # noqa: PLC0415  a peer that may be missing

    frame = pd.DataFrame(
        {"actor": coded.actor, "claim": coded.claim, "side": coded.agrees}
    ).drop_duplicates()
    frame["side"] = frame["side"] * 2 - 1
    pairs = frame.merge(frame, on="claim", suffixes=("", "_other"))
    pairs = pairs[pairs["actor"] < pairs["actor_other"]]
    pairs["product"] = pairs["side"] * pairs["side_other"]
    return pairs.groupby(["actor", "actor_other"])["product"].sum()


def of_crosstab(coded: Coded) -> Any:
    """A crosstab times itself, which is pandas at its best."""
    import pandas as pd  # noqa: PLC0415  a peer that may be missing

    frame = pd.DataFrame(
        {"actor": coded.actor, "claim": coded.claim, "side": coded.agrees}
    ).drop_duplicates()
    frame["side"] = frame["side"] * 2 - 1
    table = pd.crosstab(frame["actor"], frame["claim"], frame["side"], aggfunc="sum").fillna(0)
    return table @ table.T


def crosstab(coded: Coded) -> Any:
    """The crosstab alone."""
    import pandas as pd  # noqa: PLC0415  a peer that may be missing

    frame = pd.DataFrame(
        {"actor": coded.actor, "claim": coded.claim, "side": coded.agrees}
    ).drop_duplicates()
    frame["side"] = frame["side"] * 2 - 1
    return pd.crosstab(frame["actor"], frame["claim"], frame["side"], aggfunc="sum").fillna(0)


# Answers ------------------------------------------------------------------------------


def ordered(coded: Coded, frame: Any) -> NDArray[np.float64]:
    """A frame of actors by actors in our order, its diagonal 0."""
    found = frame.reindex(index=coded.actors, columns=coded.actors, fill_value=0.0).to_numpy(float)
    found = found.copy()
    np.fill_diagonal(found, 0)
    return found


def by_claims(coded: Coded, frame: Any) -> NDArray[np.float64]:
    """A frame of actors by claims in our order."""
    return frame.reindex(index=coded.actors, columns=coded.claims, fill_value=0.0).to_numpy(float)


def cells(coded: Coded, sums: dict[tuple[str, str], float]) -> NDArray[np.float64]:
    """Sums per actor and claim as a matrix."""
    row = {id: at for at, id in enumerate(coded.actors)}
    column = {id: at for at, id in enumerate(coded.claims)}
    found = np.zeros((len(row), len(column)))
    for (actor, claim), value in sums.items():
        found[row[actor], column[claim]] = value
    return found


def weights(coded: Coded, graph: nx.Graph) -> NDArray[np.float64]:
    """The weights of a graph as a matrix."""
    return square(coded, {(a, b): weight for a, b, weight in graph.edges(data="weight")})


def merged(coded: Coded, sums: Any) -> NDArray[np.float64]:
    """The sums of a group-by as a matrix."""
    return square(coded, sums.to_dict())


class Peer(NamedTuple):
    """Another way to one answer; `most` is how many statements it is spared above."""

    task: str
    name: str
    way: Callable[[Coded], Any]
    read: Callable[[Coded, Any], NDArray[np.float64]]
    most: float = float("inf")
    needs: str = ""


TASKS: dict[str, Callable[[Statements], NDArray[np.float64]]] = {
    "ignore": lambda said: analysis.agreement(said, "ignore").matrix,
    "subtract": lambda said: analysis.agreement(said, "subtract").matrix,
    "affiliation": lambda said: analysis.affiliation(said, "subtract").matrix,
}
PEERS = [
    Peer("ignore", "plain Python", plain_ignore, rowed, MOST_PLAIN),
    Peer("ignore", "networkx bipartite", of_networkx, weights, MOST_NETWORKX),
    Peer("subtract", "plain Python", plain_subtract, rowed, MOST_PLAIN),
    Peer("subtract", "pandas self-merge", of_pandas, merged, MOST_SELF_MERGE, "pandas"),
    Peer("subtract", "pandas crosstab @", of_crosstab, ordered, needs="pandas"),
    Peer("affiliation", "plain Python", plain_affiliation, cells),
    Peer("affiliation", "pandas crosstab", crosstab, by_claims, needs="pandas"),
]


def seconds(task: Callable[[], Any]) -> tuple[float, Any]:
    """The best of a few runs, and what the last gave."""
    best, spent = float("inf"), 0.0
    while True:
        start = time.process_time()
        found = task()
        taken = time.process_time() - start
        best, spent = min(best, taken), spent + taken
        if spent >= PATIENCE:
            return best, found


def memory() -> str:
    """The most that this process has held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{most / (1 << 20 if sys.platform != 'darwin' else 1 << 30):.2f} GB"


def compared(size: int) -> None:
    """Print the lines for one number of statements."""
    coded = drawn(size)
    print(f"\n{size:,} statements, {len(coded.actors):,} actors, {len(coded.claims):,} concepts")
    build, said = seconds(coded.table)
    print(f"  {'columns of text to statements':44}{build:9.3f} s")
    ours: dict[str, tuple[float, NDArray[np.float64]]] = {}
    for task, way in TASKS.items():
        ours[task] = seconds(lambda way=way: way(said))
        print(f"  {f'argmap {task}, duplicates out':44}{ours[task][0]:9.3f} s")
    print(f"  most memory, argmap alone: {memory()}")
    for peer in PEERS:
        line = f"  {peer.task + ': ' + peer.name:44}"
        if peer.needs and importlib.util.find_spec(peer.needs) is None:
            print(f"{line}    not installed")
        elif size > peer.most:
            print(f"{line}    left out: too many")
        else:
            taken, theirs = seconds(lambda peer=peer: peer.way(coded))
            mine, matrix = ours[peer.task]
            if np.allclose(peer.read(coded, theirs), matrix, rtol=0, atol=1e-9):
                with_build = taken / (mine + build)
                print(f"{line}{taken:9.3f} s{taken / mine:9.0f}×{with_build:9.1f}× from text")
            else:
                print(f"{line}    other answers")


# From a file --------------------------------------------------------------------------

SCHEMA = """
CREATE TABLE CODERS(ID INTEGER PRIMARY KEY, Name TEXT);
CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT,
    Source TEXT, Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);
CREATE TABLE STATEMENTTYPES(ID INTEGER PRIMARY KEY, Label TEXT);
CREATE TABLE VARIABLES(ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT,
    StatementTypeId INTEGER);
CREATE TABLE STATEMENTS(ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER,
    Start INTEGER, Stop INTEGER, Coder INTEGER);
CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
    Value INTEGER, UNIQUE (StatementId, VariableId));
CREATE TABLE DATAINTEGER(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
    Value INTEGER);
CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
    Value TEXT);
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER,
    Entity INTEGER, UNIQUE (StatementId, VariableId));
CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT, ChildOf INTEGER);
CREATE TABLE ATTRIBUTEVARIABLES(ID INTEGER PRIMARY KEY, VariableId INTEGER,
    AttributeVariable TEXT);
CREATE TABLE ATTRIBUTEVALUES(ID INTEGER PRIMARY KEY, EntityId INTEGER,
    AttributeVariableId INTEGER, AttributeValue TEXT);
INSERT INTO CODERS VALUES (1, 'Ann');
INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement');
INSERT INTO VARIABLES VALUES (1, 'organization', 'short text', 1),
    (2, 'concept', 'short text', 1), (3, 'agreement', 'boolean', 1);
"""


def save(coded: Coded, path: Path) -> None:
    """The statements as a database of DNA 3, ten to a document."""
    whole = {name: at for at, name in enumerate([*coded.actors, *coded.claims], start=1)}
    rows = list(enumerate(zip(coded.actor, coded.claim, coded.agrees, strict=True), start=1))
    midnight = int(dt.datetime.combine(START, dt.time(), dt.UTC).timestamp())
    with closing(sqlite3.connect(path)) as database:
        database.executescript(SCHEMA)
        documents = (
            (at + 1, f"Text {at}", "x" * 1000, midnight + 86_400 * coded.day[10 * at])
            for at in range(-(-len(rows) // 10))
        )
        database.executemany(
            "INSERT INTO DOCUMENTS VALUES (?, ?, ?, 1, '', '', '', '', '', ?)", documents
        )
        leading = set(coded.actors)
        database.executemany(
            "INSERT INTO ENTITIES VALUES (?, ?, ?, NULL)",
            ((at, 1 if name in leading else 2, name) for name, at in whole.items()),
        )
        database.executemany(
            "INSERT INTO STATEMENTS VALUES (?, 1, ?, ?, ?, 1)",
            ((at, (at - 1) // 10 + 1, at % 10 * 50, at % 10 * 50 + 40) for at, _ in rows),
        )
        database.executemany(
            "INSERT INTO DATASHORTTEXT VALUES (NULL, ?, ?, ?)",
            (
                (at, variable, whole[name])
                for at, row in rows
                for variable, name in ((1, row[0]), (2, row[1]))
            ),
        )
        database.executemany(
            "INSERT INTO DATABOOLEAN VALUES (NULL, ?, 3, ?)",
            ((at, int(agrees)) for at, (_, _, agrees) in rows),
        )
        database.commit()


def plain_from_file(path: Path) -> dict[str, dict[str, int]]:
    """Plain Python from the file: its joins in SQLite, a set, and counters."""
    query = """
        SELECT a.Value, c.Value, b.Value, s.DocumentId FROM STATEMENTS s
        JOIN DATASHORTTEXT x ON x.StatementId = s.ID AND x.VariableId = 1
        JOIN ENTITIES a ON a.ID = x.Entity
        JOIN DATASHORTTEXT y ON y.StatementId = s.ID AND y.VariableId = 2
        JOIN ENTITIES c ON c.ID = y.Entity
        JOIN DATABOOLEAN b ON b.StatementId = s.ID"""
    with closing(sqlite3.connect(path)) as database:
        return counted(by_claim(set(database.execute(query))))


def from_file(size: int) -> None:
    """Print how long a database takes to read, to turn into statements, and to project."""
    coded = drawn(size)
    print(f"\na .dna file of {size:,} statements")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "debate.dna"
        save(coded, path)
        reading, map = seconds(lambda: read_dna_with_losses(path).map)
        columns, direct = seconds(lambda: Statements.of(**read_dna_columns(path)))
        turning, said = seconds(lambda: analysis.statements(map))
        asking, found = seconds(lambda: analysis.agreement(said, duplicates="document"))
        plain, sums = seconds(lambda: plain_from_file(path))
    place = {map[id].name: at for at, id in enumerate(found.actors)}
    spoken = [at for at, name in enumerate(coded.actors) if name in place]
    order = [place[coded.actors[at]] for at in spoken]
    theirs = rowed(coded, sums)[np.ix_(spoken, spoken)]
    alike = np.allclose(found.matrix[np.ix_(order, order)], theirs, rtol=0, atol=1e-9)
    shortcut = analysis.agreement(direct, duplicates="document")
    straight = [shortcut.actors.index(map[id].name) for id in found.actors]
    alike &= np.array_equal(shortcut.matrix[np.ix_(straight, straight)], found.matrix)
    whole = reading + turning + asking
    for what, taken in (
        ("read as a map", reading),
        ("stances as statements", turning),
        ("project, duplicates within documents out", asking),
        ("all of it", whole),
        ("all of it, read as columns", columns + asking),
    ):
        print(f"  {what:44}{taken:9.3f} s")
    line = f"  {'plain Python, joins in SQLite':44}"
    print(
        f"{line}{plain:9.3f} s{plain / whole:9.1f}×{plain / (columns + asking):9.1f}× as columns"
        if alike
        else f"{line}    other answers"
    )


def thinned(actors: int = 10_000) -> None:
    """Print how long Louvain takes on the ten strongest pairs of each of many actors."""
    rng = np.random.default_rng(0)
    rows = 20 * actors
    said = Statements.of(
        [f"a{n}" for n in rng.integers(actors, size=rows)],
        [f"c{n}" for n in rng.integers(500, size=rows)],
        rng.integers(2, size=rows).astype(bool),
    )
    projecting, found = seconds(lambda: analysis.agreement(said, "congruence"))
    thinning, graph = seconds(lambda: found.thin(10))
    partition, camps = seconds(lambda: nx.community.louvain_communities(graph, seed=0))
    print(f"\n{actors:,} actors, {rows:,} statements")
    print(f"  {'project':44}{projecting:9.3f} s")
    print(f"  {f'thin to {graph.number_of_edges():,} pairs':44}{thinning:9.3f} s")
    print(f"  {f'networkx Louvain on it, {len(camps)} camps':44}{partition:9.3f} s")
    print(f"  most memory so far: {memory()}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[*SHAPES])
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))
    apart = multiprocessing.get_context("spawn")
    tasks = [(compared, (size,)) for size in parser.parse_args().sizes]
    for task, given in [*tasks, (from_file, (100_000,)), (thinned, ())]:
        process = apart.Process(target=task, args=given)
        process.start()
        process.join()
