"""Generates the bundled sample: invented councils' minutes in real ModernGov markup, and what a careful reader would label in them."""
