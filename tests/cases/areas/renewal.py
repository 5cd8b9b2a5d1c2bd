"""The law of renewal, the right of withdrawal, the window and mode of renewal (lifecycle_cases.json)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from hostbilling import money
from hostbilling.catalog import Family
from hostbilling.decision import Finding, Severity
from hostbilling.periods import PlainCalendar, Term, advance
from hostbilling.presets import lws, nfrance
from hostbilling.renewal import (
    Cancelled,
    Stop,
    WayBack,
    ahead,
    charge_day,
    first_day,
    is_waiting,
    law,
    mode_of,
    way_back,
)
from hostbilling.renewal.law import Channel, Contract, CustomerClass, Event, Inform, Phase, Practice, Window

WHEN = date(2026, 11, 21)
CLASSES = {each.value: each for each in CustomerClass}
CHANNELS = {
    **{each.value: each for each in Channel},
    "online": Channel.ONLINE_FUNCTION,
    "online_form": Channel.ONLINE_FUNCTION,
    "online_button": Channel.ONLINE_FUNCTION,
    "button": Channel.ONLINE_FUNCTION,
    "letter": Channel.POST,
    "postal": Channel.POST,
    "mail": Channel.POST,
    "toggle": Channel.CUSTOMER_AREA,
    "portal": Channel.CUSTOMER_AREA,
}
# How a policy of the source documents lets a VPS be ended.
POLICY_CHANNELS = {"lws": ["post"], "websupport": ["customer_area"], "nfrance": ["customer_area"]}
# How long before the end its message goes out.
POLICY_INFORMS = {"websupport": Term.days(28), "websupport_default": Term.days(28), "nfrance": Term.months(1)}
EVENTS = {"tacit": Event.TACIT_RENEWAL, "explicit": Event.ORDERED_RENEWAL}
WAYS_OUT = {"exit with immediate effect": "immediately"}
FAMILIES = {**{each.value: each for each in Family}, "hosting": Family.SHARED_HOSTING}
MODES = {"lws": lws.MODES, "nfrance": nfrance.MODES, "nfrance_explicit": ()}
# The families for which a customer of LWS finds a switch; a VPS or a backup goes by how it was paid.
SWITCHED = {Family.DOMAIN, Family.SHARED_HOSTING}
METHODS = {True: "direct_debit", False: "other"}
STOPS = {Stop.LAPSE: "let lapse", Stop.SWITCH: "switch off in customer area", Stop.POST: "post"}
ACCOUNTS = {"cancelled_trial": Cancelled.FROM_TRIAL, "cancelled_paid": Cancelled.FROM_PAID}
WAYS_BACK = {WayBack.SELF_SERVICE: "self_service", WayBack.BY_REQUEST: "by_request"}
# Clauses of renewal that bind nobody for another fixed term; None is a case that says nothing about it.
UNLIMITED_CLAUSES = (None, "none", "indefinite")
SEVERITIES = {Severity.VIOLATION: "violation", Severity.WARNING: "warning", Severity.NOTE: "info"}
REGIMES = {True: "DMCC", False: "pre-DMCC"}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _months(count: int | None) -> Term | None:
    return Term.months(count) if count else None


def _days(count: int | None) -> Term | None:
    return Term.days(count) if count else None


def _price(given: Mapping[str, Any]) -> Any:
    currency = given.get("currency", "EUR")
    if given.get("total_price") is None:
        return None
    return money.exact(given["total_price"], currency)


def _customer(given: Mapping[str, Any]) -> CustomerClass:
    return CLASSES[given.get("customer", "consumer")]


def _asked(given: Mapping[str, Any]) -> dict[str, Any]:
    on = _day(given.get("on")) or WHEN
    return {"country": given["jurisdiction"], "customer": _customer(given), "on": on}


def _contract(given: Mapping[str, Any]) -> Contract:
    return Contract(
        tacit=given.get("mode", "tacit") == "tacit",
        concluded=_day(given.get("concluded") or given.get("contract_date")),
        term=_months(given.get("initial_term_months") or given.get("first_term_months")),
        ends=_day(given.get("contract_end") or given.get("renewal_date")),
        notice=_months(given.get("notice_months")),
        refuse_by=_day(given.get("non_renewal_deadline")),
        charge_on=_day(given.get("charge_date")),
        notice_after=_months(given.get("post_renewal_notice_months")),
        trial=_days(given.get("trial_days")),
        trial_ends=_day(given.get("trial_end")),
        fee_change_on=_day(given.get("fee_change_on")),
        renewals=given.get("renewals", int(bool(given.get("renewed")))),
        total_price=_price(given),
    )


def _sent(given: Mapping[str, Any]) -> list[date]:
    days = [_day(given.get("informed_on")), _day(given.get("reminded_on"))]
    return [day for day in days if day is not None]


def _practice(given: Mapping[str, Any]) -> Practice:
    policy = given.get("policy", "")
    listed = given.get("cancel_channels", POLICY_CHANNELS.get(policy))
    clause = given.get("renewal_clause")
    fixed = clause not in UNLIMITED_CLAUSES
    renewed = given.get("renewal_term_months", given.get("first_term_months", 12) if fixed else None)
    return Practice(
        tacit=given.get("mode", "tacit") == "tacit",
        first_term=_months(given.get("first_term_months")),
        renewal_term=_months(renewed),
        indefinite=clause == "indefinite",
        notice=_months(given.get("notice_months")),
        notice_after=_months(given.get("post_renewal_notice_months")),
        informs=given.get("informed"),
        informs_before=POLICY_INFORMS.get(policy),
        channels=None if listed is None else [CHANNELS[each] for each in listed],
        sold_online=given.get("online_contracting"),
    )


def _worst(found: tuple[Finding, ...]) -> dict[str, Any]:
    told = [finding for finding in found if finding.severity is Severity.VIOLATION]
    told = told or [each for each in found if each.severity is Severity.WARNING and not each.code.startswith("law.")]
    if not told:
        return {"finding": None, "severity": None}
    return {"finding": told[0].code, "severity": SEVERITIES[told[0].severity]}


def duties(given: Mapping[str, Any]) -> dict[str, Any]:
    """What must be sent by when, whether it was, and what is wrong with the seller's practice."""
    asked, contract = _asked(given), _contract(given)
    found = law.obligations(contract, **asked, announced=bool(given.get("assume_in_force")))
    duty = found.duties[0] if found.duties else None
    first, last = (duty.earliest, duty.latest) if duty else (None, None)
    return {
        "notice_required": found.required,
        "reminder_required": found.required,
        "inform_earliest": first,
        "inform_latest": last,
        "remind_latest": last,
        "earliest": first,
        "latest": last,
        "period_first_day": first,
        "period_last_day": last,
        "non_renewal_deadline": contract.last_day_to_refuse,
        "last_day_to_terminate": contract.last_day_to_refuse,
        "regime": REGIMES[found.required],
        "if_missing": duty.if_missed.way_out.value if duty else None,
        **_judged(given, asked, duty),
        **_released(given, asked, duty),
    }


def _judged(given: Mapping[str, Any], asked: Mapping[str, Any], duty: law.Duty | None) -> dict[str, Any]:
    sent = _sent(given)
    found = _worst(law.check(_practice(given), **asked, concluded=_day(given.get("contract_date"))))
    valid = duty is None or duty.met_by(sent)
    if sent and duty is not None and not valid:
        found = {"finding": duty.rule, "severity": "violation"}
    return {**found, "valid": valid}


def _released(given: Mapping[str, Any], asked: Mapping[str, Any], duty: law.Duty | None) -> dict[str, Any]:
    """What a customer may do who was not told, as the row of the country says."""
    rows = [row for row in law.rules(asked["country"], customer=asked["customer"], on=asked["on"])
            if isinstance(row, Inform)]  # fmt: skip
    told, ended = given.get("informed", False), _day(given.get("ended_on"))
    renewed = _day(given.get("renewed_on"))
    if not rows or told:
        return {"termination_free": False, "refund_by": None, "consumer_may_end": None}
    latest = _day(given.get("remind_latest")) or renewed or _day(given.get("non_renewal_deadline")) or WHEN
    window = duty.window if duty else Window(earliest=None, latest=latest)
    free = law.release(rows[0].if_missed, window=window, sent=_sent(given), renewed_on=renewed)
    return {
        "termination_free": free is not None,
        "refund_by": free.refund_by(ended) if free and ended else None,
        "consumer_may_end": WAYS_OUT.get(free.way_out.value, free.way_out.value) if free else "at_term_end",
    }


def terms(given: Mapping[str, Any]) -> dict[str, Any]:
    """Limits on terms and notice, and the end a notice brings."""
    asked, contract = _asked(given), _contract(given)
    found = law.limits(
        asked["country"], customer=asked["customer"], on=asked["on"], concluded=contract.concluded
    )  # fmt: skip
    answer: dict[str, Any] = {
        **_worst(law.check(_practice(given), **asked, concluded=contract.concluded)),
        "max_notice_months": found.notice.count if found.notice else None,
        "next_term": "indefinite" if given.get("renewal_clause") == "indefinite" else found.next_term.value,
    }
    notice_on = _day(given.get("notice_on") or given.get("notice_received"))
    said = given.get("phase")
    if notice_on is not None:
        phase = Phase.RENEWED if said or contract.renewals else Phase.FIRST_TERM
        phase = Phase.INDEFINITE if said == "indefinite" else phase
        # Without an end a month is enough, unless a case says otherwise.
        notice = contract.notice or (Term.months(1) if phase is Phase.INDEFINITE else None)
        ending = law.ends_on(
            notice_on, notice=notice, phase=phase, country=asked["country"], customer=asked["customer"],
            concluded=contract.concluded,
        )  # fmt: skip
        answer |= {"ends_on": ending.last_day, "last_day": ending.last_day, "free_from": ending.free_from}
    if contract.concluded is not None:
        way_out = law.earliest_exit(contract, **asked)
        answer["earliest_notice"] = way_out.earliest_notice if way_out else None
        answer["earliest_end"] = way_out.ending.last_day if way_out else None
    return answer


def switching(given: Mapping[str, Any]) -> dict[str, Any]:
    found = law.switching(
        date.fromisoformat(given["switch_notice"]),
        notice=_months(given.get("notice_months", 2)),
        transition=_days(given.get("transition_days", 30)),
    )
    return {
        "notice_ends": found.notice_ends,
        "transition_ends": found.transition_ends,
        "retrieval_until_at_least": found.retrieval_until,
    }


def withdraw(given: Mapping[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    calendar = PlainCalendar(holidays=[date.fromisoformat(day) for day in given.get("holidays", ())])
    clear = given.get("price_and_renewal_clear_at_start", given.get("price_clear_at_start"))
    if clear is not None or "mode" in given:
        event = EVENTS.get(given.get("mode", ""), Event.TRIAL_CONVERTED)
        answer["new_right"] = law.opens_right(event, clear_at_start=clear is not False).opens
    concluded, converted = _day(given.get("concluded")), _day(given.get("converted_on"))
    begun = converted if answer.get("new_right") else concluded
    begun = begun or concluded or converted
    if begun is not None:
        found = law.withdrawal(
            begun, country="SK", customer=CustomerClass.CONSUMER, informed_on=begun, calendar=calendar
        )  # fmt: skip
        answer |= {"raw_last_day": found.counted_to, "last_day": found.last_day}
    if "on" in given:
        online = given.get("channel", "online") == "online"
        answer["function_required"] = law.function_required(
            country="SK", on=date.fromisoformat(given["on"]), online=online
        )
    return answer


def window(given: Mapping[str, Any]) -> dict[str, Any]:
    term = nfrance.OFFERS[0].window
    listed = given["validity_ends"] if "validity_ends" in given else [given["validity_end"]]
    ends = [date.fromisoformat(day) for day in listed]
    answer: dict[str, Any] = {}
    if ends:
        answer["first_offer_inclusive"] = first_day(ends[0], window=term)
        answer["first_offer_strict"] = first_day(ends[0], window=term, strict=True)
    on = _day(given.get("today"))
    if on is None:
        return answer
    inclusive = [end for end in ends if is_waiting(end, window=term, on=on)]
    strictly = [end for end in ends if is_waiting(end, window=term, on=on, strict=True)]
    expired = [end for end in ends if end <= on]
    return answer | {
        "offered_inclusive": bool(inclusive),
        "in_waiting_list": bool(inclusive),
        "forward_test_today_plus_1_month": advance(on, term),
        "waiting_inclusive": inclusive,
        "waiting_strict": strictly,
        "count_inclusive": len(inclusive),
        "count_strict": len(strictly),
        "expired": expired,
        "can_renew": not expired,
    }


def mode(given: Mapping[str, Any]) -> dict[str, Any]:
    if "account" in given:
        back = way_back(ACCOUNTS[given["account"]])
        return {"reactivation": WAYS_BACK[back.way], "immediate": back.immediate}
    family = FAMILIES[given.get("family", "shared_hosting")]
    paid_by = given.get("payment_method_at_order", METHODS[bool(given.get("direct_debit"))])
    switch = given.get("customer_switch")
    if family not in SWITCHED:
        switch = None
    found = mode_of(family, paid_by=paid_by, switch=switch, rules=MODES[given.get("policy", "lws")])
    answer: dict[str, Any] = {"mode": found.mode.value, "cancel": STOPS[found.stop]}
    by_hand = given.get("manual_renewal_on") is not None
    answer["automatic_charge"] = found.mode.by_itself and not by_hand
    offset, term = given.get("charge_offset_days", 0), Term.months(given.get("term_months", 12))
    if "validity_end" in given:
        end = date.fromisoformat(given["validity_end"])
        answer["charge_on"] = charge_day(end, offset_days=offset, renewed_by_hand=by_hand)
        answer["new_validity_end"] = advance(end, term)
    if "paid_at" in given:
        ready = datetime.fromisoformat(given["paid_at"]) + lws.READY_WITHIN[family]
        answer |= {"ready_by": ready, "ready_before": ready}
    return answer


def max_term(given: Mapping[str, Any]) -> dict[str, Any]:
    found = ahead(
        date.fromisoformat(given["expiry"]),
        term=Term.months(given["add_months"]),
        most=Term.years(given["max_years"]),
        on=date.fromisoformat(given["today"]),
    )
    return {"new_expiry": found.new_end, "limit": found.limit, "allowed": found.allowed}


AREAS = {
    **{f"law_{code}": duties for code in ("ch", "es", "fr", "it", "se", "uk", "us_ca")},
    **{f"law_{code}": terms for code in ("be", "de", "dk", "nl")},
    "law_eu": switching,
    "withdraw": withdraw,
    "window": window,
    "mode": mode,
    "max_term": max_term,
}
FOR_READERS = {
    "family", "service", "regulation", "mode", "channel", "notice_months", "policy", "tld", "manual_renewal_on",
}  # fmt: skip
