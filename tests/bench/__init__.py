"""Measurements: `make bench`, or `python -m tests.bench NAME ...` for some of them."""
