"""Needs, stock, what is missing, packing lists and labels."""
