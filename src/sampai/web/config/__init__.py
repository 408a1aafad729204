"""How the site is set up: settings, addresses and the way in."""
