"""Renewals, dunning, EU VAT and invoice numbers for hosting companies: pure answers, no I/O."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import (
        catalog as catalog,
    )
    from . import (
        currencies as currencies,
    )
    from . import (
        decision as decision,
    )
    from . import (
        demands as demands,
    )
    from . import (
        documents as documents,
    )
    from . import (
        dunning as dunning,
    )
    from . import (
        errors as errors,
    )
    from . import (
        lifecycle as lifecycle,
    )
    from . import (
        money as money,
    )
    from . import (
        numbering as numbering,
    )
    from . import (
        parties as parties,
    )
    from . import (
        payments as payments,
    )
    from . import (
        periods as periods,
    )
    from . import (
        presets as presets,
    )
    from . import (
        proration as proration,
    )
    from . import (
        render as render,
    )
    from . import (
        renewal as renewal,
    )
    from . import (
        serde as serde,
    )
    from . import (
        services as services,
    )
    from . import (
        vat as vat,
    )

__version__ = "0.1.0"

# Listed by the question they answer. Each is imported when first asked for, which keeps
# `import hostbilling` at about a millisecond and ssl, babel and moneyed out of the process.
__all__ = [  # noqa: RUF022  # grouped
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


def __getattr__(name: str) -> ModuleType:
    if name in __all__:
        return import_module(f".{name}", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
