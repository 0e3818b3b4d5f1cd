"""Argument graphs of Carneades 4, as its YAML files say them: read, not written.

Statements become claims, and arguments pros of their conclusions. A file's ids may be terms
such as `¬safe(volvo)`; where a map cannot have them, the record has one made from them and
keeps the file's in `extra`, as `id`. There it also keeps what a map has no field for:

- a claim `assumed: true` if the file assumes it, and the claim's `label` and `meta`;
- an argument the `roles` of its premises, and its `weighing` unless it is linked;
- a link the name of its `issue`, and the `standard` if the file states one;
- the map whatever stands at the top of the file besides: `meta`, `language`, `tests`, …

Undercutters, issues and missing premises are said as maps say them:

- The undercutter of an argument is the premise of a con against its step.
- The positions of an issue are `alternative` to each other. Those of the first issue are the
  positions of the map, whose question is the title.
- An argument without premises holds of itself. A map's step starts from something, so it
  gets a claim that says so, with `assumed: true` and `unstated: true`.

`argmap.analysis.to_steps` reads all that, so that `argmap.analysis.proof` gives a map the
labels that its file has in Carneades. What schemes make of the assumptions is worked out
(`schemes`), and what arguments weigh by them (`weighing`). Losses say what was not, and what
the map holds the outcome of, but not the rule.

>>> from argmap.formats import loads
>>> map = loads('''
... statements: {bird: It is a bird., flies: It flies., hurt: Its wing is broken.}
... arguments: {a1: {conclusion: flies, premises: [bird], undercutter: hurt}}
... assumptions: [bird]
... ''', "carneades")
>>> [argument.id for argument in map.arguments]
['a1', 'hurt-undercuts-bird']
>>> map.claim("bird").extra
FrozenMapping({'id': 'bird', 'assumed': True})
"""

from argmap.formats.carneades.reading import loads, loads_with_losses

__all__ = ["loads", "loads_with_losses"]
