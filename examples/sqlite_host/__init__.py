"""A small hosting company on one SQLite file: a host to copy from."""
