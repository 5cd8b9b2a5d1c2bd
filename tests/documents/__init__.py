"""Tests of hostbilling.documents."""
