from .diagram import Diagram, draw, draw_difference
from .style import Style

__all__ = ["Diagram", "Style", "draw", "draw_difference"]
