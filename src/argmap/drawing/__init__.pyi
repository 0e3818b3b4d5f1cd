from .diagram import Diagram, draw
from .style import Style

__all__ = ["Diagram", "Style", "draw"]
