"""The sentences of VAT decisions, one module a language."""
