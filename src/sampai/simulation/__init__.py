"""What chance does to a plan, and what plan can bear it."""
