"""Start the site: check, prepare, serve, end; real or as a demo."""
