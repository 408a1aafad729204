"""Plans: made, weighed, approved, published, read by those concerned."""
