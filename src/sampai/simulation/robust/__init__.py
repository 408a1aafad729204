"""The cheapest plan that brings every TPS to the target."""
