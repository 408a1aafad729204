"""The browser, the phone and other programs: pages, map and REST API."""
