"""Renewals, dunning, EU VAT and invoice numbers for hosting companies: pure answers, no I/O."""

# Not from typing: importing that would cost more than the rest of this module together.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from types import ModuleType

    from . import (
        catalog,
        currencies,
        decision,
        demands,
        documents,
        dunning,
        errors,
        i18n,
        lifecycle,
        money,
        numbering,
        parties,
        payments,
        periods,
        presets,
        proration,
        render,
        renewal,
        serde,
        services,
        vat,
    )

__version__ = "0.1.0"

# Listed by the question they answer. Each is imported when first asked for, which keeps
# `import hostbilling` at about a millisecond and ssl, babel and moneyed out of the process.
__all__ = [
    # the four questions
    "renewal", "dunning", "vat", "numbering",
    # what joins them
    "lifecycle", "documents", "payments", "presets",
    # the nouns
    "parties", "catalog", "services", "demands",
    # the ground
    "money", "currencies", "periods", "proration", "decision", "errors",
    # the edges
    "render", "i18n", "serde",
]  # fmt: skip


def __getattr__(name: str) -> "ModuleType":
    if name in __all__:
        from importlib import import_module  # 1 ms, needed at the first use only

        return import_module(f".{name}", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
