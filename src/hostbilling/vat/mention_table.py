"""What documents have to say about VAT, by language, and where a state fixes the words; only data, dated.

The reverse-charge texts are the official language versions of article 226(11a) of Directive 2006/112/EC.
"""

from datetime import date

from attrs import frozen

from ..decision import Certainty
from .model import Mention

_V, _S, _K = Certainty.VERIFIED, Certainty.SECONDARY, Certainty.UNCHECKED


@frozen(kw_only=True)
class Text:
    """The words in one language from `since` (None: always) until `until`, the last day (None: open)."""

    text: str
    certainty: Certainty
    source: str
    since: date | None = None
    until: date | None = None


def _official(text: str, certainty: Certainty = _V) -> Text:
    return Text(text=text, certainty=certainty, source="Directive 2006/112/EC, article 226(11a)")


def _ours(text: str) -> Text:
    return Text(text=text, certainty=_K, source="our wording, naming the article of Directive 2006/112/EC")


# fmt: off
REVERSE_CHARGE: dict[str, Text] = {
    "bg": _official("обратно начисляване"),
    "cs": _official("daň odvede zákazník"),
    "da": _official("omvendt betalingspligt"),
    "de": _official("Steuerschuldnerschaft des Leistungsempfängers"),
    "el": _official("Αντίστροφη επιβάρυνση"),
    "en": _official("Reverse charge"),
    "es": _official("inversión del sujeto pasivo"),
    "et": _official("pöördmaksustamine"),
    "fi": _official("käännetty verovelvollisuus"),
    "fr": _official("Autoliquidation"),
    "hr": _official("prijenos porezne obveze"),
    "hu": _official("fordított adózás"),
    "it": _official("inversione contabile"),
    "lt": _official("Atvirkštinis apmokestinimas"),
    "lv": _official("nodokļa apgrieztā maksāšana"),
    "mt": _official("Inverżjoni tal-ħlas"),
    "nl": _official("Btw verlegd"),
    "pl": _official("odwrotne obciążenie"),
    "pt": _official("Autoliquidação"),
    "ro": _official("taxare inversă"),
    "sk": _official("prenesenie daňovej povinnosti"),
    "sl": _official("Reverse Charge"),
    "sv": _official("omvänd betalningsskyldighet"),
}

SMALL_BUSINESS: dict[str, Text] = {
    "cs": _ours("Osvobozeno od daně, článek 284 směrnice 2006/112/ES"),
    "de": _ours("Steuerfrei als Kleinunternehmer, Artikel 284 der Richtlinie 2006/112/EG"),
    "en": _ours("VAT exempt, small business, article 284 of Directive 2006/112/EC"),
    "es": _ours("Exento de IVA, artículo 284 de la Directiva 2006/112/CE"),
    "fr": _ours("Exonération de TVA, article 284 de la directive 2006/112/CE"),
    "it": _ours("Esente da IVA, articolo 284 della direttiva 2006/112/CE"),
    "pl": _ours("Zwolnione z VAT, artykuł 284 dyrektywy 2006/112/WE"),
    "ru": _ours("Без НДС: малое предприятие, статья 284 Директивы 2006/112/ЕС"),
    "sk": _ours("Oslobodené od dane, článok 284 smernice 2006/112/ES"),
    "sv": _ours("Undantag från moms för små företag, artikel 284 i direktiv 2006/112/EG"),
}

OUTSIDE_SCOPE: dict[str, Text] = {
    "cs": _ours("Mimo předmět DPH Evropské unie, místo plnění mimo EU"),
    "de": _ours("Nicht im Gemeinschaftsgebiet steuerbar"),
    "en": _ours("Outside the scope of EU VAT: place of supply outside the European Union"),
    "es": _ours("No sujeto al IVA de la Unión Europea: lugar de realización fuera de la Unión"),
    "fr": _ours("Hors champ de la TVA de l'Union européenne : lieu de la prestation hors de l'Union"),
    "it": _ours("Fuori campo IVA dell'Unione europea: luogo della prestazione fuori dell'Unione"),
    "pl": _ours("Poza zakresem VAT Unii Europejskiej: miejsce świadczenia poza Unią"),
    "ru": _ours("Не облагается НДС Европейского союза: место оказания услуг за пределами ЕС"),
    "sk": _ours("Mimo predmetu DPH Európskej únie, miesto dodania mimo EÚ"),
    "sv": _ours("Utanför tillämpningsområdet för EU:s moms: platsen för tillhandahållandet ligger utanför EU"),
}

BY_LANGUAGE: dict[Mention, dict[str, Text]] = {
    Mention.REVERSE_CHARGE: REVERSE_CHARGE,
    Mention.SMALL_BUSINESS: SMALL_BUSINESS,
    Mention.SMALL_BUSINESS_CROSS_BORDER: SMALL_BUSINESS,
    Mention.OUTSIDE_SCOPE: OUTSIDE_SCOPE,
}

# Where a state fixes the words: they replace the others whatever the language, by the state that exempts.
NATIONAL: dict[tuple[Mention, str], tuple[Text, ...]] = {
    (Mention.SMALL_BUSINESS, "FR"): (
        Text(text="TVA non applicable, art. 293 B du CGI", certainty=_S, until=date(2027, 12, 31),
             source="CGI, article 293 E; references to the CGI are accepted until 2027-12-31"),
        Text(text="TVA non applicable, art. L. 223 et s. du CIBS", certainty=_S, since=date(2028, 1, 1),
             source="Ordonnance 2025-1247, wording from a commercial source"),
    ),
    (Mention.SMALL_BUSINESS_CROSS_BORDER, "FR"): (
        Text(text="TVA non applicable, art. 293 B bis du CGI", certainty=_S, until=date(2027, 12, 31),
             source="CGI, article 293 E; references to the CGI are accepted until 2027-12-31"),
    ),
}
# fmt: on
