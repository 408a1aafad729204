"""Records that need no event: stores, inspections, staff, requests."""
