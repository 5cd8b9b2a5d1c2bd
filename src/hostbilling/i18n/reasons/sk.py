"""VAT decisions told in Slovak, by the code of the reason; only data."""

# fmt: off
SENTENCES: dict[str, str] = {
    "severity.note": "poznámka",
    "severity.warning": "upozornenie",
    "severity.violation": "porušenie",
    "certainty.secondary": "podľa sekundárneho zdroja",
    "certainty.unchecked": "neoverené",
    "sum.vat.scheme.domestic":
        "Daň je povinný platiť poskytovateľ v základnej sadzbe {rate} % ({place}) a uvedie ju vo vlastnom "
        "daňovom priznaní.",
    "sum.vat.scheme.oss_union":
        "Daň v základnej sadzbe {rate} % ({place}) sa priznáva cez jednotné kontaktné miesto (OSS, úprava Únie).",
    "sum.vat.scheme.oss_non_union":
        "Daň v základnej sadzbe {rate} % ({place}) sa priznáva cez jednotné kontaktné miesto (OSS, úprava mimo "
        "Únie).",
    "sum.vat.scheme.local_registration":
        "Daň je povinný platiť poskytovateľ v základnej sadzbe {rate} % a prizná ju priamo v štáte: {place}.",
    "vat.customer.id_confirmed": "Príjemca je zdaniteľná osoba: jeho IČ DPH ({state}) bolo potvrdené.",
    "vat.customer.id_applied_for": "Príjemca požiadal o IČ DPH a preukázal, že je zdaniteľnou osobou.",
    "vat.customer.id_provisional":
        "IČ DPH {number} sa nepodarilo potvrdiť; podľa pravidla poskytovateľa sa príjemca do {recheck_on} "
        "považuje za zdaniteľnú osobu.",
    "vat.customer.business_at_home":
        "Príjemca je usadený v členskom štáte poskytovateľa ({state}), kde IČ DPH na zdanení nič nemení.",
    "vat.customer.business_at_branch":
        "Príjemca je usadený tam, kde sa na dodaní zúčastňuje prevádzkareň poskytovateľa ({state}), a IČ DPH na "
        "zdanení nič nemení.",
    "vat.customer.business_outside": "Príjemca je zdaniteľná osoba usadená mimo Únie.",
    "vat.customer.no_id": "Nebolo oznámené použiteľné IČ DPH: príjemca sa považuje za nezdaniteľnú osobu.",
    "vat.customer.legal_person":
        "Právnická osoba bez IČ DPH sa považuje za nezdaniteľnú osobu na svojej vlastnej adrese.",
    "vat.customer.legal_person_with_id": "Právnická osoba identifikovaná pre DPH sa považuje za zdaniteľnú osobu.",
    "vat.customer.private_use": "Služba je určená na súkromnú potrebu: príjemca sa považuje za nezdaniteľnú osobu.",
    "vat.customer.group": "Číslo patrí skupine DPH príjemcu.",
    "vat.place.business": "Miestom dodania služby zdaniteľnej osobe je miesto, kde je táto osoba usadená: {place}.",
    "vat.place.electronic":
        "Miestom dodania elektronicky poskytovanej služby nezdaniteľnej osobe je miesto, kde je táto osoba "
        "usadená alebo má bydlisko: {place}.",
    "vat.place.origin":
        "Miestom dodania tejto služby nezdaniteľnej osobe je miesto, kde je usadený poskytovateľ: {place}.",
    "vat.place.origin_before_2015":
        "Pred rokom 2015 sa elektronicky poskytovaná služba poskytovateľa z Únie zdaňovala v mieste jeho "
        "usadenia: {place}.",
    "vat.place.below_threshold":
        "Príjemca je inde ({customer}), ale predaj poskytovateľa nezdaniteľným osobám v iných členských štátoch "
        "neprekračuje prah {limit} {currency}; miestom dodania je miesto usadenia poskytovateľa: {place}.",
    "vat.place.opted":
        "Poskytovateľ sa od {since} a najmenej do {until} rozhodol pre zdanenie v mieste príjemcov, ktorí sú "
        "nezdaniteľnými osobami, bez ohľadu na výšku predaja.",
    "vat.place.outside_consumer":
        "Miestom dodania tejto služby nezdaniteľnej osobe mimo Únie je miesto príjemcu: {place}.",
    "vat.place.spanish_consumer":
        "Podľa španielskeho práva ostáva miesto dodania tejto služby nezdaniteľnej osobe ({customer}) v "
        "pevninskom Španielsku.",
    "vat.place.building":
        "Miestom dodania služby vzťahujúcej sa na nehnuteľnosť je miesto, kde sa nehnuteľnosť nachádza: {place}.",
    "vat.place.performed":
        "Miestom dodania prác na hnuteľnom majetku pre nezdaniteľnú osobu je miesto ich vykonania: {place}.",
    "vat.place.activity":
        "Miestom dodania vzdelávania alebo vstupu na podujatie je miesto, kde sa konajú: {place}.",
    "vat.place.attended_online":
        "Miestom dodania virtuálnej účasti nezdaniteľnej osoby je miesto, kde je táto osoba usadená alebo má "
        "bydlisko: {place}.",
    "vat.place.receiving_establishment": "Službu prijíma stála prevádzkareň príjemcu: {place}.",
    "vat.place.used_there":
        "Štát ({state}) zdaňuje túto službu spotrebiteľovi z krajiny mimo Únie, pretože sa využíva tam.",
    "vat.finding.used_in_union":
        "Služba sa využíva v Únii ({state}), kde sa môže zdaniť podľa skutočného použitia; tu sa to neuplatňuje.",
    "vat.evidence.two_items": "Aspoň dva dôkazy, ktoré si neodporujú, určujú miesto príjemcu: {place}.",
    "vat.evidence.one_item":
        "Jeden dôkaz od tretej osoby určuje miesto príjemcu: {place}; malému poskytovateľovi to stačí.",
    "vat.evidence.presumed":
        "Linka alebo prístupové miesto, cez ktoré sa služba poskytuje, zakladá domnienku o mieste príjemcu: "
        "{place}.",
    "vat.evidence.rebutted": "Tri dôkazy vyvracajú domnienku a určujú miesto príjemcu: {place}.",
    "vat.territory.like_a_state":
        "Adresa leží na území ({code}), ktoré sa považuje za časť členského štátu: {state}.",
    "vat.territory.region": "Adresa leží v regióne ({code}) členského štátu ({state}), ktorý má vlastné sadzby.",
    "vat.territory.excluded": "Adresa leží na území ({code}), na ktoré sa smernica o DPH nevzťahuje.",
    "vat.territory.never_part":
        "Adresa leží na území ({code}), ktoré nepatrí do územia DPH žiadneho členského štátu.",
    "vat.territory.suspended": "Adresa leží v časti Cypru, kde je uplatňovanie práva Únie pozastavené.",
    "vat.territory.jungholz":
        "Adresa leží v obci Jungholz alebo Mittelberg (Rakúsko); nižšia sadzba platí pre podnikateľov, ktorí tam "
        "majú sídlo.",
    "vat.territory.northern_ireland": "Severné Írsko patrí k Únii len pri tovare, nie pri službách.",
    "vat.territory.aaland":
        "Alandy sú mimo smernice o DPH; pre fínskych poskytovateľov tam platí fínsky zákon o DPH.",
    "vat.territory.french_overseas":
        "Adresa leží na území ({code}) mimo smernice o DPH; medzi ním a zvyškom Francúzska platí francúzske "
        "právo DPH.",
    "vat.territory.french_without_vat": "Adresa leží na území ({code}), kde Francúzsko DPH nevyberá.",
    "vat.treatment.outside":
        "Miesto dodania je mimo územia DPH Únie ({place}): daň žiadneho členského štátu sa neplatí.",
    "vat.treatment.small_business":
        "Poskytovateľ je ako malý podnik oslobodený od dane vo vlastnom štáte: {place}.",
    "vat.treatment.small_business_ex":
        "Poskytovateľ je ako malý podnik oslobodený od dane pod svojím číslom EX: {place}.",
    "vat.treatment.reverse_charge":
        "Prenesenie daňovej povinnosti: poskytovateľ tam ({place}) nemá prevádzkareň, ktorá sa na dodaní "
        "zúčastňuje, daň platí príjemca.",
    "vat.treatment.reverse_charge_194":
        "Prenesenie daňovej povinnosti: štát miesta dodania ({place}) určuje za platiteľa pri tejto službe "
        "zahraničného poskytovateľa príjemcu.",
    "vat.treatment.no_reverse_charge_194":
        "Štát miesta dodania ({place}) neurčuje za osobu povinnú platiť daň tohto príjemcu.",
    "vat.treatment.intervening":
        "Stála prevádzkareň poskytovateľa ({place}) sa na dodaní zúčastňuje: daň tam platí poskytovateľ.",
    "vat.scheme.domestic": "Daň patrí do vlastného daňového priznania poskytovateľa: {place}.",
    "vat.scheme.oss_union": "Daň sa priznáva cez jednotné kontaktné miesto (OSS, úprava Únie): {place}.",
    "vat.scheme.oss_non_union": "Daň sa priznáva cez jednotné kontaktné miesto (OSS, úprava mimo Únie): {place}.",
    "vat.scheme.local_registration": "Daň sa priznáva priamo v štáte: {place}.",
    "vat.rate.standard": "Základná sadzba ({place}) platná {on}: {rate} %.",
    "vat.rate.regional": "Základná sadzba ({region}, {place}) platná {on}: {rate} %.",
    "vat.rate.correction": "Oprava sa riadi dňom vzniku daňovej povinnosti pôvodného plnenia, {original}.",
    "vat.amount.national_currency": "Daň je uvedená aj v mene {currency} podľa kurzu {source} z {on}.",
    "vat.amount.same_currency": "Daň už je v mene {currency}.",
    "vat.amount.return_currency":
        "Priznanie je v mene {currency} podľa kurzu {source} z {on}: posledný deň obdobia alebo najbližšie "
        "zverejnenie.",
    "vat.nothing.late_interest": "Úroky z omeškania sú náhradou škody, nie protihodnotou za službu.",
    "vat.nothing.deposit": "Vratná zábezpeka nie je protihodnotou za službu.",
    "vat.nothing.damages": "Skutočná náhrada škody nie je protihodnotou za službu.",
    "vat.nothing.multi_purpose":
        "Kredit použiteľný na rôzne nákupy je viacúčelový poukaz a zdaňuje sa pri použití.",
    "vat.kind.single_purpose":
        "Jednoúčelový poukaz: miesto a sadzba sú známe pri predaji kreditu, zdaňuje sa hneď.",
    "vat.kind.part_of": "Poplatok je vedľajším plnením a zdaňuje sa ako hlavné plnenie.",
    "vat.kind.termination":
        "Poplatok za predčasné ukončenie viazanosti je protihodnotou za službu a zdaňuje sa ako ona.",
    "vat.undetermined.goods": "Pre tovar platia iné pravidlá, ktoré sa tu neriešia.",
    "vat.undetermined.before_coverage":
        "Deň {on} je pred {begin}, prvým dňom, na ktorý sa tieto pravidlá vzťahujú.",
    "vat.undetermined.unknown_country": "{country} nie je krajina.",
    "vat.undetermined.no_country": "Krajina príjemcu nie je známa.",
    "vat.undetermined.evidence": "Dôkazy nestačia na určenie miesta príjemcu: treba dva, ktoré sa zhodujú.",
    "vat.undetermined.conflict": "Dôkazy s rovnakou váhou ukazujú na viaceré miesta.",
    "vat.undetermined.id_unverified": "IČ DPH nie je potvrdené; jeho tvar ani kontrolné číslice nič nedokazujú.",
    "vat.undetermined.id_name": "VIES uvádza iného držiteľa IČ DPH {number}.",
    "vat.undetermined.establishment":
        "Adresa ({address}) a IČ DPH ({id_state}) sa líšia: ktorá prevádzkareň službu prijíma?",
    "vat.undetermined.rate": "Nie je známa žiadna sadzba ({place}, {on}).",
    "vat.undetermined.location": "Miestom je miesto nehnuteľnosti, práce alebo podujatia, ktoré chýba.",
    "vat.undetermined.principal": "Poplatok sa zdaňuje ako hlavné plnenie, ktoré chýba.",
    "vat.undetermined.amount": "O prekročení prahu rozhoduje suma, ktorá chýba.",
    "vat.finding.id_invalid": "IČ DPH {number} je neplatné.",
    "vat.finding.id_late":
        "IČ DPH bolo oznámené {given_on}, po vzniku daňovej povinnosti: platí pre neskoršie plnenia.",
    "vat.finding.id_pending": "O IČ DPH je požiadané: po pridelení ho znova overte.",
    "vat.finding.not_a_customer_id": "{number} neoznačuje príjemcu služieb v Únii.",
    "vat.finding.id_unavailable": "IČ DPH {number} sa v deň vzniku daňovej povinnosti nepodarilo potvrdiť.",
    "vat.finding.id_country_mismatch": "IČ DPH ({id_state}) a adresa ({address}) sa líšia.",
    "vat.finding.consumer_with_id": "Spotrebiteľ uviedol IČ DPH: opýtajte sa, či nie je zdaniteľnou osobou.",
    "vat.finding.status_unproven": "Nič nedokazuje, že príjemca mimo Únie je zdaniteľnou osobou.",
    "vat.finding.address_outvoted": "Dôkazy ukazujú na iné miesto než uvedená adresa: {place}.",
    "vat.finding.weak_evidence": "Jeden z dôkazov je len iná obchodná informácia.",
    "vat.finding.item_ignored": "Jeden dôkaz uvádza {country}, čo nie je krajina.",
    "vat.finding.local_tax": "Môže vzniknúť miestna daň ({tax}); tu sa nepočíta.",
    "vat.finding.local_tax_known": "Môže vzniknúť miestna daň ({tax}); tu sa nepočíta.",
    "vat.finding.registration_required":
        "Poskytovateľ sa musí registrovať v štáte ({place}) alebo v jednotnom kontaktnom mieste (OSS).",
    "vat.finding.seller_id_needed":
        "Poskytovateľ potrebuje na služby zdaniteľným osobám v iných členských štátoch vlastné IČ DPH.",
    "vat.finding.oss_not_open":
        "Zvolená osobitná úprava (OSS) nie je tomuto poskytovateľovi alebo plneniu dostupná.",
    "vat.finding.ex_lost":
        "Obrat poskytovateľa v Únii prekračuje {limit} EUR: oslobodenie v iných členských štátoch sa skončilo.",
    "vat.finding.ex_or_reverse_charge":
        "Žiadny text nehovorí, či má pri zdaniteľnej osobe prednosť oslobodenie ({place}) alebo prenesenie daňovej "
        "povinnosti; použilo sa oslobodenie, lebo prenáša sa len daň zo zdaniteľného plnenia.",
    "vat.finding.kind_debatable":
        "Miesto dodania tejto služby nezdaniteľným osobám sa vykladá dvoma spôsobmi; použila sa voľba "
        "poskytovateľa.",
    "vat.finding.human_support": "Podstatný ľudský zásah môže službu vyňať z elektronicky poskytovaných služieb.",
    "vat.finding.rate_unchecked": "Sadzba sa opiera o jediný zdroj.",
    "vat.finding.voucher_differs": "Kredit bol predaný s iným zdanením: {known_place}, {known_rate} %.",
    "vat.finding.digital_reporting": "Od {since} sa každá takáto faktúra vykazuje samostatne, nie v súhrnnom výkaze.",
    "vat.finding.oss_correction_expired":
        "Jednotné kontaktné miesto prijímalo opravy do {until}: opravte priamo v štáte ({place}).",
    "vat.change.none": "Daň je rovnaká ako na zálohovej faktúre.",
    "vat.change.rate": "Rozhoduje platba: sadzba bola pri výzve {before} a teraz je {after}.",
    "vat.change.treatment": "Rozhoduje platba: spôsob zdanenia sa od výzvy zmenil.",
    "vat.change.gross_kept": "Zákazník zaplatí požadovanú sumu; základ a daň sa rozdelia nanovo.",
    "vat.change.requoted": "Cena bez dane ostáva; na úhradu je {gross}.",
    "vat.change.late_id_kept":
        "IČ DPH bolo oznámené po vzniku daňovej povinnosti: zaplatená daň sa nevracia, ďalšie objednávky sú bez "
        "nej.",
    "vat.change.late_id_corrected":
        "IČ DPH bolo oznámené neskoro: podľa pravidla poskytovateľa sa faktúra dobropisuje a vystaví nanovo.",
    "table.unreviewed":
        "Jedna z použitých tabuliek bola naposledy overená {seen_on}, viac ako {months} mesiacov pred {on}.",
}

# How the texts of the Union are cited: what stands in English, and what replaces it, in this order.
CITATIONS: dict[str, str] = {
    "Implementing Regulation 282/2011": "vykonávacie nariadenie (EÚ) č. 282/2011",
    "Directive 2006/112/EC": "smernica 2006/112/ES",
    "Directive 2008/8/EC": "smernica 2008/8/ES",
    "Directive (EU) 2025/516": "smernica (EÚ) 2025/516",
    "Court of Justice": "Súdny dvor",
    " as in force to ": " v znení do ",
    ", second paragraph": ", druhý pododsek",
    " with Annex ": " a príloha ",
    " and Annex ": " a príloha ",
    "(from ": "(od ",
    " and ": " a ",
    " to ": " až ",
    "article ": "článok ",
}
# fmt: on
