"""From which day a renewal counts: the word that a renewal records about itself."""

from enum import Enum


class Start(Enum):
    """From which day a renewal counts."""

    FROM_END = "from_end"
    """From the end of validity, however late it is paid: the days between are part of the term."""
    FROM_PAYMENT = "from_payment"
    """A term laid from the day of the payment, after the days that are still left."""
    LATER_OF = "later_of"
    """From the end of validity or the payment, whichever is later."""
    FROM_END_IF_ACTIVE = "from_end_if_active"
    """From the end of validity while the service still works, from the payment once it was switched off."""
