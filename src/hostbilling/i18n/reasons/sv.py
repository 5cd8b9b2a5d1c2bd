"""VAT decisions told in Swedish, by the code of the reason; only data."""

# fmt: off
SENTENCES: dict[str, str] = {
    "severity.note": "anmärkning",
    "severity.warning": "varning",
    "severity.violation": "överträdelse",
    "certainty.secondary": "enligt sekundärkälla",
    "certainty.unchecked": "ej kontrollerat",
    "sum.vat.scheme.domestic":
        "Tillhandahållaren är betalningsskyldig för moms enligt normalskattesatsen {rate} % ({place}) och "
        "redovisar den i sin egen deklaration.",
    "sum.vat.scheme.oss_union":
        "Moms enligt normalskattesatsen {rate} % ({place}) redovisas genom den enda kontaktpunkten (OSS, "
        "unionsordningen).",
    "sum.vat.scheme.oss_non_union":
        "Moms enligt normalskattesatsen {rate} % ({place}) redovisas genom den enda kontaktpunkten (OSS, "
        "tredjelandsordningen).",
    "sum.vat.scheme.local_registration":
        "Tillhandahållaren är betalningsskyldig för moms enligt normalskattesatsen {rate} % och redovisar den på "
        "plats: {place}.",
    "vat.customer.id_confirmed":
        "Förvärvaren är en beskattningsbar person: registreringsnumret för moms ({state}) har bekräftats.",
    "vat.customer.id_applied_for":
        "Förvärvaren har ansökt om ett registreringsnummer för moms och visat att han är en beskattningsbar "
        "person.",
    "vat.customer.id_provisional":
        "Numret {number} kunde inte bekräftas; enligt tillhandahållarens regel behandlas förvärvaren som "
        "beskattningsbar person till {recheck_on}.",
    "vat.customer.business_at_home":
        "Förvärvaren är etablerad i tillhandahållarens egen medlemsstat ({state}), där ett registreringsnummer "
        "inte ändrar något.",
    "vat.customer.business_at_branch":
        "Förvärvaren är etablerad där tillhandahållarens fasta etableringsställe medverkar ({state}), och ett "
        "registreringsnummer ändrar inget.",
    "vat.customer.business_outside": "Förvärvaren är en beskattningsbar person etablerad utanför unionen.",
    "vat.customer.no_id":
        "Inget användbart registreringsnummer har meddelats: förvärvaren behandlas som icke beskattningsbar "
        "person.",
    "vat.customer.legal_person":
        "En juridisk person utan registreringsnummer behandlas som icke beskattningsbar, på sin egen adress.",
    "vat.customer.legal_person_with_id":
        "En juridisk person som är registrerad för moms behandlas som beskattningsbar.",
    "vat.customer.private_use":
        "Tjänsten är för privat bruk: förvärvaren behandlas som icke beskattningsbar person.",
    "vat.customer.group": "Numret tillhör förvärvarens momsgrupp.",
    "vat.place.business":
        "Platsen för en tjänst till en beskattningsbar person är där denna person är etablerad: {place}.",
    "vat.place.electronic":
        "Platsen för en elektronisk tjänst till en icke beskattningsbar person är där denna person är etablerad "
        "eller bosatt: {place}.",
    "vat.place.origin":
        "Platsen för denna tjänst till en icke beskattningsbar person är där tillhandahållaren är etablerad: "
        "{place}.",
    "vat.place.origin_before_2015":
        "Före 2015 beskattades en elektronisk tjänst från en tillhandahållare i unionen där denne är etablerad: "
        "{place}.",
    "vat.place.below_threshold":
        "Förvärvaren finns på annat håll ({customer}), men tillhandahållarens försäljning till icke "
        "beskattningsbara personer i andra medlemsstater överstiger inte tröskeln {limit} {currency}; platsen är "
        "där tillhandahållaren är etablerad: {place}.",
    "vat.place.opted":
        "Tillhandahållaren har från och med {since} och minst till och med {until} valt beskattning där de icke "
        "beskattningsbara förvärvarna finns, oavsett försäljningens storlek.",
    "vat.place.outside_consumer":
        "Platsen för denna tjänst till en icke beskattningsbar person utanför unionen är hos förvärvaren: "
        "{place}.",
    "vat.place.spanish_consumer":
        "Enligt spansk lag ligger platsen för denna tjänst till en icke beskattningsbar person ({customer}) kvar "
        "på spanska fastlandet.",
    "vat.place.building":
        "Platsen för en tjänst med anknytning till fast egendom är där egendomen är belägen: {place}.",
    "vat.place.performed":
        "Platsen för arbete på lös egendom åt en icke beskattningsbar person är där det utförs: {place}.",
    "vat.place.activity":
        "Platsen för undervisning eller tillträde till ett evenemang är där det äger rum: {place}.",
    "vat.place.attended_online":
        "Platsen för virtuell närvaro av en icke beskattningsbar person är där denna person är etablerad eller "
        "bosatt: {place}.",
    "vat.place.receiving_establishment": "Tjänsten tas emot av förvärvarens fasta etableringsställe: {place}.",
    "vat.place.used_there":
        "Staten ({state}) beskattar denna tjänst till en konsument utanför unionen eftersom den används där.",
    "vat.finding.used_in_union":
        "Tjänsten används i unionen ({state}), där den kan beskattas efter faktisk användning; det tillämpas "
        "inte här.",
    "vat.evidence.two_items": "Minst två bevis som inte motsäger varandra visar var förvärvaren finns: {place}.",
    "vat.evidence.one_item":
        "Ett bevis från tredje man visar var förvärvaren finns: {place}; det räcker för en liten "
        "tillhandahållare.",
    "vat.evidence.presumed":
        "Den anslutning eller plats som tjänsten levereras genom ger en presumtion om var förvärvaren finns: "
        "{place}.",
    "vat.evidence.rebutted": "Tre bevis häver presumtionen och visar var förvärvaren finns: {place}.",
    "vat.territory.like_a_state":
        "Adressen ligger i ett område ({code}) som behandlas som en del av en medlemsstat: {state}.",
    "vat.territory.region":
        "Adressen ligger i en region ({code}) av en medlemsstat ({state}) med egna skattesatser.",
    "vat.territory.excluded": "Adressen ligger i ett område ({code}) där momsdirektivet inte gäller.",
    "vat.territory.never_part":
        "Adressen ligger i ett område ({code}) som inte ingår i någon medlemsstats momsområde.",
    "vat.territory.suspended": "Adressen ligger i den del av Cypern där unionsrätten är suspenderad.",
    "vat.territory.jungholz":
        "Adressen ligger i Jungholz eller Mittelberg (Österrike); den lägre skattesatsen gäller företag med säte "
        "där.",
    "vat.territory.northern_ireland": "Nordirland räknas till unionen endast för varor, inte för tjänster.",
    "vat.territory.aaland":
        "Åland ligger utanför momsdirektivet; för finländska tillhandahållare gäller den finländska "
        "mervärdesskattelagen där.",
    "vat.territory.french_overseas":
        "Adressen ligger i ett område ({code}) utanför momsdirektivet; mellan det och övriga Frankrike gäller "
        "fransk momslag.",
    "vat.territory.french_without_vat": "Adressen ligger i ett område ({code}) där Frankrike inte tar ut moms.",
    "vat.treatment.outside":
        "Platsen ligger utanför unionens momsområde ({place}): ingen medlemsstats moms ska betalas.",
    "vat.treatment.small_business":
        "Tillhandahållaren är som litet företag undantagen från moms i sin egen stat: {place}.",
    "vat.treatment.small_business_ex":
        "Tillhandahållaren är som litet företag undantagen från moms under sitt EX-nummer: {place}.",
    "vat.treatment.reverse_charge":
        "Omvänd betalningsskyldighet: tillhandahållaren har inget deltagande etableringsställe där ({place}), "
        "förvärvaren är betalningsskyldig.",
    "vat.treatment.reverse_charge_194":
        "Omvänd betalningsskyldighet: staten på platsen ({place}) gör den beskattningsbara förvärvaren "
        "betalningsskyldig för denna tjänst från en utländsk tillhandahållare.",
    "vat.treatment.no_reverse_charge_194":
        "Staten på platsen ({place}) gör inte denna förvärvare betalningsskyldig.",
    "vat.treatment.intervening":
        "Tillhandahållarens fasta etableringsställe ({place}) deltar i tillhandahållandet: tillhandahållaren är "
        "betalningsskyldig där.",
    "vat.scheme.domestic": "Momsen redovisas i tillhandahållarens egen deklaration: {place}.",
    "vat.scheme.oss_union": "Momsen redovisas genom den enda kontaktpunkten (OSS, unionsordningen): {place}.",
    "vat.scheme.oss_non_union":
        "Momsen redovisas genom den enda kontaktpunkten (OSS, tredjelandsordningen): {place}.",
    "vat.scheme.local_registration": "Momsen redovisas på plats: {place}.",
    "vat.rate.standard": "Normalskattesats ({place}) den {on}: {rate} %.",
    "vat.rate.regional": "Normalskattesats ({region}, {place}) den {on}: {rate} %.",
    "vat.rate.correction": "Rättelsen följer den ursprungliga transaktionens beskattningsdag, {original}.",
    "vat.amount.national_currency": "Momsen anges även i {currency}, till kursen ({source}) den {on}.",
    "vat.amount.same_currency": "Momsen anges redan i {currency}.",
    "vat.amount.return_currency":
        "Deklarationen är i {currency}, till kursen ({source}) den {on}: periodens sista dag eller nästa "
        "publicering.",
    "vat.nothing.late_interest": "Dröjsmålsränta är ersättning för skada, inte vederlag för en tjänst.",
    "vat.nothing.deposit": "En deposition som återlämnas är inte vederlag för en tjänst.",
    "vat.nothing.damages": "Verkligt skadestånd är inte vederlag för en tjänst.",
    "vat.nothing.multi_purpose": "Kredit för olika köp är en flerfunktionsvoucher och beskattas när den används.",
    "vat.kind.single_purpose":
        "Enfunktionsvoucher: plats och skattesats är kända när krediten säljs, den beskattas genast.",
    "vat.kind.part_of": "Avgiften är underordnad och behandlas som den huvudsakliga tjänsten.",
    "vat.kind.termination": "Avgiften för förtida uppsägning är vederlag för tjänsten och behandlas som den.",
    "vat.undetermined.goods": "För varor gäller andra regler, som inte behandlas här.",
    "vat.undetermined.before_coverage": "Den {on} ligger före {begin}, den första dag som dessa regler omfattar.",
    "vat.undetermined.unknown_country": "{country} är inget land.",
    "vat.undetermined.no_country": "Förvärvarens land är inte känt.",
    "vat.undetermined.evidence":
        "Bevisen räcker inte för att visa var förvärvaren finns: två som stämmer överens behövs.",
    "vat.undetermined.conflict": "Bevisen pekar med lika tyngd på flera platser.",
    "vat.undetermined.id_unverified":
        "Registreringsnumret är inte bekräftat; dess form eller kontrollsiffror bevisar ingenting.",
    "vat.undetermined.id_name": "VIES anger en annan innehavare av numret {number}.",
    "vat.undetermined.establishment":
        "Adressen ({address}) och registreringsnumret ({id_state}) skiljer sig: vilket etableringsställe tar "
        "emot tjänsten?",
    "vat.undetermined.rate": "Ingen skattesats är känd ({place}, {on}).",
    "vat.undetermined.location": "Platsen är fastighetens, arbetets eller evenemangets, och den saknas.",
    "vat.undetermined.principal": "Avgiften behandlas som den huvudsakliga tjänsten, som saknas.",
    "vat.undetermined.amount": "Beloppet avgör om tröskeln överskrids, och det saknas.",
    "vat.finding.id_invalid": "Registreringsnumret {number} är ogiltigt.",
    "vat.finding.id_late": "Numret meddelades den {given_on}, efter beskattningsdagen: det gäller senare tjänster.",
    "vat.finding.id_pending": "Numret är sökt: kontrollera igen när det finns.",
    "vat.finding.not_a_customer_id": "{number} identifierar ingen förvärvare av tjänster i unionen.",
    "vat.finding.id_unavailable": "Numret {number} kunde inte bekräftas på beskattningsdagen.",
    "vat.finding.id_country_mismatch": "Registreringsnumret ({id_state}) och adressen ({address}) skiljer sig.",
    "vat.finding.consumer_with_id":
        "En konsument har angett ett registreringsnummer: fråga om köparen är beskattningsbar.",
    "vat.finding.status_unproven": "Inget visar att förvärvaren utanför unionen är en beskattningsbar person.",
    "vat.finding.address_outvoted": "Bevisen visar en annan plats än den angivna adressen: {place}.",
    "vat.finding.weak_evidence": "Ett av bevisen är bara annan kommersiell information.",
    "vat.finding.item_ignored": "Ett bevis anger {country}, som inte är något land.",
    "vat.finding.local_tax": "Lokal skatt kan bli aktuell ({tax}); den beräknas inte här.",
    "vat.finding.local_tax_known": "Lokal skatt kan bli aktuell ({tax}); den beräknas inte här.",
    "vat.finding.registration_required":
        "Tillhandahållaren måste registrera sig på plats ({place}) eller ansluta sig till den enda "
        "kontaktpunkten.",
    "vat.finding.seller_id_needed":
        "Tillhandahållaren behöver ett eget registreringsnummer för tjänster till beskattningsbara personer i "
        "andra medlemsstater.",
    "vat.finding.oss_not_open":
        "Den valda särskilda ordningen (OSS) är inte öppen för denna tillhandahållare eller tjänst.",
    "vat.finding.ex_lost":
        "Tillhandahållarens omsättning i unionen överstiger {limit} EUR: undantaget i andra medlemsstater har "
        "upphört.",
    "vat.finding.ex_or_reverse_charge":
        "Ingen text säger om undantaget ({place}) eller omvänd betalningsskyldighet går före för en beskattningsbar "
        "person; undantaget tillämpades, eftersom endast skattepliktiga tjänster omfattas av omvänd skyldighet.",
    "vat.finding.kind_debatable":
        "Platsen för denna tjänst till icke beskattningsbara personer tolkas på två sätt; tillhandahållarens val "
        "har tillämpats.",
    "vat.finding.human_support": "Betydande mänsklig medverkan kan innebära att tjänsten inte är elektronisk.",
    "vat.finding.rate_unchecked": "Skattesatsen bygger på en enda källa.",
    "vat.finding.voucher_differs": "Krediten såldes med annan beskattning: {known_place}, {known_rate} %.",
    "vat.finding.digital_reporting":
        "Från och med {since} rapporteras varje sådan faktura för sig, inte i en periodisk sammanställning.",
    "vat.finding.oss_correction_expired":
        "Den enda kontaktpunkten tog emot rättelser till {until}: rätta direkt på plats ({place}).",
    "vat.change.none": "Momsen är den på proformafakturan.",
    "vat.change.rate": "Betalningen avgör: skattesatsen var {before} vid begäran och är nu {after}.",
    "vat.change.treatment": "Betalningen avgör: behandlingen har ändrats sedan begäran.",
    "vat.change.gross_kept": "Kunden betalar det begärda beloppet; netto och moms delas upp på nytt.",
    "vat.change.requoted": "Nettopriset står fast; att betala är {gross}.",
    "vat.change.late_id_kept":
        "Numret meddelades efter beskattningsdagen: betald moms återlämnas inte, senare beställningar är utan.",
    "vat.change.late_id_corrected":
        "Numret meddelades sent: enligt tillhandahållarens regel krediteras fakturan och ställs ut på nytt.",
    "table.unreviewed": "En av tabellerna granskades senast den {seen_on}, mer än {months} månader före den {on}.",
}

# How the texts of the Union are cited: what stands in English, and what replaces it, in this order.
CITATIONS: dict[str, str] = {
    "Implementing Regulation 282/2011": "genomförandeförordning (EU) nr 282/2011",
    "Directive 2006/112/EC": "direktiv 2006/112/EG",
    "Directive 2008/8/EC": "direktiv 2008/8/EG",
    "Directive (EU) 2025/516": "direktiv (EU) 2025/516",
    "Court of Justice": "EU-domstolen",
    " as in force to ": " i lydelsen till och med ",
    ", second paragraph": ", andra stycket",
    " with Annex ": " och bilaga ",
    " and Annex ": " och bilaga ",
    "(from ": "(från ",
    " and ": " och ",
    " to ": " till ",
    "article ": "artikel ",
}
# fmt: on
