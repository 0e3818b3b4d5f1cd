"""Draw the withdrawal map: the board, the tree, and the board coloured by an answer.

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

# The suffix decides what is saved: .svg, .png, .dot.
argmap.draw(map).save(folder / "board.svg")
argmap.draw(map, "tree").save(folder / "tree.svg")
argmap.draw(map, theme="dark").save(folder / "board-dark.png")

# Any answer that gives a value per id can be painted; the legend follows.
argmap.draw(map, values=analysis.bearing(map, "stay")).save(folder / "bearing-on-stay.svg")
argmap.draw(map, values=analysis.unanswered(map)).save(folder / "unanswered.svg")

for path in sorted(folder.iterdir()):
    print(path.name, path.stat().st_size)
print(argmap.draw(map).alt_text)
