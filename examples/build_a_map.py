"""Build a map sentence by sentence, in the order people argue, and keep it as a file.

Run it with `python examples/build_a_map.py`.
"""

from __future__ import annotations

import argmap

draft = argmap.Draft("Should the harbour be closed to cars?", title="A harbour, as an example")
paper = draft.source("The harbour question", id="paper", publisher="The Evening Post")

# Positions answer the question; the first is the motion.
close = draft.position(
    "The harbour is closed to cars.", id="close", label="Close", cite="paper p. 1"
)
keep = draft.position("The harbour stays open to cars.", id="keep", label="Keep open")
keep.alternative_to(close, basis="analyst")

# Steps: what speaks for and against, and what disputes a step.
air = close.pro(
    "The air at the quay would be cleaner.", id="air", weight=0.6, cite=paper.at("p. 2")
)
measured = air.pro(
    "Half of the soot at the quay comes from cars.",
    id="measured",
    kind="fact",
    weight=0.9,
    cite=paper.at("p. 2"),
)
ferry = close.con("Who takes the ferry could no longer drive to it.", id="ferry", cite="paper p. 3")
ferry.undercut("A shuttle is planned from the car park.", id="shuttle", basis="implied")
measured.undercut("The measurements are from before the ring road.", id="ring-road")

# Who holds what, who says so, and how we know.
author = draft.voice("The Evening Post", id="author")
council = draft.actor("The city council", id="council", kind="government")
mayor = draft.actor("The mayor", id="mayor", kind="person", part_of=council)
shops = draft.actor("The quayside shops", id="shops", kind="group")

mayor.accepts(close, via=author, cite="paper p. 1").accepts(air, via=author, cite="paper p. 2")
council.torn_on(close, via=author, basis="attributed", cite="paper p. 1")
author.accepts(measured, cite="paper p. 2")
shops.accepts(ferry, via=author, hedge="fear", basis="attributed", cite="paper p. 3")
shops.loses_from(close, via=author, hedge="could", basis="attributed", cite="paper p. 3")
draft.note("p. 3: whether the shops oppose the closure is not said, only what they fear.")

map = draft.finish()
print(map)

# What was drafted can be asked, written down, and read again.
print(argmap.analysis.gains(map))
text = argmap.dumps(map, "argdown")
print(text)
assert argmap.loads(text, "argdown") == map  # noqa: S101 # an example may insist
