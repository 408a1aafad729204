"""One-click roles and a seeded database, on this machine only."""
