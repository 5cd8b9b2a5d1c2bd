"""The catalogues, one module a language; imported when the language is first asked for."""
