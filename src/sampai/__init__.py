"""Plan, track, protect and prove election logistics."""

__version__ = "0.1.0"
