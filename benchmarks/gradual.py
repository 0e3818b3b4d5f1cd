"""Gradual strengths beside other libraries: answers compared first, then times as ratios.

    python benchmarks/gradual.py                     # 100 to 100,000 arguments
    python benchmarks/gradual.py --most 1000000      # the large one too
    pip install formal-argumentation                 # a peer that installs anywhere

Peers that are not installed are left out, and the report says so: formal-argumentation
(pure Python) and QBAF-Py (a C extension, from its repository, import name `qbaf`). Each size
has as many relations per argument, half attacks and half supports, drawn from a seed; in the
acyclic ones all run from earlier to later arguments. A peer that took more than five
seconds at one size is spared the next. Times are medians over `--rounds` frameworks; building
and solving are measured apart, and finding the order of reckoning counts as solving once
("first") and not again ("again").
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.semantics.attribution import gradient
from argmap.semantics.bipolar import BipolarFramework
from argmap.semantics.gradual import NotConverged, strengths, strengths_across

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SIZES = (100, 1_000, 10_000, 100_000, 1_000_000)
RELATIONS = 5
PATIENCE = 5.0
CLOSE = 1e-4
"""Peers stop at a step or a tolerance of their own; answers this near count as equal."""


class Case(NamedTuple):
    """A framework as everybody can read it."""

    weights: dict[str, float]
    attacks: list[tuple[str, str]]
    supports: list[tuple[str, str]]


def drawn(count: int, *, acyclic: bool, seed: int) -> Case:
    """A random framework with `RELATIONS` relations per argument, none of them twice."""
    rng = random.Random(seed)
    ids = [f"a{i}" for i in range(count)]
    pairs: dict[tuple[int, int], None] = {}
    while len(pairs) < RELATIONS * count:
        one, two = rng.randrange(count), rng.randrange(count)
        if one != two:
            pairs[(min(one, two), max(one, two)) if acyclic else (one, two)] = None
    names = list(range(count))
    rng.shuffle(names)
    named = [(ids[names[one]], ids[names[two]]) for one, two in pairs]
    half = len(named) // 2
    return Case({id: rng.random() for id in ids}, named[:half], named[half:])


# Who is measured ----------------------------------------------------------------------


def argmap_builds(case: Case) -> BipolarFramework:
    """Build with argmap."""
    return BipolarFramework(*case)


def formal_argumentation() -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Build and solve with formal-argumentation."""
    from argumentation.gradual import dfquad, gradual  # noqa: PLC0415  a peer may be missing

    def build(case: Case) -> Any:
        ids, attacks, supports = (frozenset(part) for part in case)
        return gradual.WeightedBipolarGraph(ids, case.weights, attacks, supports)

    def solve(graph: Any, semantics: str) -> Mapping[str, float]:
        found = (
            dfquad.dfquad_strengths(graph)
            if semantics == "df-quad"
            else gradual.quadratic_energy_strengths(graph)
        )
        if not found.converged:
            raise NotConverged(({}, {}), semantics=semantics, evaluations=0, residual=0.0)
        return found.strengths

    return build, solve


def qbaf_py() -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Build and solve with QBAF-Py, which names the semantics when it builds."""
    from qbaf import QBAFramework  # noqa: PLC0415  a peer may be missing

    names = {"df-quad": "DFQuAD_model", "quadratic-energy": "QuadraticEnergy_model"}

    def build(case: Case, semantics: str = "quadratic-energy") -> Any:
        values = list(case.weights.values())
        return QBAFramework(
            list(case.weights), values, case.attacks, case.supports, semantics=names[semantics]
        )

    def solve(graph: Any, semantics: str) -> Mapping[str, float]:
        graph.semantics = names[semantics]
        return graph.final_strengths

    return build, solve


PEERS = {"formal-argumentation": formal_argumentation, "QBAF-Py": qbaf_py}


# Measuring ----------------------------------------------------------------------------


def timed(ask: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds it took, and what came back."""
    start = time.perf_counter()
    found = ask()
    return time.perf_counter() - start, found


def compared(
    count: int, semantics: str, peers: dict[str, Any], *, acyclic: bool, rounds: int
) -> None:
    """Measure one size and print a line per library."""
    ours: list[tuple[float, float, float]] = []
    theirs: dict[str, list[tuple[float, float]]] = {name: [] for name in peers}
    for seed in range(rounds):
        case = drawn(count, acyclic=acyclic, seed=seed)
        built, framework = timed(lambda case=case: argmap_builds(case))
        first, found = timed(lambda framework=framework: strengths(framework, semantics))
        again, _ = timed(lambda framework=framework: strengths(framework, semantics))
        ours.append((built, first, again))
        for name, peer in list(peers.items()):
            times = beside(name, peer, case, semantics, found)
            if times is None or sum(times) > PATIENCE:
                del peers[name]
            if times is not None:
                theirs[name].append(times)
    shape = "acyclic" if acyclic else "cyclic"
    print(f"\n{count:,} arguments, {RELATIONS * count:,} relations, {shape}, {semantics}")
    build, first, again = (statistics.median(column) for column in zip(*ours, strict=True))
    print(f"  {'argmap':22} build {build:9.4f} s   first {first:9.4f} s   again {again:9.4f} s")
    for name, rows in theirs.items():
        if rows:
            made, solved = (statistics.median(column) for column in zip(*rows, strict=True))
            print(
                f"  {name:22} build {made:9.4f} s   solve {solved:9.4f} s   "
                f"ratios: build {made / build:.1f}, first {solved / first:.0f}, "
                f"again {solved / again:.0f}"
            )


def beside(
    name: str, peer: Any, case: Case, semantics: str, found: Mapping[str, float]
) -> tuple[float, float] | None:
    """A peer's times to build and to solve, if its answer is ours."""
    build, solve = peer
    try:
        built, graph = timed(lambda: build(case))
        solved, answer = timed(lambda: dict(solve(graph, semantics)))
    except (ArithmeticError, RuntimeError, ValueError, RecursionError) as error:
        print(f"  {name} gives no answer: {type(error).__name__}: {str(error)[:80]}")
        return None
    furthest = max((abs(answer[id] - found[id]) for id in found), default=0.0)
    if furthest > CLOSE:
        print(f"  {name} differs by up to {furthest:.2g}; its times are left out")
        return None
    return built, solved


def alone() -> None:
    """What no peer does: gradients, and many worlds."""
    print("\nargmap alone")
    for acyclic in (True, False):
        shape = "acyclic" if acyclic else "cyclic"
        framework = argmap_builds(drawn(1_000, acyclic=acyclic, seed=0))
        topic = framework.attacks[-1][1]
        strengths(framework)
        once = min(timed(lambda f=framework: strengths(f))[0] for _ in range(5))
        every = min(timed(lambda f=framework, t=topic: gradient(f, t))[0] for _ in range(5))
        print(f"  all gradients at 1,000, {shape}: {every / once:.1f} times one solution")
        small = argmap_builds(drawn(60, acyclic=acyclic, seed=0))
        worlds = [[random.Random(i).random() for _ in range(60)] for i in range(1_000)]
        took, _ = timed(lambda f=small, w=worlds: strengths_across(f, w))
        print(f"  1,000 worlds of 60 arguments, {shape}: {took:.3f} s")


def main() -> None:
    """Measure all sizes up to a limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--most", type=int, default=100_000, help="the largest number of arguments")
    parser.add_argument("--rounds", type=int, default=3, help="frameworks per size")
    options = parser.parse_args()
    found: dict[str, Any] = {}
    for name, peer in PEERS.items():
        try:
            found[name] = peer()
        except ImportError:
            print(f"{name} is not installed, and left out")
    strengths(argmap_builds(drawn(100, acyclic=False, seed=0)))  # whatever is loaded once
    for semantics in ("quadratic-energy", "df-quad"):
        for acyclic in (True, False):
            peers = dict(found)
            for count in SIZES:
                if count <= options.most:
                    rounds = options.rounds if count < 1_000_000 else 1
                    compared(count, semantics, peers, acyclic=acyclic, rounds=rounds)
    alone()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nat most {memory:,.0f} MB, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
