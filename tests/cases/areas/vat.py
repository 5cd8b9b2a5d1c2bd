"""VAT decisions (vat_cases.json): the one call; the words are in `tests.cases.vat_words`."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hostbilling import vat
from hostbilling.money import Amounts, Rounding, exact, payable, share
from hostbilling.periods import Period
from hostbilling.vat import (
    Buyer,
    CustomerVat,
    Evidence,
    ExchangeRate,
    Part,
    Payment,
    SellerVat,
    SmallBusiness,
    Supply,
    Totals,
    Undetermined,
    VatDecision,
    VatId,
    Where,
)
from tests.cases.answers import any_of
from tests.cases.legal import Cited
from tests.cases.vat_words import (
    CUSTOMERS,
    LAW_OF_QUESTIONS,
    LIABLE,
    LINES,
    MENTIONS,
    PROBLEMS,
    SCHEMES,
    STATUSES,
    UNDETERMINED,
    WARNINGS,
    item_of,
    kind_of,
    kind_of_fee,
)

HALF_UP = Rounding.HALF_UP


def _vat_id(given: Any, tax_point: date) -> VatId | None:
    if given is None or given["value"] is None:
        return None
    status = STATUSES[given.get("status", "unchecked")]
    return VatId(number=given["value"], status=status, checked_on=tax_point)


def _customer(given: Mapping[str, Any], tax_point: date) -> Buyer:
    communicated = given.get("communicated_on")
    return Buyer(
        kind=CUSTOMERS[given["type"]],
        country=given.get("country"),
        postcode=str(given.get("postcode") or ""),
        city=given.get("city") or "",
        vat_id=_vat_id(given.get("vat_id"), tax_point),
        vat=CustomerVat(
            private_use=given.get("private_use", False),
            id_given_on=date.fromisoformat(communicated) if communicated else None,
            id_applied_for=given.get("vat_id_applied_for", False),
            business_proof=given.get("business_proof", ""),
            name_matches=given.get("name_match"),
            receiving_country=given.get("receiving_establishment"),
            vat_group=given.get("vat_group", False),
        ),
    )


def _seller(given: Mapping[str, Any]) -> SellerVat:
    small = given.get("small_business")
    countries = [*given.get("fixed_establishments", ()), *given.get("established_in", ())]
    return SellerVat(
        country=given["country"],
        postcode=str(given.get("postcode") or ""),
        establishments=[code for code in dict.fromkeys(countries) if code != given["country"]],
        has_vat_id=given.get("vat_registered", True),
        oss=SCHEMES[given.get("oss_scheme", "none")],
        cross_border=_totals(given.get("threshold")),
        one_item=_totals(given.get("evidence_turnover")),
        small_business=SmallBusiness(
            home=small.get("home_exempt", False),
            ex_states=small.get("ex_states", ()),
            union_turnover=small.get("union_turnover_eur", 0),
        )
        if small
        else None,
    )


def _totals(given: Mapping[str, Any] | None) -> Totals | None:
    if given is None:
        return None
    return Totals(
        this_year=given["current_year_before_eur"],
        prior_year=given["prior_year_eur"],
        opted_from=date(2019, 1, 1) if given.get("opted_destination") else None,
    )


def _supply(given: Mapping[str, Any], customer: Mapping[str, Any]) -> Supply:
    over = [kind for flag, kind in LINES.items() if customer.get(flag)]
    net, gross, known_rate = given.get("net"), given.get("gross"), given.get("rate_known")
    original = given.get("original_tax_point")
    location = given.get("location")
    return Supply(
        kind=kind_of_fee(given["kind"], given.get("covers", "")),
        net=exact(net, given.get("currency", "EUR")) if net is not None else None,
        gross=exact(gross, given.get("currency", "EUR")) if gross is not None else None,
        principal=kind_of(given.get("ancillary_to", "hosting")),
        location=Where(country=location) if location else None,
        establishment=given.get("intervening_establishment"),
        delivered_over=over[0] if over else None,
        with_human_support=given.get("includes_human_support", False),
        known_place=given.get("place_known"),
        known_rate=Decimal(known_rate) if known_rate is not None else None,
        original_tax_point=date.fromisoformat(original) if original else None,
    )


def _rates(given: Mapping[str, Any] | None) -> list[ExchangeRate]:
    if given is None:
        return []
    on = date.fromisoformat(given["date"])
    return [
        ExchangeRate(quote=name.partition("_")[0], price=given[name], on=on, source="ECB")
        for name in given
        if name.endswith("_per_EUR")
    ]


def _amounts(given: Mapping[str, Any], supply: Supply, decision: VatDecision) -> Amounts | None:
    if "lines" in given:
        return vat.compute_lines(
            decision, [payable(net, given["currency"]) for net in given["lines"]], rounding=HALF_UP
        )
    if supply.gross is not None and (given.get("price_includes_vat") or supply.net is None):
        return vat.compute(decision, gross=supply.gross, rounding=HALF_UP)
    return vat.compute(decision, net=supply.net, rounding=HALF_UP) if supply.net is not None else None


def _period(given: Mapping[str, Any]) -> Period | None:
    period = given.get("period")
    if period is None:
        return None
    return Period(date.fromisoformat(period["start"]), date.fromisoformat(period["end"]) + timedelta(days=1))


def _payments(given: Mapping[str, Any], supply: Supply) -> list[Payment]:
    payments = [
        Payment(on=date.fromisoformat(item["date"]), net=payable(item["net"], given["currency"]))
        for item in given.get("payments", ())
    ]
    deposit = given.get("payment")
    if deposit is not None and supply.net is not None:
        part = share(supply.net, Decimal(deposit["amount_pct"]) / 100, rounding=HALF_UP)
        payments.append(Payment(on=date.fromisoformat(deposit["date"]), net=part))
    return payments


def _cited(decision: VatDecision | Undetermined, asked: Mapping[str, Any]) -> Cited:
    told = [*decision.reasons, *(finding.reason for finding in decision.findings)]
    texts = [text for reason in told for text in reason.law]
    texts += [text for member, more in LAW_OF_QUESTIONS.items() if member in asked for text in more]
    return Cited(tuple(text.citation for text in texts))


def decide(given: Mapping[str, Any]) -> dict[str, Any]:
    """The decision in the words of the cases."""
    asked = given["supply"]
    supply = _supply(asked, given["customer"])
    payments = _payments(asked, supply)
    period = _period(asked)
    completed_on = date.fromisoformat(given["tax_point"])
    parts = vat.chargeable_parts(supply.net, completed_on=completed_on, payments=payments) if supply.net else ()
    tax_point = parts[0].tax_point if len(parts) == 1 else completed_on
    customer = _customer(given["customer"], tax_point)
    evidence = [
        Evidence(kind=item_of(item["kind"]), country=item["country"])
        for item in given.get("evidence", ())
        if item["kind"] and item["country"] is not None
    ]
    seller = _seller(given["seller"])

    def on(day: date) -> VatDecision | Undetermined:
        return vat.determine(supply, seller=seller, customer=customer, tax_point=day, evidence=evidence)

    decision = on(tax_point)
    got: dict[str, Any] = {
        "legal": _cited(decision, asked),
        "warnings": {
            word.format(**dict(finding.reason.facts))
            for finding in decision.findings
            for word in WARNINGS.get(finding.code, "").split()
        },
        "normalized_vat_id": customer.vat_id.number if customer.vat_id else None,
    }
    if not isinstance(decision, VatDecision):
        error = any_of(PROBLEMS.get(decision.problem, decision.problem.value))
        return {**UNDETERMINED, **got, "error": error}
    amounts = _amounts(asked, supply, decision)
    mention = vat.mention(
        decision,
        language=asked.get("invoice_language", "en"),
        seller_country=seller.country,
        on=tax_point,
    )
    got |= {
        "place": decision.place,
        "region": decision.region,
        "treatment": decision.treatment.value,
        "rate": decision.rate,
        "scheme": decision.scheme.value,
        "liable": LIABLE[decision.liable],
        "invoice_mention": MENTIONS.get(decision.mention) if decision.mention else None,
        "mention_text": mention.text if mention else None,
        "vat_category": decision.category.value,
        "tax_point": decision.tax_point,
        "tax_point_of_rate": decision.taxed_on,
        "recapitulative_statement": decision.recapitulative,
        "retain_evidence_until": decision.keep_evidence_until,
        "invoice_deadline": vat.invoice_by(tax_point),
    }
    if mention and (mention.fixed or "invoice_language" in asked):
        got["invoice_mention"] = mention.text
    if period is not None:
        got["deemed_completions"] = vat.deemed_completions(period, events=[payment.on for payment in payments])
    if amounts is not None:
        got |= {"net": amounts.net, "vat": amounts.vat}
        got |= _elsewhere(asked, decision, amounts)
    if parts:
        got["split"] = [_part(part, on(part.tax_point)) for part in parts]
    return got


def _part(part: Part, decision: VatDecision | Undetermined) -> dict[str, Any]:
    assert isinstance(decision, VatDecision)
    amounts = vat.compute(decision, net=part.net, rounding=HALF_UP)
    return {"net": amounts.net, "vat": amounts.vat, "rate": decision.rate, "tax_point": part.tax_point}


def _elsewhere(asked: Mapping[str, Any], decision: VatDecision, amounts: Amounts) -> dict[str, Any]:
    got: dict[str, Any] = {}
    if "ecb_rate" in asked and decision.place is not None:
        stated = vat.in_national_currency(
            amounts.vat, state=decision.place, on=decision.taxed_on, rates=_rates(asked["ecb_rate"]), rounding=HALF_UP
        )
        got["vat_national"] = {"currency": stated.amount.currency.code, "amount": stated.amount}
    if "ecb_rate_quarter_end" in asked:
        rates = _rates(asked["ecb_rate_quarter_end"])
        got["oss_vat_eur"] = vat.in_return_currency(amounts.vat, rates=rates, rounding=HALF_UP).amount
    return got


AREAS = {"vat": decide}
FOR_READERS = {
    "seller.oss_msi",
    "customer.was_valid_at_order",
    "customer.customer_small_business",
    "supply.billing",
    "supply.proforma",
    "supply.proforma.date",
    "supply.price_includes_vat",
}
ASKED_IF_SET = {"legal", "invoice_mention", "vat_category", "liable", "warnings"}
