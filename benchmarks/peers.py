"""The libraries that `reasoning.py` measures, each behind the same few verbs.

A library builds a framework from a `Case`, and does tasks with what it built; a task it
lacks is left out. What can not be imported raises `ImportError`. `SCRIPTS` ask the one
question of a whole process, from a file in the format of ICCMA 2023.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.semantics import Framework, credulous, extensions, grounded, strengths
from argmap.semantics.bipolar import BipolarFramework
from argmap.semantics.queries import decide
from argmap.semantics.solving import Work

if TYPE_CHECKING:
    from collections.abc import Callable


class Case(NamedTuple):
    """A framework as everybody can read it, and an argument to ask about."""

    ids: list[str]
    attacks: list[tuple[str, str]]
    asked: str


class Weighted(NamedTuple):
    """A framework of weights as everybody can read it."""

    weights: dict[str, float]
    attacks: list[tuple[str, str]]
    supports: list[tuple[str, str]]


class Peer(NamedTuple):
    """How a library builds a framework and does the tasks."""

    name: str
    build: Callable[[Any], Any]
    tasks: dict[str, Callable[[Any, Any], Any]]


# argmap ------------------------------------------------------------------------------------


def argmap() -> Peer:
    """Ourselves, by the public functions; a credulous answer has a checked certificate."""
    return Peer(
        "argmap",
        lambda case: Framework(case.ids, case.attacks),
        {
            "grounded": lambda framework, _: set(grounded(framework).extension),
            "credulous": lambda framework, case: credulous(framework, case.asked).holds,
            "count": lambda framework, _: extensions(framework, "preferred").count,
            "list": lambda framework, _: _all(extensions(framework, "preferred")),
        },
    )


def argmap_unchecked() -> Peer:
    """Ourselves without the check of the certificate, which no other library has."""

    def accepted(framework: Framework, case: Case) -> bool:
        place = framework.position(case.asked)
        return decide(framework, place, "preferred", "credulous", Work())[0]

    return Peer("argmap, unchecked", argmap().build, {"credulous": accepted})


def argmap_gradual() -> Peer:
    """Ourselves; what a framework finds out when first solved it knows the second time.

    The answer is a mapping over an array; like the others', it is not copied to be timed.
    """
    return Peer(
        "argmap",
        lambda case: BipolarFramework(*case),
        dict.fromkeys(
            ("quadratic-energy", "df-quad"),
            strengths,
        ),
    )


# Extensions --------------------------------------------------------------------------------


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
            "list": lambda given, _: _all(solver.preferred_extension_enumeration(*given)),
        },
    )


def formal_argumentation() -> Peer:
    """Frozen sets, and z3 where it searches; the version that knows single questions."""
    core = importlib.import_module("argumentation.core.dung")
    solver = importlib.import_module("argumentation.solving.solver")

    def preferred(given: Any) -> Any:
        return solver.solve_dung_extensions(given, semantics="preferred").extensions

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
            "count": lambda given, _: len(preferred(given)),
            "list": lambda given, _: _all(preferred(given)),
        },
    )


def early_formal_argumentation() -> Peer:
    """Version 0.1, which answers a single question by listing all extensions."""
    dung = importlib.import_module("argumentation.dung")
    return Peer(
        "formal-argumentation 0.1",
        lambda case: dung.ArgumentationFramework(frozenset(case.ids), frozenset(case.attacks)),
        {
            "grounded": lambda given, _: set(dung.grounded_extension(given)),
            "credulous": lambda given, case: any(
                case.asked in found for found in dung.preferred_extensions(given)
            ),
            "count": lambda given, _: len(dung.preferred_extensions(given)),
            "list": lambda given, _: _all(dung.preferred_extensions(given)),
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

    def names(extension: Any) -> set[str]:
        return {one.name for one in extension}

    return Peer(
        "PyArg",
        built,
        {
            "grounded": lambda given, _: names(least.get_grounded_extension(given)),
            "count": lambda given, _: len(largest.get_preferred_extensions(given)),
            "list": lambda given, _: _all(map(names, largest.get_preferred_extensions(given))),
        },
    )


PREFERRED = """
{in(X)} :- arg(X).
hit(Y) :- in(X), att(X,Y).
:- in(X), hit(X).
:- in(Y), att(X,Y), not hit(X).
"""


def clingo() -> Peer:
    """An answer set solver; writing the facts is building, and grounding them is solving."""
    module = importlib.import_module("clingo")

    def facts(case: Case) -> tuple[str, dict[str, str]]:
        codes = {id: str(place) for place, id in enumerate(case.ids)}
        said = [f"arg({code})." for code in codes.values()]
        said += [f"att({codes[a]},{codes[b]})." for a, b in case.attacks]
        return "\n".join(said), codes

    def control(said: str, *options: str) -> Any:
        made = module.Control(["--warn=none", *options])
        made.add("base", [], PREFERRED + said)
        made.ground([("base", [])])
        return made

    def preferred(said: str) -> list[list[str]]:
        options = ["0", "--heuristic=Domain", "--enum-mode=domRec"]
        made = control(f"{said}\n#heuristic in(X) : arg(X). [1,true]\n#show in/1.", *options)
        with made.solve(yield_=True) as models:
            return [
                [str(atom.arguments[0]) for atom in model.symbols(shown=True)] for model in models
            ]

    def listed(given: tuple[str, dict[str, str]], case: Case) -> int:
        return _all([case.ids[int(code)] for code in found] for found in preferred(given[0]))

    def accepted(given: tuple[str, dict[str, str]], case: Case) -> bool:
        said, codes = given
        return bool(control(f"{said}\n:- not in({codes[case.asked]}).").solve().satisfiable)

    return Peer(
        "clingo",
        facts,
        {
            "credulous": accepted,
            "count": lambda given, _: len(preferred(given[0])),
            "list": listed,
        },
    )


def _all(extensions: Any) -> int:
    """One number for a set of sets, the same in every process of a run."""
    return hash(frozenset(frozenset(map(str, extension)) for extension in extensions))


DUNG: tuple[Callable[[], Peer], ...] = (
    argmap_unchecked,
    formal_argumentation,
    early_formal_argumentation,
    pyarg,
    pygarg,
    clingo,
)


# Strengths ---------------------------------------------------------------------------------


def gradual_formal_argumentation() -> Peer:
    """Pure Python."""
    gradual = importlib.import_module("argumentation.gradual.gradual")
    dfquad = importlib.import_module("argumentation.gradual.dfquad")
    functions = {
        "quadratic-energy": gradual.quadratic_energy_strengths,
        "df-quad": dfquad.dfquad_strengths,
    }

    def build(case: Weighted) -> Any:
        ids, attacks, supports = (frozenset(part) for part in case)
        return gradual.WeightedBipolarGraph(ids, case.weights, attacks, supports)

    def solve(graph: Any, semantics: str) -> dict[str, float]:
        found = functions[semantics](graph)
        if not found.converged:
            raise ArithmeticError("it does not converge")
        return dict(found.strengths)

    return Peer("formal-argumentation", build, dict.fromkeys(functions, solve))


def qbaf_py() -> Peer:
    """A C extension, from the repository TimKam/Quantitative-Bipolar-Argumentation."""
    framework = importlib.import_module("qbaf").QBAFramework
    names = {"df-quad": "DFQuAD_model", "quadratic-energy": "QuadraticEnergy_model"}

    def build(case: Weighted) -> Any:
        values = list(case.weights.values())
        chosen = names["quadratic-energy"]
        return framework(list(case.weights), values, case.attacks, case.supports, semantics=chosen)

    def solve(graph: Any, semantics: str) -> dict[str, float]:
        graph.semantics = names[semantics]
        return dict(graph.final_strengths)

    return Peer("QBAF-Py", build, dict.fromkeys(names, solve))


def uncertainpy() -> Peer:
    """Pure Python, from the repository nicopotyka/Uncertainpy; acyclic frameworks only.

    The Uncertainpy of the package index is another project and has no `gradual`.
    """
    room = "uncertainpy.gradual"
    bag = importlib.import_module(f"{room}.BAG").BAG
    argument = importlib.import_module(f"{room}.Argument").Argument
    forward = importlib.import_module(f"{room}.algorithms.Acyclic").computeStrengthValues
    modular = f"{room}.semantics.modular"
    total = importlib.import_module(f"{modular}.SumAggregation").SumAggregation
    pull = importlib.import_module(f"{modular}.QuadraticMaximumInfluence")

    def build(case: Weighted) -> Any:
        made = bag()
        # These belong to the class there, and would go on from one framework to the next.
        made.arguments, made.attacks, made.supports = {}, [], []
        arguments = {id: argument(id, weight) for id, weight in case.weights.items()}
        made.arguments.update(arguments)
        for one, two in case.attacks:
            made.add_attack(arguments[one], arguments[two])
        for one, two in case.supports:
            made.add_support(arguments[one], arguments[two])
        return made

    def solve(given: Any, semantics: str) -> dict[str, float]:
        del semantics
        found = forward(given, total(), pull.QuadraticMaximumInfluence(1))
        if found is None:
            raise ArithmeticError("it needs a framework without circles")
        return {one.name: strength for one, strength in found.items()}

    return Peer("Uncertainpy", build, {"quadratic-energy": solve})


GRADUAL: tuple[Callable[[], Peer], ...] = (gradual_formal_argumentation, qbaf_py, uncertainpy)


# Whole processes ---------------------------------------------------------------------------

_READ = """
import sys
path, asked = sys.argv[1:]
rows = [line.split() for line in open(path) if not line.startswith("#")]
ids = [str(number + 1) for number in range(int(rows[0][2]))]
attacks = [tuple(row) for row in rows[1:]]
"""

SCRIPTS: dict[str, tuple[str, str]] = {
    "argmap": (
        "argmap",
        """
import sys
from argmap.semantics import credulous, iccma
path, asked = sys.argv[1:]
print("YES" if credulous(iccma.read(path), asked) else "NO")
""",
    ),
    "pygarg": (
        "pygarg",
        _READ
        + """
from pygarg.dung import solver
attacks = [list(pair) for pair in attacks]
print("YES" if solver.credulous_acceptability(ids, attacks, asked, "PR")[0] else "NO")
""",
    ),
    "formal-argumentation": (
        "argumentation.core",
        _READ
        + """
from argumentation.core.dung import ArgumentationFramework
from argumentation.solving.solver import solve_dung_acceptance
given = ArgumentationFramework(frozenset(ids), frozenset(attacks))
print("YES" if solve_dung_acceptance(
    given, semantics="preferred", task="credulous", query=asked).answer else "NO")
""",
    ),
    "clingo": (
        "clingo",
        _READ
        + f"""
import clingo
control = clingo.Control(["--warn=none"])
said = [f"arg({{id}})." for id in ids] + [f"att({{a}},{{b}})." for a, b in attacks]
control.add("base", [], {PREFERRED!r} + "".join(said) + f":- not in({{asked}}).")
control.ground([("base", [])])
print("YES" if control.solve().satisfiable else "NO")
""",
    ),
}
"""Per library the module it needs, and a program: file and argument in, YES or NO out."""
