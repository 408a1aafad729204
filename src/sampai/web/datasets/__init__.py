"""Regencies and the editions of their data: import, compare, export."""
