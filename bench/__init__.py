"""What sampai costs in time and memory, beside what one would use instead."""
