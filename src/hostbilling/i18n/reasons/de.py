"""VAT decisions told in German, by the code of the reason; only data."""

# fmt: off
SENTENCES: dict[str, str] = {
    "severity.note": "Hinweis",
    "severity.warning": "Achtung",
    "severity.violation": "Verstoß",
    "certainty.secondary": "nach Sekundärquelle",
    "certainty.unchecked": "ungeprüft",
    "sum.vat.scheme.domestic":
        "Der Dienstleistungserbringer schuldet die Mehrwertsteuer zum Normalsatz von {rate} % ({place}) und "
        "erklärt sie in seiner eigenen Steuererklärung.",
    "sum.vat.scheme.oss_union":
        "Die Mehrwertsteuer zum Normalsatz von {rate} % ({place}) wird über die einzige Anlaufstelle erklärt "
        "(OSS, EU-Regelung).",
    "sum.vat.scheme.oss_non_union":
        "Die Mehrwertsteuer zum Normalsatz von {rate} % ({place}) wird über die einzige Anlaufstelle erklärt "
        "(OSS, Nicht-EU-Regelung).",
    "sum.vat.scheme.local_registration":
        "Der Dienstleistungserbringer schuldet die Mehrwertsteuer zum Normalsatz von {rate} % und erklärt sie "
        "vor Ort: {place}.",
    "vat.customer.id_confirmed":
        "Der Dienstleistungsempfänger ist Steuerpflichtiger: Seine USt-IdNr. ({state}) wurde bestätigt.",
    "vat.customer.id_applied_for":
        "Der Dienstleistungsempfänger hat eine USt-IdNr. beantragt und nachgewiesen, dass er Steuerpflichtiger "
        "ist.",
    "vat.customer.id_provisional":
        "Die USt-IdNr. {number} konnte nicht bestätigt werden; nach der Regel des Dienstleistungserbringers gilt "
        "der Empfänger bis {recheck_on} als Steuerpflichtiger.",
    "vat.customer.business_at_home":
        "Der Dienstleistungsempfänger ist im Mitgliedstaat des Dienstleistungserbringers ansässig ({state}); "
        "dort ändert eine USt-IdNr. nichts.",
    "vat.customer.business_at_branch":
        "Der Dienstleistungsempfänger ist dort ansässig, wo eine feste Niederlassung des Erbringers an der Leistung "
        "beteiligt ist ({state}); dort ändert eine USt-IdNr. nichts.",
    "vat.customer.business_outside":
        "Der Dienstleistungsempfänger ist ein außerhalb der Union ansässiger Steuerpflichtiger.",
    "vat.customer.no_id":
        "Es wurde keine verwendbare USt-IdNr. mitgeteilt: Der Dienstleistungsempfänger gilt als "
        "Nichtsteuerpflichtiger.",
    "vat.customer.legal_person":
        "Eine juristische Person ohne USt-IdNr. gilt als nicht steuerpflichtig, an ihrer eigenen Anschrift.",
    "vat.customer.legal_person_with_id":
        "Eine für die Mehrwertsteuer erfasste juristische Person gilt als Steuerpflichtiger.",
    "vat.customer.private_use":
        "Die Dienstleistung ist für den privaten Gebrauch: Der Empfänger gilt als Nichtsteuerpflichtiger.",
    "vat.customer.group": "Die Nummer ist die der Mehrwertsteuergruppe des Dienstleistungsempfängers.",
    "vat.place.business":
        "Eine Dienstleistung an einen Steuerpflichtigen wird dort besteuert, wo dieser ansässig ist: {place}.",
    "vat.place.electronic":
        "Eine elektronisch erbrachte Dienstleistung an einen Nichtsteuerpflichtigen wird dort besteuert, wo "
        "dieser ansässig ist: {place}.",
    "vat.place.origin":
        "Diese Dienstleistung an einen Nichtsteuerpflichtigen wird dort besteuert, wo der "
        "Dienstleistungserbringer ansässig ist: {place}.",
    "vat.place.origin_before_2015":
        "Vor 2015 wurde eine elektronisch erbrachte Dienstleistung eines Erbringers aus der Union an dessen Sitz "
        "besteuert: {place}.",
    "vat.place.below_threshold":
        "Der Empfänger ist anderswo ansässig ({customer}), doch die Umsätze des Erbringers an "
        "Nichtsteuerpflichtige in anderen Mitgliedstaaten überschreiten den Schwellenwert von {limit} {currency} "
        "nicht; besteuert wird am Sitz des Erbringers: {place}.",
    "vat.place.opted":
        "Der Erbringer hat ab dem {since} und mindestens bis zum {until} auf die Umsatzschwelle verzichtet: "
        "besteuert wird am Ort der nichtsteuerpflichtigen Empfänger.",
    "vat.place.outside_consumer":
        "Diese Dienstleistung an einen Nichtsteuerpflichtigen außerhalb der Union gilt als an dessen Ort "
        "erbracht: {place}.",
    "vat.place.spanish_consumer":
        "Nach spanischem Recht bleibt diese Dienstleistung an einen Nichtsteuerpflichtigen ({customer}) auf dem "
        "spanischen Festland steuerbar.",
    "vat.place.building":
        "Eine Dienstleistung im Zusammenhang mit einem Grundstück wird dort besteuert, wo das Grundstück gelegen "
        "ist: {place}.",
    "vat.place.performed":
        "Arbeiten an beweglichen Gegenständen für einen Nichtsteuerpflichtigen werden dort besteuert, wo sie "
        "ausgeführt werden: {place}.",
    "vat.place.activity":
        "Unterricht oder Eintritt zu einer Veranstaltung wird dort besteuert, wo er tatsächlich stattfindet: "
        "{place}.",
    "vat.place.attended_online":
        "Woran ein Nichtsteuerpflichtiger virtuell teilnimmt, wird dort besteuert, wo er ansässig ist: {place}.",
    "vat.place.receiving_establishment":
        "Die Dienstleistung wird an die feste Niederlassung des Empfängers erbracht: {place}.",
    "vat.place.used_there":
        "Der Staat ({state}) besteuert diese Dienstleistung an einen Verbraucher von außerhalb der Union, weil "
        "sie dort genutzt wird.",
    "vat.finding.used_in_union":
        "Die Dienstleistung wird in der Union genutzt ({state}), wo sie nach der tatsächlichen Nutzung besteuert "
        "werden kann; das wird hier nicht angewandt.",
    "vat.evidence.two_items":
        "Mindestens zwei einander nicht widersprechende Beweismittel bestimmen den Ort des "
        "Dienstleistungsempfängers: {place}.",
    "vat.evidence.one_item":
        "Ein Beweismittel eines Dritten bestimmt den Ort des Empfängers: {place}; das genügt bei einem kleinen "
        "Erbringer.",
    "vat.evidence.presumed":
        "Der Anschluss oder Zugangspunkt, über den die Dienstleistung erbracht wird, begründet die Vermutung für "
        "den Ort des Empfängers: {place}.",
    "vat.evidence.rebutted":
        "Drei Beweismittel widerlegen die Vermutung und bestimmen den Ort des Empfängers: {place}.",
    "vat.territory.like_a_state":
        "Die Anschrift liegt in einem Gebiet ({code}), das wie ein Mitgliedstaat behandelt wird: {state}.",
    "vat.territory.region":
        "Die Anschrift liegt in einer Region ({code}) eines Mitgliedstaats ({state}) mit eigenen Steuersätzen.",
    "vat.territory.excluded":
        "Die Anschrift liegt in einem Gebiet ({code}), in dem die Mehrwertsteuerrichtlinie nicht gilt.",
    "vat.territory.never_part":
        "Die Anschrift liegt in einem Gebiet ({code}), das zu keinem Mehrwertsteuergebiet eines Mitgliedstaats "
        "gehört.",
    "vat.territory.suspended": "Die Anschrift liegt in dem Teil Zyperns, in dem das Unionsrecht ausgesetzt ist.",
    "vat.territory.jungholz":
        "Die Anschrift liegt in Jungholz oder Mittelberg (Österreich); der niedrigere Satz gilt für dort "
        "ansässige Unternehmer.",
    "vat.territory.northern_ireland": "Nordirland zählt nur für Gegenstände zur Union, nicht für Dienstleistungen.",
    "vat.territory.aaland":
        "Åland liegt außerhalb der Mehrwertsteuerrichtlinie; für finnische Erbringer gilt dort das finnische "
        "Mehrwertsteuergesetz.",
    "vat.territory.french_overseas":
        "Die Anschrift liegt in einem von der Mehrwertsteuerrichtlinie ausgenommenen Gebiet ({code}); zwischen "
        "ihm und dem übrigen Frankreich gilt französisches Mehrwertsteuerrecht.",
    "vat.territory.french_without_vat":
        "Die Anschrift liegt in einem Gebiet ({code}), in dem Frankreich keine Mehrwertsteuer erhebt.",
    "vat.treatment.outside":
        "Der Ort der Dienstleistung liegt außerhalb des Mehrwertsteuergebiets der Union ({place}): Es fällt "
        "keine Mehrwertsteuer eines Mitgliedstaats an.",
    "vat.treatment.small_business":
        "Der Dienstleistungserbringer ist als Kleinunternehmen in seinem eigenen Staat von der Steuer befreit: "
        "{place}.",
    "vat.treatment.small_business_ex":
        "Der Dienstleistungserbringer ist als Kleinunternehmen unter seiner EX-Nummer von der Steuer befreit: "
        "{place}.",
    "vat.treatment.reverse_charge":
        "Steuerschuldnerschaft des Leistungsempfängers: Der Erbringer hat dort ({place}) keine beteiligte "
        "Niederlassung, der Empfänger schuldet die Mehrwertsteuer.",
    "vat.treatment.reverse_charge_194":
        "Steuerschuldnerschaft des Leistungsempfängers: Der Staat des Ortes ({place}) bestimmt den "
        "steuerpflichtigen Empfänger dieser Leistung eines ausländischen Erbringers zum Schuldner.",
    "vat.treatment.no_reverse_charge_194":
        "Der Staat des Ortes ({place}) bestimmt diesen Empfänger nicht zum Steuerschuldner.",
    "vat.treatment.intervening":
        "Die feste Niederlassung des Erbringers ({place}) ist an der Leistung beteiligt: Der Erbringer schuldet "
        "dort die Mehrwertsteuer.",
    "vat.scheme.domestic": "Die Mehrwertsteuer gehört in die eigene Steuererklärung des Erbringers: {place}.",
    "vat.scheme.oss_union":
        "Die Mehrwertsteuer wird über die einzige Anlaufstelle erklärt (OSS, EU-Regelung): {place}.",
    "vat.scheme.oss_non_union":
        "Die Mehrwertsteuer wird über die einzige Anlaufstelle erklärt (OSS, Nicht-EU-Regelung): {place}.",
    "vat.scheme.local_registration": "Die Mehrwertsteuer wird vor Ort erklärt: {place}.",
    "vat.rate.standard": "Normalsatz ({place}) am {on}: {rate} %.",
    "vat.rate.regional": "Normalsatz ({region}, {place}) am {on}: {rate} %.",
    "vat.rate.correction":
        "Die Berichtigung folgt dem Steuertatbestand des ursprünglichen Umsatzes vom {original}.",
    "vat.amount.national_currency":
        "Die Mehrwertsteuer ist auch in {currency} angegeben, zum Kurs ({source}) vom {on}.",
    "vat.amount.same_currency": "Die Mehrwertsteuer ist schon in {currency} angegeben.",
    "vat.amount.return_currency":
        "Die Erklärung lautet auf {currency}, zum Kurs ({source}) vom {on}: letzter Tag des Zeitraums oder "
        "nächste Veröffentlichung.",
    "vat.nothing.late_interest":
        "Verzugszinsen sind Entschädigung und keine Gegenleistung für eine Dienstleistung.",
    "vat.nothing.deposit": "Eine Kaution, die zurückgegeben wird, ist keine Gegenleistung für eine Dienstleistung.",
    "vat.nothing.damages":
        "Echter Schadenersatz ist Entschädigung und keine Gegenleistung für eine Dienstleistung.",
    "vat.nothing.multi_purpose":
        "Guthaben für verschiedene Käufe ist ein Mehrzweck-Gutschein und wird bei der Einlösung besteuert.",
    "vat.kind.single_purpose":
        "Einzweck-Gutschein: Ort und Steuersatz stehen beim Verkauf des Guthabens fest, es wird sofort besteuert.",
    "vat.kind.part_of": "Die Gebühr ist Nebenleistung und teilt die Behandlung der Hauptleistung.",
    "vat.kind.termination":
        "Die Gebühr für die vorzeitige Beendigung ist Gegenleistung für die Dienstleistung und wird wie sie "
        "behandelt.",
    "vat.undetermined.goods": "Für Gegenstände gelten andere Regeln, die hier nicht behandelt werden.",
    "vat.undetermined.before_coverage":
        "Der {on} liegt vor dem {begin}, dem ersten Tag, den diese Regeln abdecken.",
    "vat.undetermined.unknown_country": "{country} ist kein Land.",
    "vat.undetermined.no_country": "Das Land des Dienstleistungsempfängers ist nicht bekannt.",
    "vat.undetermined.evidence":
        "Die Beweismittel genügen nicht, um den Ort des Empfängers zu bestimmen: Nötig sind zwei, die "
        "übereinstimmen.",
    "vat.undetermined.conflict": "Die Beweismittel weisen mit gleichem Gewicht auf mehrere Orte.",
    "vat.undetermined.id_unverified":
        "Die USt-IdNr. ist nicht bestätigt; ihre Form oder Prüfziffer beweist nichts.",
    "vat.undetermined.id_name": "VIES nennt einen anderen Inhaber der USt-IdNr. {number}.",
    "vat.undetermined.establishment":
        "Anschrift ({address}) und USt-IdNr. ({id_state}) weichen voneinander ab: Welche Niederlassung empfängt "
        "die Dienstleistung?",
    "vat.undetermined.rate": "Es ist kein Steuersatz bekannt ({place}, {on}).",
    "vat.undetermined.location": "Der Ort ist der des Grundstücks, der Arbeit oder der Veranstaltung; er fehlt.",
    "vat.undetermined.principal": "Die Gebühr teilt die Behandlung der Hauptleistung; diese fehlt.",
    "vat.undetermined.amount": "Der Betrag entscheidet, ob der Schwellenwert überschritten wird; er fehlt.",
    "vat.finding.id_invalid": "Die USt-IdNr. {number} ist ungültig.",
    "vat.finding.id_late":
        "Die USt-IdNr. wurde am {given_on} mitgeteilt, nach dem Steuertatbestand: Sie zählt für spätere "
        "Leistungen.",
    "vat.finding.id_pending": "Die USt-IdNr. ist beantragt: erneut prüfen, sobald sie vorliegt.",
    "vat.finding.not_a_customer_id": "{number} bezeichnet keinen Dienstleistungsempfänger in der Union.",
    "vat.finding.id_unavailable":
        "Die USt-IdNr. {number} konnte zum Zeitpunkt des Steuertatbestands nicht bestätigt werden.",
    "vat.finding.id_country_mismatch": "USt-IdNr. ({id_state}) und Anschrift ({address}) weichen voneinander ab.",
    "vat.finding.consumer_with_id":
        "Ein Verbraucher hat eine USt-IdNr. angegeben: nachfragen, ob er Steuerpflichtiger ist.",
    "vat.finding.status_unproven": "Nichts beweist, dass der Empfänger außerhalb der Union Steuerpflichtiger ist.",
    "vat.finding.address_outvoted":
        "Die Beweismittel weisen auf einen anderen Ort als die angegebene Anschrift: {place}.",
    "vat.finding.weak_evidence":
        "Eines der Beweismittel ist nur eine sonstige wirtschaftlich relevante Information.",
    "vat.finding.item_ignored": "Ein Beweismittel nennt {country}, das kein Land ist.",
    "vat.finding.local_tax": "Eine örtliche Steuer kann anfallen ({tax}); sie wird hier nicht berechnet.",
    "vat.finding.local_tax_known": "Eine örtliche Steuer kann anfallen ({tax}); sie wird hier nicht berechnet.",
    "vat.finding.registration_required":
        "Der Erbringer muss sich vor Ort registrieren ({place}) oder der einzigen Anlaufstelle beitreten.",
    "vat.finding.seller_id_needed":
        "Der Erbringer braucht für Leistungen an Steuerpflichtige in anderen Mitgliedstaaten eine eigene "
        "USt-IdNr.",
    "vat.finding.oss_not_open":
        "Die gewählte Sonderregelung (OSS) steht diesem Erbringer oder dieser Leistung nicht offen.",
    "vat.finding.ex_lost":
        "Der Jahresumsatz des Erbringers in der Union übersteigt {limit} EUR: Die Befreiung in anderen "
        "Mitgliedstaaten ist beendet.",
    "vat.finding.ex_or_reverse_charge":
        "Kein Text sagt, ob bei einem Unternehmer die Befreiung ({place}) oder die Umkehr der Steuerschuld vorgeht; "
        "angewandt wurde die Befreiung, weil nur Steuerpflichtiges die Steuerschuld verlagert.",
    "vat.finding.kind_debatable":
        "Der Ort dieser Leistung an Nichtsteuerpflichtige wird auf zwei Arten gelesen; angewandt wurde die Wahl "
        "des Erbringers.",
    "vat.finding.human_support":
        "Wesentliche menschliche Beteiligung kann die Leistung aus den elektronisch erbrachten herausführen.",
    "vat.finding.rate_unchecked": "Der Steuersatz beruht auf einer einzigen Quelle.",
    "vat.finding.voucher_differs":
        "Das Guthaben wurde mit anderer Besteuerung verkauft: {known_place}, {known_rate} %.",
    "vat.finding.digital_reporting":
        "Seit dem {since} wird jede solche Rechnung einzeln gemeldet, nicht in einer Zusammenfassenden Meldung.",
    "vat.finding.oss_correction_expired":
        "Die einzige Anlaufstelle nahm Berichtigungen bis {until} an: direkt vor Ort berichtigen ({place}).",
    "vat.change.none": "Die Mehrwertsteuer ist die der Proformarechnung.",
    "vat.change.rate": "Die Zahlung entscheidet: Der Satz war bei der Anforderung {before} und ist jetzt {after}.",
    "vat.change.treatment": "Die Zahlung entscheidet: Die Behandlung hat sich seit der Anforderung geändert.",
    "vat.change.gross_kept":
        "Der Kunde zahlt den angeforderten Betrag; Netto und Mehrwertsteuer werden neu aufgeteilt.",
    "vat.change.requoted": "Der Nettopreis bleibt; zu zahlen sind {gross}.",
    "vat.change.late_id_kept":
        "Die USt-IdNr. kam nach dem Steuertatbestand: Die gezahlte Mehrwertsteuer wird nicht erstattet, spätere "
        "Bestellungen bleiben ohne.",
    "vat.change.late_id_corrected":
        "Die USt-IdNr. kam verspätet: Nach der Regel des Erbringers wird die Rechnung gutgeschrieben und neu "
        "ausgestellt.",
    "table.unreviewed":
        "Eine der benutzten Tabellen wurde zuletzt am {seen_on} geprüft, mehr als {months} Monate vor dem {on}.",
}

# How the texts of the Union are cited: what stands in English, and what replaces it, in this order.
CITATIONS: dict[str, str] = {
    "Implementing Regulation 282/2011": "Durchführungsverordnung (EU) Nr. 282/2011",
    "Directive 2006/112/EC": "Richtlinie 2006/112/EG",
    "Directive 2008/8/EC": "Richtlinie 2008/8/EG",
    "Directive (EU) 2025/516": "Richtlinie (EU) 2025/516",
    "Court of Justice": "Gerichtshof",
    " as in force to ": " in der Fassung bis ",
    ", second paragraph": ", Unterabsatz 2",
    " with Annex ": " mit Anhang ",
    " and Annex ": " und Anhang ",
    "(from ": "(ab ",
    " and ": " und ",
    " to ": " bis ",
    "article ": "Artikel ",
}
# fmt: on
