"""The models, the runtime, and whether all is there."""
