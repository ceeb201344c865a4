"""Radar in colours."""
