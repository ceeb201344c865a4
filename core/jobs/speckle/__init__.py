"""Less speckle, and how much there is."""
