"""What chance does to a plan, in the words of those who read of it."""
