"""Expected results written by others, and the runner that measures the library against them.

`python -m tests.cases FILE.json …` runs any file of this format; `--help` says more.
"""
