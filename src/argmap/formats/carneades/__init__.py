"""Argument graphs of Carneades 4, as its YAML files say them: read, not written."""

from argmap.formats.carneades.reading import loads, loads_with_losses

__all__ = ["loads", "loads_with_losses"]
