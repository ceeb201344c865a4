"""What changed in a series of dates."""
