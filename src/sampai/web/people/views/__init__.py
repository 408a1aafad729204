"""Pages of people, of the log and of the own account."""
