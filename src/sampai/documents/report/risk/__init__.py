"""The part of the report on chance: pictures and tables."""
