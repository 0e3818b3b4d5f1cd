"""Dung semantics beside other libraries: answers compared first, then times as ratios.

    python benchmarks/dung.py                                  # 20 frameworks a task
    pip install pygarg formal-argumentation z3-solver python-argumentation clingo

Peers that are not installed are left out, and the report says so: formal-argumentation
(its SAT part wants z3-solver), PyArg (`python-argumentation`), pygarg, and clingo, an answer
set solver, with an encoding written here. Each task is put to every peer on the same
frameworks, drawn from a seed, each built anew for each call; only solving is timed, with
whatever indices a library makes when first asked. The ratio is the peer's time over argmap's,
the median over frameworks. A peer that fails, or takes longer than `--patience` seconds on
one framework, is spared the rest, and the report says so. Where answers differ, no time is
given.

Tasks: the grounded extension; whether an argument that the grounded labelling leaves open is
in some preferred extension; how many preferred extensions there are. argmap's credulous
answers come with a checked certificate, the others' without.
"""

from __future__ import annotations

import argparse
import importlib
import multiprocessing
import random
import statistics
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.semantics import Framework, credulous, extensions, grounded

if TYPE_CHECKING:
    from collections.abc import Callable

PREFERRED = """
{in(X)} :- arg(X).
hit(Y) :- in(X), att(X,Y).
:- in(X), hit(X).
:- in(Y), att(X,Y), not hit(X).
"""


class Case(NamedTuple):
    """A framework as everybody can read it, and an argument to ask about."""

    ids: list[str]
    attacks: list[tuple[str, str]]
    asked: str


class Peer(NamedTuple):
    """How a library builds a framework and does the tasks; a task it lacks is left out."""

    module: str
    build: Callable[[Case], Any]
    tasks: dict[str, Callable[[Any, Case], Any]]


def drawn(count: int, attacks: float, seed: int, groups: int = 1) -> Case:
    """A random framework of `count` arguments in groups that do not touch each other."""
    rng = random.Random(seed)
    ids = [f"a{place}" for place in range(count)]
    size = count // groups
    pairs: dict[tuple[str, str], None] = {}
    for start in range(0, count - size + 1, size):
        for _ in range(int(size * attacks)):
            one, two = rng.randrange(size) + start, rng.randrange(size) + start
            if one != two:
                pairs[ids[one], ids[two]] = None
    open_ = grounded(Framework(ids, pairs)).undecided
    return Case(ids, list(pairs), rng.choice(open_ or ids))


def rivals(count: int) -> Case:
    """Cycles of four, side by side, with an argument hanging on each: 2 ** count extensions."""
    ids, pairs = [], []
    for place in range(count):
        ring = [f"{letter}{place}" for letter in "abcde"]
        ids += ring
        pairs += [(ring[step], ring[(step + 1) % 4]) for step in range(4)] + [(ring[0], ring[4])]
    return Case(ids, pairs, ids[0])


CASES: dict[str, tuple[str, Callable[[int], Case]]] = {
    "grounded extension, 100 arguments": ("grounded", lambda seed: drawn(100, 1.3, seed)),
    "grounded extension, 20,000 arguments": ("grounded", lambda seed: drawn(20_000, 1.3, seed)),
    "credulous and preferred, 120 arguments": ("credulous", lambda seed: drawn(120, 2.5, seed)),
    "credulous and preferred, 2,000 arguments": ("credulous", lambda seed: drawn(2_000, 3, seed)),
    "number of preferred extensions, 6 groups": (
        "count",
        lambda seed: drawn(60, 1.5, seed, groups=6),
    ),
    "number of preferred extensions, 2 ** 4 to 2 ** 12": (
        "count",
        lambda seed: rivals(4 + seed % 9),
    ),
}
"""What is asked, the task it is, and how its frameworks are drawn."""


# The libraries -----------------------------------------------------------------------------

ARGMAP = Peer(
    "argmap",
    lambda case: Framework(case.ids, case.attacks),
    {
        "grounded": lambda framework, _: set(grounded(framework).extension),
        "credulous": lambda framework, case: credulous(framework, case.asked).holds,
        "count": lambda framework, _: extensions(framework, "preferred").count,
    },
)


def pygarg() -> Peer:
    """Plain lists and python-sat."""
    solver = importlib.import_module("pygarg.dung.solver")
    return Peer(
        "pygarg",
        lambda case: (case.ids, [list(pair) for pair in case.attacks]),
        {
            "grounded": lambda given, _: set(solver.compute_grounded_extension(*given)),
            "credulous": lambda given, case: bool(
                solver.credulous_acceptability(*given, case.asked, "PR")[0]
            ),
            "count": lambda given, _: len(solver.preferred_extension_enumeration(*given)),
        },
    )


def formal_argumentation() -> Peer:
    """Frozen sets, and z3 where it searches."""
    core = importlib.import_module("argumentation.core.dung")
    solver = importlib.import_module("argumentation.solving.solver")
    return Peer(
        "formal-argumentation",
        lambda case: core.ArgumentationFramework(frozenset(case.ids), frozenset(case.attacks)),
        {
            "grounded": lambda given, _: set(core.grounded_extension(given)),
            "credulous": lambda given, case: (
                solver.solve_dung_acceptance(
                    given, semantics="preferred", task="credulous", query=case.asked
                ).answer
            ),
            "count": lambda given, _: len(
                solver.solve_dung_extensions(given, semantics="preferred").extensions
            ),
        },
    )


def pyarg() -> Peer:
    """PyArg, installed as `python-argumentation`; it answers no single question by search."""
    classes = "py_arg.abstract_argumentation_classes"
    algorithms = "py_arg.algorithms.semantics"
    framework = importlib.import_module(f"{classes}.abstract_argumentation_framework")
    argument = importlib.import_module(f"{classes}.argument").Argument
    defeat = importlib.import_module(f"{classes}.defeat").Defeat
    least = importlib.import_module(f"{algorithms}.get_grounded_extension")
    largest = importlib.import_module(f"{algorithms}.get_preferred_extensions")

    def built(case: Case) -> Any:
        made = {id: argument(id) for id in case.ids}
        defeats = [defeat(made[one], made[two]) for one, two in case.attacks]
        return framework.AbstractArgumentationFramework("", list(made.values()), defeats)

    return Peer(
        "PyArg",
        built,
        {
            "grounded": lambda given, _: {one.name for one in least.get_grounded_extension(given)},
            "count": lambda given, _: len(largest.get_preferred_extensions(given)),
        },
    )


def clingo() -> Peer:
    """An answer set solver; building the text is not timed, grounding it is."""
    module = importlib.import_module("clingo")

    def facts(case: Case) -> str:
        said = [f"arg({id})." for id in case.ids] + [f"att({a},{b})." for a, b in case.attacks]
        return "\n".join(said)

    def control(said: str, *options: str) -> Any:
        made = module.Control(["--warn=none", *options])
        made.add("base", [], PREFERRED + said)
        made.ground([("base", [])])
        return made

    def count(said: str, case: Case) -> int:
        del case
        options = ["0", "--heuristic=Domain", "--enum-mode=domRec"]
        made = control(f"{said}\n#heuristic in(X) : arg(X). [1,true]\n#show in/1.", *options)
        with made.solve(yield_=True) as models:
            return sum(1 for _ in models)

    def accepted(said: str, case: Case) -> bool:
        return bool(control(f"{said}\n:- not in({case.asked}).").solve().satisfiable)

    return Peer("clingo", facts, {"credulous": accepted, "count": count})


PEERS: dict[str, Callable[[], Peer]] = {
    "formal-argumentation": formal_argumentation,
    "PyArg": pyarg,
    "pygarg": pygarg,
    "clingo": clingo,
}


# Measuring ---------------------------------------------------------------------------------


def timed(peer: Peer, task: str, case: Case) -> tuple[Any, float]:
    """What a peer answers, and in how many seconds; the best of three short runs."""
    best, answer = float("inf"), None
    for _ in range(3):
        given = peer.build(case)
        start = time.perf_counter()
        answer = peer.tasks[task](given, case)
        best = min(best, time.perf_counter() - start)
        if best > 0.5:
            break
    return answer, best


def guarded(peer: Peer, task: str, case: Case, patience: float) -> tuple[Any, float] | str:
    """The same in a process of its own, which is ended when it takes too long."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def work() -> None:
        try:
            theirs.send(timed(peer, task, case))
        except Exception as error:  # noqa: BLE001  whatever a peer raises is its answer
            theirs.send(f"failed: {type(error).__name__}: {str(error)[:60]}")

    process = context.Process(target=work)
    process.start()
    answer = ours.recv() if ours.poll(patience) else f"no answer in {patience:g} seconds"
    process.terminate()
    process.join()
    return answer


def compared(peer: Peer, task: str, cases: list[Case], ours: list[Any], patience: float) -> str:
    """One line of the report: the median ratio, or why there is none."""
    ratios: list[float] = []
    for case, (answer, seconds) in zip(cases, ours, strict=True):
        said = guarded(peer, task, case, patience)
        if isinstance(said, str):
            return f"{_median(ratios)}{said}, after {len(ratios)} of {len(cases)} frameworks"
        theirs, took = said
        if theirs != answer:
            return f"ANSWERS DIFFER: {str(theirs)[:30]} where argmap says {str(answer)[:30]}"
        ratios.append(took / seconds)
    return _median(ratios)


def _median(ratios: list[float]) -> str:
    if not ratios:
        return ""
    spread = f"({min(ratios):,.1f} to {max(ratios):,.1f})"
    return f"{statistics.median(ratios):10,.1f} × {spread:24}"


def at_hand() -> list[Peer]:
    """The peers that can be imported; says which can not."""
    found = []
    for name, make in PEERS.items():
        try:
            found.append(make())
        except ImportError as error:
            print(f"not at hand: {name} ({error})")
    print("at hand:", ", ".join(peer.module for peer in found) or "no peer")
    return found


def main() -> None:
    """Compare and report."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--rounds", type=int, default=20, help="frameworks a task")
    options.add_argument("--patience", type=float, default=10.0, help="seconds a framework")
    given = options.parse_args()
    peers = at_hand()
    credulous(Framework("ab", [("a", "b"), ("b", "a")]), "a")  # the imports are not timed
    for title, (task, made) in CASES.items():
        cases = [made(seed) for seed in range(given.rounds)]
        ours = [timed(ARGMAP, task, case) for case in cases]
        typical = statistics.median(seconds for _, seconds in ours) * 1000
        print(f"\n{title}: argmap {typical:.2f} ms (median of {len(cases)} frameworks)")
        for peer in peers:
            said = "does not do this"
            if task in peer.tasks:
                said = compared(peer, task, cases, ours, given.patience)
            print(f"  {peer.module:22} {said}")


if __name__ == "__main__":
    main()
