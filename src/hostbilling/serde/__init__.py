"""Plain data in and out: every value of the library as dicts, lists, text and numbers, ready for JSON.

Needs the `serde` extra. What comes back equals what went in, so an account replayed from stored facts is the
account that stored them.
"""

from .facts import dump_fact, dump_step, load_fact, load_step
from .plain import dump, load

__all__ = ["dump", "dump_fact", "dump_step", "load", "load_fact", "load_step"]
