"""The same steps for other programs: REST with OpenAPI."""
