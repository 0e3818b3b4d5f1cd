"""Draw the withdrawal map in every view, in part, coloured by answers, and as a page.

Run it with `python examples/draw_pictures.py FOLDER`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import argmap
from argmap import analysis

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "pictures")
folder.mkdir(parents=True, exist_ok=True)

map = argmap.example("iraq-withdrawal")

# Nine views of one map.
for view in ("board", "tree", "actors", "camps", "matrix", "gains", "lattice", "timeline"):
    argmap.draw(map, view).save(folder / f"{view}.svg")

# The suffix decides what is saved.
argmap.draw(map, theme="dark").save(folder / "board-dark.png")
argmap.draw(map).save(folder / "board.mmd")
argmap.draw(map).save(folder / "outline.txt")

# Part of a map: what is around one claim, or what is on one side of one theme.
argmap.draw(map, focus=("vacuum", 1)).save(folder / "around-the-vacuum.svg")
argmap.draw(map, only={"theme": "Security", "side": "against"}).save(folder / "security.svg")

# Any answer that gives a value per id can be painted; the legend follows.
argmap.draw(map, values=analysis.bearing(map, "stay")).save(folder / "bearing-on-stay.svg")
argmap.draw(map, values=analysis.unanswered(map)).save(folder / "unanswered.svg")

# The ladder takes an answer for each rung: what stands on what is said outright, and so on.
rungs = ("stated", "attributed", "implied", "analyst")
standing = {rung: analysis.acceptability(map.on(basis=rung)) for rung in rungs}
argmap.draw(map, "ladder", values=standing).save(folder / "ladder.svg")

# What differs between two versions; and everything at once, as a page that needs no network.
argmap.draw_difference(map, map.without("weak-army")).save(folder / "difference.svg")
argmap.draw(map).save(folder / "map.html")

for path in sorted(folder.iterdir()):
    print(path.name, path.stat().st_size)
print(argmap.draw(map).alt_text)
