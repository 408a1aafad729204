"""The terminal: commands, refusals and the screen of a result."""
