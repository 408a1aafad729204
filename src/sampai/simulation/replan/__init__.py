"""From a live state to the rest of a plan, changing as little as may be."""
