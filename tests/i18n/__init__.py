"""Tests of hostbilling.i18n."""
