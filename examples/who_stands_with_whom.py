"""Who stands with whom over the withdrawal, what divides them, and what they share.

Run it with `python examples/who_stands_with_whom.py`.
"""

from __future__ import annotations

import argmap
from argmap import analysis

map = argmap.example("iraq-withdrawal")

# Who says the same as whom, with members counted as their bloc. One article is a small source.
agreed = analysis.agreement(map, rollup="bloc")
print(agreed)
print("most agreed on:", max(agreed.by_claim().items(), key=lambda item: item[1])[0])

# Camps, by what actors do for and to each other, and how firm these camps are.
camps = analysis.coalitions(map, by="ties")
print(camps.sentence)
print("with Washington:", ", ".join(camps.with_("washington")))

# What two sides share, and what would settle it between them.
print(analysis.common_ground(map, "washington", "baghdad"))
print(analysis.cruxes(map, "washington", "baghdad").table.note)

# A network is a graph of networkx; what claims bring to agreement colours the board.
print(agreed.thin(3))
print(argmap.draw(map, values=agreed.by_claim()).save("agreement.svg"))
