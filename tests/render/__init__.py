"""Tests of hostbilling.render."""
