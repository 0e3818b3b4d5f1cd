"""Ask the withdrawal map what it knows, and how well it knows it.

Run it with `python examples/ask_questions.py`.
"""

from __future__ import annotations

import argmap
from argmap import analysis

map = argmap.example("iraq-withdrawal")
print(map)

# An answer prints as a table …
print(analysis.gains(map))
print(analysis.disputed(map, "baghdad", "washington", members=True))

# … and is a value that a program goes on with.
towards = analysis.bearing(map, "stay")
print("speaks for staying:", ", ".join(towards.ids("pro")[:5]), "…")
print("neither a stance nor a member's stance:", ", ".join(analysis.silent(map).without_stance))

# What stands, what would turn it, and how sure that is; each says by which semantics.
print(analysis.why(map, "stay"))
print(analysis.flips(map, "stay"))
print(analysis.robustness(map, "stay").sentence)

# Any question can be asked on each rung of the attribution ladder.
print(analysis.ladder(analysis.tally, map))

# What-ifs are maps too: what would be left without one witness?
before, after = analysis.unanswered(map), analysis.unanswered(map.without("pollock"))
print("without Pollock, no longer on record:", ", ".join(sorted(set(before) - set(after))) or "–")

# And a map is a typed graph, for every algorithm that networkx has.
graph = argmap.to_graph(map)
print("most is said about:", max(map.claims, key=lambda claim: graph.degree(claim.id)).text)
