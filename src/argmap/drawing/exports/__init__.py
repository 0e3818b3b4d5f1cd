"""What a picture can be had as besides SVG: one module for each format, and what they share."""
