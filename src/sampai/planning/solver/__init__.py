"""
The one door to PyVRP: iterated local search from a good start.

Two things decide how well it does on a fleet with hardly any room to
spare, and both are set here rather than left at their defaults. Loads are
divided by what they have in common, so that capacity is the whole number
of boxes that really fit; and the price of overload and lateness, whose
defaults know nothing of rupiah, is taken from the price of a day's work.
"""

from sampai.planning.solver.solving import solve, solve_until

__all__ = ["solve", "solve_until"]
