"""Argdown with the stakeholders in front: a map to be written by hand.

The text is Argdown, which its own tools read too: statements and arguments are claims, the
relations between them are steps. YAML front matter holds the question, the positions, the
sources and the actors with their ties and stakes; braces after a claim hold the rest of it.

    ===
    question: Should US forces leave Iraq?
    positions: [leave]
    ===

    [leave]: US forces leave Iraq.
      - <vacuum>: A quick exit leaves a gap others could fill. {cite: [mena ¶25]}
        _ <idle>: The force is not used to fill it.

From text to map a document goes through `tokens`, `syntax`, `gathering` and `reading`, and
back through `writing`.
"""

from argmap.formats.argdown.reading import loads
from argmap.formats.argdown.writing import dumps

__all__ = ["dumps", "loads"]
