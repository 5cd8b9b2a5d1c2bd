"""Why a bank line was given to a document, or was not: the reasons of matching."""

from ...decision import ReasonCode

# What speaks for a document, the surest first: the order ranks suggestions.
NAMED = ReasonCode("matching.named", "The payment's reference {reference} is that of {document}.")
WRITTEN = ReasonCode("matching.written", "The text names {document} by {reference}.")
JOINED = ReasonCode("matching.joined", "Words of the text joined make {reference}, the reference of {document}.")
SENT = ReasonCode("matching.sent", "The payer's own reference {reference} is also that of {document}.")
WRONG_CHECK = ReasonCode(
    "matching.bad_check_digits", "But for its check digits {reference} is the reference of {document}."
)
KNOWN_ACCOUNT = ReasonCode("matching.known_account", "{iban} is an account of {customer}, who owes {document}.")
SAME_AMOUNT = ReasonCode("matching.same_amount", "{document} asks for this amount.")
SAME_NAME = ReasonCode("matching.same_name", "The payer's name is that of the customer of {document}.")
STRENGTH = (NAMED, WRITTEN, JOINED, SENT, WRONG_CHECK, KNOWN_ACCOUNT, SAME_NAME, SAME_AMOUNT)

# What was done with the money.
FILLS = ReasonCode("matching.fills", "{amount} fill {document}.")
SHORT = ReasonCode("matching.short", "{amount} are less than {document} asks for: {remaining} remain open.")
WITHIN_TOLERANCE = ReasonCode(
    "matching.within_tolerance", "{written_off} are missing on {document}, which is tolerated."
)
EXCESS = ReasonCode("matching.excess", "{excess} are more than was asked for and go to the wallet of {customer}.")
BANK_CHARGES = ReasonCode(
    "matching.bank_charges", "The payer shares the bank's charges ({charges}): that may be the rest."
)
ALREADY_PAID = ReasonCode(
    "matching.already_paid", "{document} was paid before: {amount} go to the wallet of {customer}."
)
CANCELLED = ReasonCode("matching.cancelled", "{document} was cancelled: {amount} go to the wallet of {customer}.")
REOPENS = ReasonCode("matching.reopens", "{line} was taken back: {document} asks for {amount} again.")
FROM_WALLET = ReasonCode("matching.from_wallet", "{line} was taken back: {amount} go out of the wallet of {customer}.")
BY_HAND = ReasonCode("matching.by_hand", "{by} paired it on {on}, on this proof: {proof}.")

# Why nothing was done.
SEEN = ReasonCode("matching.seen", "The line {identity} was read before.")
NOT_POSITIVE = ReasonCode("matching.not_positive", "{amount} are no receipt.")
UNKNOWN_RETURN = ReasonCode("matching.unknown_return", "It takes back {line}, which paid nothing that is known.")
SEVERAL_LINES = ReasonCode("matching.several_lines", "It takes back {line}, and several lines are called so: {lines}.")
RETURN_BRINGS = ReasonCode("matching.return_brings", "It takes back {line}, and yet brings {amount}.")
OTHER_CURRENCY = ReasonCode("matching.other_currency", "It came in {currency}, which nothing it can be for asks in.")
DISAGREE = ReasonCode("matching.references_disagree", "Its references name different documents: {documents}.")
SHARED = ReasonCode("matching.shared_reference", "{reference} belongs to several customers: {customers}.")
SEVERAL_CUSTOMERS = ReasonCode("matching.several_customers", "It names documents of several customers: {customers}.")
ONLY_HINTS = ReasonCode("matching.only_hints", "What speaks for a document is not enough to do it without a person.")
NOTHING = ReasonCode("matching.nothing", "Nothing in it names an open document.")
