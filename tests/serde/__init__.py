"""Tests of hostbilling.serde."""
