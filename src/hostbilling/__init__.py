"""Renewals, dunning, EU VAT and invoice numbers for hosting companies: pure answers, no I/O."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import (
        catalog as catalog,
        currencies as currencies,
        decision as decision,
        demands as demands,
        documents as documents,
        dunning as dunning,
        errors as errors,
        lifecycle as lifecycle,
        money as money,
        numbering as numbering,
        parties as parties,
        payments as payments,
        periods as periods,
        presets as presets,
        proration as proration,
        render as render,
        renewal as renewal,
        serde as serde,
        services as services,
        vat as vat,
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
    "render", "serde",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in __all__:
        return import_module(f".{name}", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
