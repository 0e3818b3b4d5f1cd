"""How long a map takes to make, index, ask and write, beside networkx holding the same graph.

    python benchmarks/maps.py [CLAIMS ...]

Each line is one run in this process: seconds for argmap, seconds for a plain networkx graph
with the same nodes and edges where it can do the like, and the ratio of the two.
"""

import random
import sys
import time
from collections.abc import Callable

import networkx as nx

import argmap
from argmap import analysis

Steps = list[tuple[str, str, str, str]]
MOST_ARGDOWN = 10_000  # claims; nobody writes more by hand


def debate(size: int) -> Steps:
    """As many steps as claims, each towards an earlier claim; some of them undercuts."""
    chance = random.Random(size)
    steps: Steps = []
    for number in range(1, size):
        earlier = chance.randrange(number)
        undercut = steps and number % 7 == 0
        target = steps[earlier - 1][0] if undercut and earlier else f"c{earlier}"
        side = "con" if undercut or number % 3 == 0 else "pro"
        steps.append((f"a{number}", f"c{number}", target, side))
    return steps


def as_map(size: int, steps: Steps) -> argmap.ArgumentMap:
    """The debate as a map."""
    return argmap.ArgumentMap(
        question="?",
        positions=("c0",),
        claims=tuple(argmap.Claim(f"c{n}", f"Claim number {n}.") for n in range(size)),
        arguments=tuple(argmap.Argument(*step) for step in steps),
    )


def as_graph(size: int, steps: Steps) -> nx.MultiDiGraph:
    """The debate as a networkx graph that nobody has checked."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((f"c{n}", {"text": f"Claim number {n}."}) for n in range(size))
    graph.add_nodes_from((id, {"side": side}) for id, _, _, side in steps)
    graph.add_edges_from((premise, id) for id, premise, _, _ in steps)
    graph.add_edges_from((id, target) for id, _, target, _ in steps)
    return graph


def seconds(task: Callable[[], object]) -> float:
    """How long one run of a task takes."""
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def compared(size: int) -> None:
    """Print the lines for one size."""
    steps = debate(size)
    map, graph = as_map(size, steps), as_graph(size, steps)
    text = argmap.dumps(map, "records")
    argdown = argmap.dumps(map, "argdown") if size <= MOST_ARGDOWN else ""
    tasks: dict[str, tuple[Callable[[], object], Callable[[], object] | None]] = {
        "make and check": (lambda: as_map(size, steps), lambda: as_graph(size, steps)),
        "pros of each claim, index included": (
            lambda: [map.pros(claim.id) for claim in map.claims],
            lambda: [list(graph.in_edges(f"c{n}")) for n in range(size)],
        ),
        "hash": (lambda: hash(map), None),
        "bearing on the motion": (
            lambda: analysis.bearing(map),
            lambda: nx.ancestors(graph, "c0"),
        ),
        "to_graph": (lambda: argmap.to_graph(map), graph.copy),
        "write records": (
            lambda: argmap.dumps(map, "records"),
            lambda: nx.node_link_data(graph, edges="edges"),
        ),
        "read records": (lambda: argmap.loads(text, "records"), None),
    }
    if argdown:
        tasks["write argdown"] = (lambda: argmap.dumps(map, "argdown"), None)
        tasks["read argdown"] = (lambda: argmap.loads(argdown, "argdown"), None)
    print(f"\n{size:,} claims, {len(steps):,} steps")
    print(f"{'':38}{'argmap':>9}{'networkx':>10}{'ratio':>8}")
    for name, (ours, theirs) in tasks.items():
        taken = seconds(ours)
        if theirs is None:
            print(f"{name:38}{taken:9.3f}{'–':>10}{'–':>8}")
        else:
            peer = seconds(theirs)
            print(f"{name:38}{taken:9.3f}{peer:10.3f}{taken / peer:8.1f}")


if __name__ == "__main__":
    for size in [int(word) for word in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        compared(size)
