"""Tests of the hosts in examples/."""
