"""Runs over legs that the tide opens and closes."""
