"""The map as a networkx graph, and back: the one place that knows how.

`to_graph` gives a fresh `networkx.MultiDiGraph` that is yours to change. Actors, claims,
arguments and sources are its nodes, by their ids; what holds between them is its edges.
Each node and edge has a `type`, and `SCHEMA` says which type may lead from where to where.
Every algorithm of networkx runs on it; a few, pagerank among them, want scipy, which
neither networkx nor argmap installs.

Attributes are text and numbers alone, which every algorithm and every writer of networkx
takes. A field that is empty is left out. `via` is ids with a space between; `citations`
(of edges), `names`, `notes` and `extra` are JSON text. `order` is the place of a record
among its kind and `position` that of a claim among the positions, the motion first.

>>> import argmap
>>> map = argmap.example("iraq-withdrawal")
>>> graph = to_graph(map)
>>> graph.nodes["leave"]["type"]
'claim'
>>> from_graph(graph) == map
True
"""

from __future__ import annotations

import json
import math
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import field, fields, frozen

from argmap.errors import (
    Fault,
    InvalidMapError,
    InvalidRecordError,
    OptionTypeError,
    did_you_mean,
    nearest,
)
from argmap.model import (
    RIVALRIES,
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    Link,
    Source,
    Stake,
    Stance,
    Tie,
)

if TYPE_CHECKING:
    import networkx as nx

    from argmap.model import Identified, Record

__all__ = [
    "SCHEMA",
    "Schema",
    "check_graph",
    "from_graph",
    "signs_towards",
    "to_actor_graph",
    "to_claim_graph",
    "to_graph",
]

Triple: TypeAlias = tuple[str, str, str]
_Attributes: TypeAlias = Mapping[str, Any]
_Edge: TypeAlias = tuple[str, str, dict[str, Any]]
_Blame: TypeAlias = Callable[[Iterable[Fault]], None]


# Which type may lead to which --------------------------------------------------------


@frozen(repr=False, eq=False)
class Schema(Mapping[Triple, str]):
    """The table of edges: (node type, edge type, node type), and what each one says.

    >>> ("claim", "premise", "argument") in SCHEMA
    True
    >>> print(SCHEMA)  # doctest: +ELLIPSIS
    claim     premise   argument  The step starts from the claim.
    argument  pro       claim     The step speaks for the claim.
    ...
    """

    sentences: Mapping[Triple, str]

    def __getitem__(self, triple: Triple) -> str:
        return self.sentences[triple]

    def __iter__(self) -> Iterator[Triple]:
        return iter(self.sentences)

    def __len__(self) -> int:
        return len(self.sentences)

    @property
    def node_types(self) -> tuple[str, ...]:
        """The types a node may have."""
        return tuple(dict.fromkeys(chain(*((start, end) for start, _, end in self))))

    @property
    def edge_types(self) -> tuple[str, ...]:
        """The types an edge may have."""
        return tuple(dict.fromkeys(edge for _, edge, _ in self))

    def between(self, edge: str) -> tuple[tuple[str, str], ...]:
        """The types of nodes that one type of edge may join."""
        return tuple((start, end) for start, type, end in self if type == edge)

    def __str__(self) -> str:
        rows = [(*triple, sentence) for triple, sentence in self.items()]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        padded = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
        return "\n".join(padded)

    def __repr__(self) -> str:
        return (
            f"<Schema of {len(self.node_types)} node types and {len(self.edge_types)} edge types>"
        )


SCHEMA = Schema(
    {
        ("claim", "premise", "argument"): "The step starts from the claim.",
        ("argument", "pro", "claim"): "The step speaks for the claim.",
        ("argument", "con", "claim"): "The step speaks against the claim.",
        ("argument", "undercut", "argument"): "The step disputes the other, not its premises.",
        ("actor", "accepts", "claim"): "The actor holds that it is so.",
        ("actor", "rejects", "claim"): "The actor holds that it is not so.",
        ("actor", "neutral", "claim"): "The actor speaks of it and takes no side.",
        ("actor", "torn", "claim"): "The actor is of two minds about it.",
        ("actor", "gains", "claim"): "The actor is said to gain if the position wins.",
        ("actor", "loses", "claim"): "The actor is said to lose if the position wins.",
        ("actor", "mixed", "claim"): "The actor is said to gain and to lose if it wins.",
        ("claim", "link", "claim"): "The claims stand to each other as the link's kind says.",
        ("actor", "tie", "actor"): "The actors stand to each other as the tie's kind says.",
        ("actor", "part_of", "actor"): "The actor belongs to the other.",
        ("actor", "cites", "source"): "What is said of the actor can be looked up there.",
        ("claim", "cites", "source"): "The claim can be looked up there.",
        ("argument", "cites", "source"): "The step can be looked up there.",
    }
)
"""Every edge a graph of a map may have."""

_VERDICT_OF = {"accepts": "accept", "rejects": "reject", "neutral": "neutral", "torn": "ambivalent"}
_EFFECT_OF = {"gains": "gain", "loses": "loss", "mixed": "mixed"}
_EDGE_OF = {said: edge for edge, said in (_VERDICT_OF | _EFFECT_OF).items()}
_NODES: dict[str, type[Identified]] = {
    "actor": Actor,
    "claim": Claim,
    "argument": Argument,
    "source": Source,
}
_BY_EDGES = ("id", "premises", "target", "side", "part_of")  # and the citations of nodes
_ENDS = ("actor", "claim", "claims", "source", "target", "verdict", "effect")
_JSON = ("citations", "names", "notes", "extra")
_NO_FIELD = ("type", "order", "node_default", "edge_default")  # the last two are GraphML's


# From a map to a graph ---------------------------------------------------------------


def to_graph(map: ArgumentMap) -> nx.MultiDiGraph[str]:
    """The whole map as a typed graph, from which `from_graph` makes an equal map.

    >>> import argmap
    >>> graph = to_graph(argmap.example("iraq-withdrawal"))
    >>> all(data["type"] in SCHEMA.edge_types for *_, data in graph.edges(data=True))
    True
    """
    graph = _graph(_map_attributes(map))
    for type, records in _by_node_type(map).items():
        for order, record in enumerate(records):
            attributes = _attributes(record, but=(*_BY_EDGES, "citations"))
            graph.add_node(record.id, type=type, order=order, **attributes)
    for order, id in enumerate(map.positions, start=1):
        graph.nodes[id]["position"] = order
    graph.add_edges_from(_edges(map))
    return graph


def to_actor_graph(map: ArgumentMap) -> nx.MultiDiGraph[str]:
    """The actors and the ties between them: nodes and edges as in `to_graph`.

    Each edge has `kind`, `sign` (-1, 0 or 1) and `strength` (0 to 1); give networkx
    `weight="strength"` where an algorithm asks for a weight.

    >>> import argmap
    >>> import networkx as nx
    >>> graph = to_actor_graph(argmap.example("iraq-withdrawal"))
    >>> len(graph) == len(argmap.example("iraq-withdrawal").actors)
    True
    """
    whole = to_graph(map)
    graph = _graph(whole.graph)
    graph.add_nodes_from((actor.id, whole.nodes[actor.id]) for actor in map.actors)
    graph.add_edges_from(_ties(map))
    return graph


def to_claim_graph(map: ArgumentMap) -> nx.MultiDiGraph[str]:
    """The claims alone, with one signed edge from each premise to what its step bears on.

    Each edge has `sign` (1 for pro, -1 for con), `argument` (the step's id), `weight` (the
    step's, 0 to 1), `joint` (ids of the premises beside this one) and `undercuts` (ids of
    the arguments against the step), with a space between ids. Undercuts are no edges
    here, since they lead to no claim.

    >>> import argmap
    >>> graph = to_claim_graph(argmap.example("iraq-withdrawal"))
    >>> {data["sign"] for *_, data in graph.edges(data=True)} == {1, -1}
    True
    """
    whole = to_graph(map)
    graph = _graph(whole.graph)
    graph.add_nodes_from((claim.id, whole.nodes[claim.id]) for claim in map.claims)
    graph.add_edges_from(_signed_edges(map))
    return graph


def _graph(attributes: Mapping[str, Any]) -> nx.MultiDiGraph[str]:
    import networkx as nx  # noqa: PLC0415 - heavy, and not everybody needs it

    return nx.MultiDiGraph(**attributes)


def _by_node_type(map: ArgumentMap) -> dict[str, tuple[Identified, ...]]:
    return {
        "actor": map.actors,
        "claim": map.claims,
        "argument": map.arguments,
        "source": map.sources,
    }


def _map_attributes(map: ArgumentMap) -> dict[str, Any]:
    names = ("question", "title", "language", "notes", "extra")
    said = {name: getattr(map, name) for name in names}
    return {name: _plain(name, value) for name, value in said.items() if not _empty(value)}


def _attributes(record: Record, *, but: Iterable[str]) -> dict[str, Any]:
    said = {name: getattr(record, name) for name in _names(type(record))}
    return {
        name: _plain(name, value)
        for name, value in said.items()
        if name not in but and not _empty(value)
    }


def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, tuple | Mapping) and not value)


def _plain(name: str, value: Any) -> Any:
    """A field as text or a number."""
    if name == "via":
        return " ".join(value)
    return json.dumps(value, default=_to_json, ensure_ascii=False) if name in _JSON else value


def _to_json(value: Any) -> Any:
    if not isinstance(value, Citation):
        return dict(value)
    if Citation.of(str(value)) == value:
        return str(value)
    said = {name: getattr(value, name) for name in _names(Citation)}
    return {name: item for name, item in said.items() if not _empty(item)}


def _edges(map: ArgumentMap) -> Iterator[_Edge]:
    for argument in map.arguments:
        for order, premise in enumerate(argument.premises):
            yield premise, argument.id, {"type": "premise", "order": order}
        undercuts = isinstance(map[argument.target], Argument)
        yield argument.id, argument.target, {"type": "undercut" if undercuts else argument.side}
    for order, stance in enumerate(map.stances):
        type = _EDGE_OF[stance.verdict]
        yield stance.actor, stance.claim, _edge(type, order, stance)
    for order, stake in enumerate(map.stakes):
        yield stake.actor, stake.claim, _edge(_EDGE_OF[stake.effect], order, stake)
    for order, link in enumerate(map.links):
        yield *link.claims, _edge("link", order, link)
    yield from _ties(map)
    for actor in map.actors:
        if actor.part_of is not None:
            yield actor.id, actor.part_of, {"type": "part_of"}
    for actor in map.actors:
        yield from _cites(actor)
    for claim in map.claims:
        yield from _cites(claim)
    for argument in map.arguments:
        yield from _cites(argument)


def _cites(record: Actor | Claim | Argument) -> Iterator[_Edge]:
    for order, citation in enumerate(record.citations):
        yield record.id, citation.source, _edge("cites", order, citation)


def _ties(map: ArgumentMap) -> Iterator[_Edge]:
    for order, tie in enumerate(map.ties):
        yield tie.source, tie.target, _edge("tie", order, tie)


def _edge(type: str, order: int, record: Record) -> dict[str, Any]:
    return {"type": type, "order": order, **_attributes(record, but=_ENDS)}


def _signed_edges(map: ArgumentMap) -> Iterator[_Edge]:
    for argument in map.arguments:
        if isinstance(map[argument.target], Argument):
            continue
        undercuts = " ".join(undercut.id for undercut in map.undercuts(argument.id))
        for premise in argument.premises:
            said = {
                "sign": 1 if argument.side == "pro" else -1,
                "argument": argument.id,
                "weight": argument.weight,
                "joint": " ".join(id for id in argument.premises if id != premise),
                "undercuts": undercuts,
            }
            yield premise, argument.target, said


# Signs along paths -------------------------------------------------------------------

_State: TypeAlias = tuple[str, int, bool, bool]
"""An id, the sign of a path from it, whether the path starts by crossing a rivalry, and
whether it crosses one between alternatives."""


def signs_towards(map: ArgumentMap, claim: str, *, links: bool = True) -> dict[str, frozenset[int]]:
    """The signs of the paths from each claim and argument to a claim; none, no path.

    A pro keeps the sign, a con turns it, an undercut turns that of the step it disputes.
    Of links, `equivalent` and `rephrase` keep it and rivalries turn it; but no path
    crosses two rivalries in a row, or two between alternatives, for the rival of a rival
    is no friend. Takes time in proportion to the size of the map.

    >>> import argmap
    >>> signs = signs_towards(argmap.example("iraq-withdrawal"), "leave")
    >>> signs["vacuum"] == {-1}, signs["attacks"] == {1, -1}, "troops-iraq" in signs
    (True, True, False)
    """
    start: _State = (map.claim(claim).id, 1, False, False)
    seen, open_ = {start: None}, deque([start])
    while open_:
        for state in _before(map, open_.popleft(), links=links):
            if state not in seen:
                seen[state] = None
                open_.append(state)
    signs: dict[str, frozenset[int]] = {}
    for id, sign, *_ in seen:
        signs[id] = signs.get(id, frozenset()) | {sign}
    return signs


def _before(map: ArgumentMap, state: _State, *, links: bool) -> Iterator[_State]:
    """The states one step further from the claim."""
    id, sign, rival, chosen = state
    for argument in map.arguments_on(id):
        yield argument.id, sign if argument.side == "pro" else -sign, False, chosen
    record = map[id]
    if isinstance(record, Argument):
        for premise in record.premises:
            yield premise, sign, False, chosen
        return
    for link in map.links_of(id) if links else ():
        if link.kind not in RIVALRIES:
            yield link.other(id), sign, rival, chosen
        elif not rival and not (chosen and link.kind == "alternative"):
            yield link.other(id), -sign, True, chosen or link.kind == "alternative"


# From a graph to a map ---------------------------------------------------------------


def from_graph(graph: nx.Graph[Any]) -> ArgumentMap:
    """The map of a typed graph, whether `to_graph` made it or you did.

    A node needs its `type`; where it says no `text`, `name` or `title`, its id stands for
    it. Attributes that no field is there for go to the record's `extra`. `InvalidMapError`
    names whatever `check_graph` finds. What is no networkx graph is an `OptionTypeError`.

    A graph whose nodes have an `order` is taken for one of `to_graph`, and what such a
    graph has lost is a fault: a missing `text`, `name` or `title`, and all that a simple
    graph such as `networkx.DiGraph(to_graph(map))` makes of edges side by side. Keep it a
    multigraph: of GraphML, `networkx.read_graphml(path, force_multigraph=True)`.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph(question="Should US forces leave Iraq?")
    >>> graph.add_node("leave", type="claim", text="US forces leave Iraq.", position=1)
    >>> graph.add_node("baghdad", type="actor")
    >>> _ = graph.add_edge("baghdad", "leave", type="accepts")
    >>> from_graph(graph).stances
    (Stance(actor='baghdad', claim='leave', verdict='accept'),)
    """
    map, faults = _read(graph)
    if map is None:
        raise InvalidMapError(faults, about="the graph is no argument map")
    return map


def check_graph(graph: nx.Graph[Any]) -> tuple[Fault, ...]:
    """Everything that keeps a graph from being a map; nothing if it is one.

    How the records fit together is looked at once each of them is sound.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph(question="Should US forces leave Iraq?")
    >>> graph.add_node("leave", type="claim")
    >>> graph.add_node("baghdad", type="actr")
    >>> _ = graph.add_edge("leave", "leave", type="accepts")
    >>> for fault in check_graph(graph):
    ...     print(fault)
    node 'baghdad': unknown type 'actr'; did you mean 'actor'?
    edge from 'leave' to 'leave': accepts leads from claim to claim; it may lead from actor to claim
    """
    return _read(graph)[1]


def _read(graph: nx.Graph[Any]) -> tuple[ArgumentMap | None, tuple[Fault, ...]]:
    """The map and no fault, or no map and every fault."""
    import networkx as nx  # noqa: PLC0415 - heavy, and not everybody needs it

    if not isinstance(graph, nx.Graph):
        remedy = "give a networkx.MultiDiGraph, such as to_graph makes"
        raise OptionTypeError("graph", graph, "no networkx graph", remedy)
    if not graph.is_directed():
        return None, (Fault("the graph has no directions", remedy="use networkx.MultiDiGraph"),)
    typed = _typed(graph)
    if typed.is_ours and not graph.is_multigraph():
        message = "the graph is simple, and edges side by side become one in it"
        return None, (Fault(message, remedy="use networkx.MultiDiGraph from the start"),)
    faults = [*_node_faults(typed), *_edge_faults(typed)]
    records = _records(typed, faults.extend)
    said = _said_of_map(typed, graph.graph, faults.extend)
    if faults:
        return None, tuple(faults)
    try:
        return ArgumentMap(**records, **said), ()
    except InvalidMapError as error:
        return None, error.faults


@frozen
class _Typed:
    """A graph's nodes and edges, each in the order of their row."""

    nodes: Mapping[Any, _Attributes]
    edges: tuple[tuple[Any, Any, _Attributes], ...]
    ins: Mapping[tuple[Any, str], list[Any]]
    outs: Mapping[tuple[Any, str], list[Any]]
    cites: Mapping[Any, list[tuple[Any, _Attributes]]]

    def of_type(self, type: str) -> Iterator[tuple[Any, _Attributes]]:
        return ((id, data) for id, data in self.nodes.items() if _type(data) == type)

    def targets(self, argument: Any) -> list[tuple[Any, str]]:
        """What a step bears on, and on which side; a step of a map has exactly one."""
        sides = {"pro": "pro", "con": "con", "undercut": "con"}
        return [
            (end, side) for t, side in sides.items() for end in self.outs.get((argument, t), [])
        ]

    @property
    def is_ours(self) -> bool:
        """Whether `to_graph` made it, which gives every node its place."""
        return any("order" in data for data in self.nodes.values())

    def wholes(self, actor: Any) -> list[Any]:
        return self.outs.get((actor, "part_of"), [])


def _typed(graph: nx.Graph[Any]) -> _Typed:
    nodes = dict(sorted(graph.nodes(data=True), key=lambda node: _place(node[1])))
    edges = tuple(sorted(graph.edges(data=True), key=lambda edge: _place(edge[2])))
    ins: dict[tuple[Any, str], list[Any]] = defaultdict(list)
    outs: dict[tuple[Any, str], list[Any]] = defaultdict(list)
    cites: dict[Any, list[tuple[Any, _Attributes]]] = defaultdict(list)
    for start, end, data in edges:
        ins[end, _type(data)].append(start)
        outs[start, _type(data)].append(end)
        if _type(data) == "cites":
            cites[start].append((end, data))
    return _Typed(nodes, edges, ins, outs, cites)


def _type(data: _Attributes) -> str:
    type = data.get("type")
    return type if isinstance(type, str) else ""


def _place(data: _Attributes, name: str = "order") -> float:
    """Where something stands in its row; whatever does not say so comes last."""
    return data[name] if name in data and not _place_problem(data, name) else math.inf


def _place_problem(data: _Attributes, name: str) -> str:
    place = data.get(name, 0)
    known = isinstance(place, int | float) and not math.isnan(place)
    return "" if known else f"{name} {place!r} is no number"


# What can be wrong with a graph


_SAID_BY = {"actor": "name", "claim": "text", "source": "title"}


def _node_faults(typed: _Typed) -> Iterator[Fault]:
    ours = typed.is_ours
    for id, data in typed.nodes.items():
        where = f"node {id!r}"
        if _type(data) not in _NODES:
            yield _unknown_type(data, where, SCHEMA.node_types)
        yield from _misplaced(data, where, "order")
        said_by = _SAID_BY.get(_type(data))
        if ours and said_by is not None and said_by not in data:
            remedy = "say it; its id stands for it only where no node has an order"
            yield Fault(f"no {said_by}", where, remedy)
        if _type(data) == "claim":
            yield from _misplaced(data, where, "position")
        if _type(data) == "argument" and len(typed.targets(id)) != 1:
            yield _targets_fault(typed.targets(id), where)
        if len(typed.wholes(id)) > 1:
            wholes = ", ".join(map(repr, typed.wholes(id)))
            yield Fault(f"part of several: {wholes}", where, "keep one part_of edge")


def _edge_faults(typed: _Typed) -> Iterator[Fault]:
    for start, end, data in typed.edges:
        where, type = f"edge from {start!r} to {end!r}", _type(data)
        yield from _misplaced(data, where, "order")
        if type not in SCHEMA.edge_types:
            yield _unknown_type(data, where, SCHEMA.edge_types)
            continue
        kinds = _type(typed.nodes[start]), _type(typed.nodes[end])
        if set(kinds) <= _NODES.keys() and (kinds[0], type, kinds[1]) not in SCHEMA:
            allowed = " or ".join(f"from {a} to {b}" for a, b in SCHEMA.between(type))
            message = f"{type} leads from {kinds[0]} to {kinds[1]}"
            yield Fault(message, where, _remedy(type, kinds) or f"it may lead {allowed}")


def _remedy(type: str, kinds: tuple[str, str]) -> str:
    if type in ("pro", "con") and kinds == ("claim", "claim"):
        return f"put a step between them: claim -premise-> argument -{type}-> claim"
    return ""


def _unknown_type(data: _Attributes, where: str, known: tuple[str, ...]) -> Fault:
    listed = f"give one of {', '.join(known)}"
    if "type" not in data:
        return Fault("no type", where, listed)
    type = data["type"]
    return Fault(f"unknown type {type!r}", where, did_you_mean(nearest(str(type), known)) or listed)


def _targets_fault(targets: list[tuple[Any, str]], where: str) -> Fault:
    if not targets:
        return Fault("the step bears on nothing", where, "add a pro, con or undercut edge from it")
    named = ", ".join(repr(end) for end, _ in targets)
    return Fault(f"the step bears on several: {named}", where, "make a step for each")


def _misplaced(data: _Attributes, where: str, name: str) -> Iterator[Fault]:
    if problem := _place_problem(data, name):
        yield Fault(problem, where, "give a number")


# Nodes and edges as records


@frozen
class _Row:
    """A record to be: its field of the map, its kind, and where each of its fields is said."""

    room: str
    kind: type[Any]
    told: dict[str, Any]  # by the graph itself: ids, ends, types
    data: _Attributes
    where: str
    assumed: dict[str, Any] = field(factory=dict)  # where no attribute says it


def _records(typed: _Typed, blame: _Blame) -> dict[str, Any]:
    """The records of a graph by the map's field for them; what is wrong with any is blamed."""
    made: dict[str, list[Any]] = defaultdict(list)
    for row in chain(_node_rows(typed), _edge_rows(typed)):
        try:
            said = row.assumed | _said(row.data, _names(row.kind), row.told, row.where)
            if cited := _cited(typed, row.told.get("id")):
                said["citations"] = (*said.get("citations", ()), *cited)
            made[row.room].append(row.kind(**row.told, **said))
        except InvalidRecordError as error:
            blame(error.faults)
    return {room: tuple(records) for room, records in made.items()}


def _node_rows(typed: _Typed) -> Iterator[_Row]:
    for id, data in typed.of_type("actor"):
        told = {"id": id, "part_of": next(iter(typed.wholes(id)), None)}
        yield _Row("actors", Actor, told, data, f"actor {id!r}", {"name": str(id)})
    for id, data in typed.of_type("claim"):
        rest = {name: value for name, value in data.items() if name != "position"}
        yield _Row("claims", Claim, {"id": id}, rest, f"claim {id!r}", {"text": str(id)})
    for id, data in typed.of_type("argument"):
        premises = tuple(typed.ins.get((id, "premise"), ()))
        for target, side in typed.targets(id)[:1]:
            told = {"id": id, "premises": premises, "target": target, "side": side}
            yield _Row("arguments", Argument, told, data, f"argument {id!r}")
    for id, data in typed.of_type("source"):
        yield _Row("sources", Source, {"id": id}, data, f"source {id!r}", {"title": str(id)})


def _edge_rows(typed: _Typed) -> Iterator[_Row]:
    for start, end, data in typed.edges:
        type, ends = _type(data), {"actor": start, "claim": end}
        where = f"edge from {start!r} to {end!r}"
        if type in _VERDICT_OF:
            yield _Row("stances", Stance, ends | {"verdict": _VERDICT_OF[type]}, data, where)
        elif type in _EFFECT_OF:
            yield _Row("stakes", Stake, ends | {"effect": _EFFECT_OF[type]}, data, where)
        elif type == "link":
            yield _Row("links", Link, {"claims": (start, end)}, data, where, {"kind": None})
        elif type == "tie":
            ends = {"source": start, "target": end}
            yield _Row("ties", Tie, ends, data, where, {"kind": None})


def _cited(typed: _Typed, id: Any) -> list[Citation]:
    return [
        Citation(source, **_said(data, _names(Citation), {"source": source}, f"{id!r} cites"))
        for source, data in typed.cites.get(id, ())
    ]


def _said_of_map(typed: _Typed, data: _Attributes, blame: _Blame) -> dict[str, Any]:
    places = {id: data for id, data in typed.of_type("claim") if "position" in data}
    positions = tuple(sorted(places, key=lambda claim: _place(places[claim], "position")))
    try:
        said = _said(data, ("question", "title", "language", "notes", "extra"), {}, "the graph")
    except InvalidRecordError as error:
        blame(error.faults)
        return {}
    if "question" not in said:
        blame([Fault("the graph asks no question", remedy="set graph.graph['question']")])
    return {**said, "positions": positions}


def _said(data: _Attributes, known: Iterable[str], told: _Attributes, where: str) -> dict[str, Any]:
    """Attributes as fields; those that no field is there for go to `extra`."""
    clash = [name for name in told if name in data and data[name] != told[name]]
    if clash:
        raise _refused(f"{clash[0]} is told by nodes and edges", "leave the attribute out", where)
    said = {
        name: _from_plain(name, value, where)
        for name, value in data.items()
        if name in known and name not in told
    }
    expected = {*known, *told, *_NO_FIELD}
    strange = {name: value for name, value in data.items() if name not in expected}
    return said | {"extra": {**said.get("extra", {}), **strange}}


def _from_plain(name: str, value: Any, where: str) -> Any:
    """An attribute as the field it stands for: `_plain`, the other way round."""
    if name == "via" and isinstance(value, str):
        return tuple(value.split())
    if name not in _JSON:
        return value
    if name in ("names", "extra"):
        return _parsed(name, value, Mapping, where)
    short = isinstance(value, str) and not value.startswith("[")
    items = [value] if short else _parsed(name, value, Sequence, where)
    return tuple(_citation(item, where) for item in items) if name == "citations" else tuple(items)


def _parsed(name: str, value: Any, kind: type, where: str) -> Any:
    try:
        parsed = json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError) as error:
        raise _refused(f"{name} is no JSON: {error}", "write it by json.dumps", where) from None
    if isinstance(parsed, kind) and not isinstance(parsed, str):
        return parsed
    raise _refused(f"{name} is {value!r}", f"give a {kind.__name__.lower()}", where)


def _citation(item: Any, where: str) -> Citation:
    if isinstance(item, Citation):
        return item
    if isinstance(item, str):
        return Citation.of(item)
    try:
        return Citation(**item)
    except TypeError:
        known = ", ".join(_names(Citation))
        raise _refused(f"{item!r} is no citation", f"its fields are {known}", where) from None


def _refused(message: str, remedy: str, where: str) -> InvalidRecordError:
    return InvalidRecordError([Fault(message, where, remedy)])
