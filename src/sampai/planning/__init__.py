"""From needs to trips: who carries what, when, over which way."""
