"""Tables of the contract in the database, and back."""
