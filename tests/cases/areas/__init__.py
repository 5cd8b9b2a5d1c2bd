"""How the members of each area become calls of the public API, one module a family.

A module defines

- `AREAS`: for each area's name a function from the `given` of a case to the members it can answer. It
  translates through plain tables of names and never holds a rule of its own: a rule belongs in the library.
- `ERRORS` (optional): from our fault codes to the word, or words with spaces between, that `expect.error` uses.
- `FOR_READERS` (optional): members of `given`, as dotted paths, that are read on purpose by nobody.
- `ASKED_IF_SET` (optional): members of `expect` that ask nothing when they are null or empty.

A value's type says how it is compared: an int, Decimal, Fraction or Money by amount ("10.5" is 10.50), a
datetime by instant and offset, a date by its ISO form, text letter by letter, so that numbers of documents keep
their zeros. A set must hold every text that a list expects, and may hold more. `tests.cases.answers` holds answers
for lists whose length the question does not give. A new module in this folder is found by itself.
"""
