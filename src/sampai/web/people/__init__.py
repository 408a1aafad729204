"""Who someone is, and which door opens to whom."""
