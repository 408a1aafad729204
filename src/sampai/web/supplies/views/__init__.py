"""What each address of needs and stock answers."""
