"""Panels: thin Qt over the algorithms, which they know by their ids only."""
