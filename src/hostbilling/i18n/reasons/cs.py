"""VAT decisions told in Czech, by the code of the reason; only data."""

# fmt: off
SENTENCES: dict[str, str] = {
    "severity.note": "poznámka",
    "severity.warning": "upozornění",
    "severity.violation": "porušení",
    "certainty.secondary": "podle sekundárního zdroje",
    "certainty.unchecked": "neověřeno",
    "sum.vat.scheme.domestic":
        "Daň je povinen odvést poskytovatel v základní sazbě {rate} % ({place}) a uvede ji ve vlastním daňovém "
        "přiznání.",
    "sum.vat.scheme.oss_union":
        "Daň v základní sazbě {rate} % ({place}) se přiznává prostřednictvím jednoho správního místa (OSS, režim "
        "Unie).",
    "sum.vat.scheme.oss_non_union":
        "Daň v základní sazbě {rate} % ({place}) se přiznává prostřednictvím jednoho správního místa (OSS, režim "
        "mimo Unii).",
    "sum.vat.scheme.local_registration":
        "Daň je povinen odvést poskytovatel v základní sazbě {rate} % a přizná ji přímo ve státě: {place}.",
    "vat.customer.id_confirmed": "Příjemce je osobou povinnou k dani: jeho DIČ ({state}) bylo potvrzeno.",
    "vat.customer.id_applied_for": "Příjemce požádal o DIČ a prokázal, že je osobou povinnou k dani.",
    "vat.customer.id_provisional":
        "DIČ {number} se nepodařilo potvrdit; podle pravidla poskytovatele se příjemce do {recheck_on} považuje "
        "za osobu povinnou k dani.",
    "vat.customer.business_at_home":
        "Příjemce je usazen v členském státě poskytovatele ({state}), kde DIČ na zdanění nic nemění.",
    "vat.customer.business_at_branch":
        "Příjemce je usazen tam, kde se plnění účastní provozovna poskytovatele ({state}), a DIČ na zdanění nic "
        "nemění.",
    "vat.customer.business_outside": "Příjemce je osoba povinná k dani usazená mimo Unii.",
    "vat.customer.no_id": "Nebylo sděleno použitelné DIČ: příjemce se považuje za osobu nepovinnou k dani.",
    "vat.customer.legal_person":
        "Právnická osoba bez DIČ se považuje za osobu nepovinnou k dani na své vlastní adrese.",
    "vat.customer.legal_person_with_id": "Právnická osoba identifikovaná k DPH se považuje za osobu povinnou k dani.",
    "vat.customer.private_use":
        "Služba je určena pro soukromou potřebu: příjemce se považuje za osobu nepovinnou k dani.",
    "vat.customer.group": "Číslo patří skupině DPH příjemce.",
    "vat.place.business":
        "Místem poskytnutí služby osobě povinné k dani je místo, kde je tato osoba usazena: {place}.",
    "vat.place.electronic":
        "Místem poskytnutí elektronicky poskytované služby osobě nepovinné k dani je místo, kde je tato osoba "
        "usazena nebo má bydliště: {place}.",
    "vat.place.origin":
        "Místem poskytnutí této služby osobě nepovinné k dani je místo, kde je usazen poskytovatel: {place}.",
    "vat.place.origin_before_2015":
        "Před rokem 2015 se elektronicky poskytovaná služba poskytovatele z Unie zdaňovala v místě jeho usazení: "
        "{place}.",
    "vat.place.below_threshold":
        "Příjemce je jinde ({customer}), ale prodej poskytovatele osobám nepovinným k dani v jiných členských "
        "státech nepřekračuje práh {limit} {currency}; místem plnění je místo usazení poskytovatele: {place}.",
    "vat.place.opted":
        "Poskytovatel se od {since} a nejméně do {until} rozhodl pro zdanění v místě příjemců nepovinných k dani, "
        "bez ohledu na výši prodeje.",
    "vat.place.outside_consumer":
        "Místem poskytnutí této služby osobě nepovinné k dani mimo Unii je místo příjemce: {place}.",
    "vat.place.spanish_consumer":
        "Podle španělského práva zůstává místo poskytnutí této služby osobě nepovinné k dani ({customer}) v "
        "pevninském Španělsku.",
    "vat.place.building":
        "Místem poskytnutí služby související s nemovitou věcí je místo, kde se nemovitost nachází: {place}.",
    "vat.place.performed":
        "Místem poskytnutí prací na movité věci pro osobu nepovinnou k dani je místo jejich provedení: {place}.",
    "vat.place.activity": "Místem poskytnutí vzdělávání nebo vstupu na akci je místo, kde se konají: {place}.",
    "vat.place.attended_online":
        "Místem plnění při virtuální účasti osoby nepovinné k dani je místo, kde je tato osoba usazena nebo má "
        "bydliště: {place}.",
    "vat.place.receiving_establishment": "Službu přijímá stálá provozovna příjemce: {place}.",
    "vat.place.used_there":
        "Stát ({state}) zdaňuje tuto službu spotřebiteli ze země mimo Unii, protože se využívá tam.",
    "vat.finding.used_in_union":
        "Služba se využívá v Unii ({state}), kde může být zdaněna podle skutečného užití; zde se to neuplatňuje.",
    "vat.evidence.two_items": "Nejméně dva důkazy, které si neodporují, určují místo příjemce: {place}.",
    "vat.evidence.one_item":
        "Jeden důkaz od třetí osoby určuje místo příjemce: {place}; malému poskytovateli to stačí.",
    "vat.evidence.presumed":
        "Linka nebo přístupové místo, přes které se služba poskytuje, zakládá domněnku o místě příjemce: {place}.",
    "vat.evidence.rebutted": "Tři důkazy vyvracejí domněnku a určují místo příjemce: {place}.",
    "vat.territory.like_a_state":
        "Adresa leží na území ({code}), které se považuje za část členského státu: {state}.",
    "vat.territory.region": "Adresa leží v regionu ({code}) členského státu ({state}), který má vlastní sazby.",
    "vat.territory.excluded": "Adresa leží na území ({code}), na které se směrnice o DPH nevztahuje.",
    "vat.territory.never_part":
        "Adresa leží na území ({code}), které nepatří do území DPH žádného členského státu.",
    "vat.territory.suspended": "Adresa leží v části Kypru, kde je uplatňování práva Unie pozastaveno.",
    "vat.territory.jungholz":
        "Adresa leží v obci Jungholz nebo Mittelberg (Rakousko); nižší sazba platí pro podnikatele, kteří tam "
        "mají sídlo.",
    "vat.territory.northern_ireland": "Severní Irsko patří k Unii jen u zboží, nikoli u služeb.",
    "vat.territory.aaland":
        "Alandy jsou mimo směrnici o DPH; pro finské poskytovatele tam platí finský zákon o DPH.",
    "vat.territory.french_overseas":
        "Adresa leží na území ({code}) mimo směrnici o DPH; mezi ním a zbytkem Francie platí francouzské právo "
        "DPH.",
    "vat.territory.french_without_vat": "Adresa leží na území ({code}), kde Francie DPH nevybírá.",
    "vat.treatment.outside":
        "Místo plnění je mimo území DPH Unie ({place}): daň žádného členského státu se neplatí.",
    "vat.treatment.small_business":
        "Poskytovatel je jako malý podnik osvobozen od daně ve vlastním státě: {place}.",
    "vat.treatment.small_business_ex":
        "Poskytovatel je jako malý podnik osvobozen od daně pod svým číslem EX: {place}.",
    "vat.treatment.reverse_charge":
        "Přenesení daňové povinnosti: poskytovatel tam ({place}) nemá provozovnu, která se plnění účastní, daň "
        "odvede příjemce.",
    "vat.treatment.reverse_charge_194":
        "Přenesení daňové povinnosti: stát místa plnění ({place}) určuje u této služby zahraničního "
        "poskytovatele za plátce příjemce.",
    "vat.treatment.no_reverse_charge_194":
        "Stát místa plnění ({place}) neurčuje za osobu povinnou odvést daň tohoto příjemce.",
    "vat.treatment.intervening":
        "Stálá provozovna poskytovatele ({place}) se plnění účastní: daň tam odvede poskytovatel.",
    "vat.scheme.domestic": "Daň patří do vlastního daňového přiznání poskytovatele: {place}.",
    "vat.scheme.oss_union": "Daň se přiznává prostřednictvím jednoho správního místa (OSS, režim Unie): {place}.",
    "vat.scheme.oss_non_union":
        "Daň se přiznává prostřednictvím jednoho správního místa (OSS, režim mimo Unii): {place}.",
    "vat.scheme.local_registration": "Daň se přiznává přímo ve státě: {place}.",
    "vat.rate.standard": "Základní sazba ({place}) platná {on}: {rate} %.",
    "vat.rate.regional": "Základní sazba ({region}, {place}) platná {on}: {rate} %.",
    "vat.rate.correction": "Oprava se řídí dnem uskutečnění původního plnění, {original}.",
    "vat.amount.national_currency": "Daň je uvedena i v měně {currency} podle kurzu {source} z {on}.",
    "vat.amount.same_currency": "Daň už je v měně {currency}.",
    "vat.amount.return_currency":
        "Přiznání je v měně {currency} podle kurzu {source} z {on}: poslední den období nebo nejbližší "
        "zveřejnění.",
    "vat.nothing.late_interest": "Úroky z prodlení jsou náhradou škody, nikoli protiplněním za službu.",
    "vat.nothing.deposit": "Vratná kauce není protiplněním za službu.",
    "vat.nothing.damages": "Skutečná náhrada škody není protiplněním za službu.",
    "vat.nothing.multi_purpose":
        "Kredit použitelný na různé nákupy je víceúčelový poukaz a zdaňuje se při použití.",
    "vat.kind.single_purpose":
        "Jednoúčelový poukaz: místo a sazba jsou známy při prodeji kreditu, zdaňuje se hned.",
    "vat.kind.part_of": "Poplatek je vedlejším plněním a zdaňuje se jako hlavní plnění.",
    "vat.kind.termination":
        "Poplatek za předčasné ukončení závazku je protiplněním za službu a zdaňuje se jako ona.",
    "vat.undetermined.goods": "Pro zboží platí jiná pravidla, která se zde neřeší.",
    "vat.undetermined.before_coverage":
        "Den {on} je před {begin}, prvním dnem, na který se tato pravidla vztahují.",
    "vat.undetermined.unknown_country": "{country} není země.",
    "vat.undetermined.no_country": "Země příjemce není známa.",
    "vat.undetermined.evidence": "Důkazy nestačí k určení místa příjemce: jsou třeba dva, které se shodují.",
    "vat.undetermined.conflict": "Důkazy se stejnou vahou ukazují na více míst.",
    "vat.undetermined.id_unverified": "DIČ není potvrzeno; jeho tvar ani kontrolní číslice nic nedokazují.",
    "vat.undetermined.id_name": "VIES uvádí jiného držitele DIČ {number}.",
    "vat.undetermined.establishment":
        "Adresa ({address}) a DIČ ({id_state}) se liší: která provozovna službu přijímá?",
    "vat.undetermined.rate": "Není známa žádná sazba ({place}, {on}).",
    "vat.undetermined.location": "Místem je místo nemovitosti, práce nebo akce, které chybí.",
    "vat.undetermined.principal": "Poplatek se zdaňuje jako hlavní plnění, které chybí.",
    "vat.undetermined.amount": "O překročení prahu rozhoduje částka, která chybí.",
    "vat.finding.id_invalid": "DIČ {number} je neplatné.",
    "vat.finding.id_late": "DIČ bylo sděleno {given_on}, po uskutečnění plnění: platí pro pozdější plnění.",
    "vat.finding.id_pending": "O DIČ je požádáno: po přidělení je znovu ověřte.",
    "vat.finding.not_a_customer_id": "{number} neoznačuje příjemce služeb v Unii.",
    "vat.finding.id_unavailable": "DIČ {number} se v den uskutečnění plnění nepodařilo potvrdit.",
    "vat.finding.id_country_mismatch": "DIČ ({id_state}) a adresa ({address}) se liší.",
    "vat.finding.consumer_with_id": "Spotřebitel uvedl DIČ: zeptejte se, zda není osobou povinnou k dani.",
    "vat.finding.status_unproven": "Nic nedokazuje, že příjemce mimo Unii je osobou povinnou k dani.",
    "vat.finding.address_outvoted": "Důkazy ukazují na jiné místo než uvedená adresa: {place}.",
    "vat.finding.weak_evidence": "Jeden z důkazů je jen jiná obchodní informace.",
    "vat.finding.item_ignored": "Jeden důkaz uvádí {country}, což není země.",
    "vat.finding.local_tax": "Může vzniknout místní daň ({tax}); zde se nepočítá.",
    "vat.finding.local_tax_known": "Může vzniknout místní daň ({tax}); zde se nepočítá.",
    "vat.finding.registration_required":
        "Poskytovatel se musí registrovat ve státě ({place}) nebo v jednom správním místě (OSS).",
    "vat.finding.seller_id_needed":
        "Poskytovatel potřebuje pro služby osobám povinným k dani v jiných členských státech vlastní DIČ.",
    "vat.finding.oss_not_open": "Zvolený zvláštní režim (OSS) není tomuto poskytovateli nebo plnění přístupný.",
    "vat.finding.ex_lost":
        "Obrat poskytovatele v Unii překračuje {limit} EUR: osvobození v jiných členských státech skončilo.",
    "vat.finding.ex_or_reverse_charge":
        "Žádný text neříká, zda má u osoby povinné k dani přednost osvobození ({place}), nebo přenesení daňové "
        "povinnosti; použilo se osvobození, protože přenáší se jen daň ze zdanitelného plnění.",
    "vat.finding.kind_debatable":
        "Místo poskytnutí této služby osobám nepovinným k dani se vykládá dvěma způsoby; použila se volba "
        "poskytovatele.",
    "vat.finding.human_support": "Podstatný lidský zásah může službu vyjmout z elektronicky poskytovaných služeb.",
    "vat.finding.rate_unchecked": "Sazba se opírá o jediný zdroj.",
    "vat.finding.voucher_differs": "Kredit byl prodán s jiným zdaněním: {known_place}, {known_rate} %.",
    "vat.finding.digital_reporting": "Od {since} se každá taková faktura vykazuje samostatně, ne v souhrnném hlášení.",
    "vat.finding.oss_correction_expired":
        "Jedno správní místo přijímalo opravy do {until}: opravte přímo ve státě ({place}).",
    "vat.change.none": "Daň je stejná jako na zálohové faktuře.",
    "vat.change.rate": "Rozhoduje platba: sazba byla při výzvě {before} a nyní je {after}.",
    "vat.change.treatment": "Rozhoduje platba: způsob zdanění se od výzvy změnil.",
    "vat.change.gross_kept": "Zákazník zaplatí požadovanou částku; základ a daň se rozdělí znovu.",
    "vat.change.requoted": "Cena bez daně zůstává; k úhradě je {gross}.",
    "vat.change.late_id_kept":
        "DIČ bylo sděleno po uskutečnění plnění: zaplacená daň se nevrací, další objednávky jsou bez ní.",
    "vat.change.late_id_corrected":
        "DIČ bylo sděleno pozdě: podle pravidla poskytovatele se faktura dobropisuje a vystaví znovu.",
    "table.unreviewed":
        "Jedna z použitých tabulek byla naposledy ověřena {seen_on}, více než {months} měsíců před {on}.",
}

# How the texts of the Union are cited: what stands in English, and what replaces it, in this order.
CITATIONS: dict[str, str] = {
    "Implementing Regulation 282/2011": "prováděcí nařízení (EU) č. 282/2011",
    "Directive 2006/112/EC": "směrnice 2006/112/ES",
    "Directive 2008/8/EC": "směrnice 2008/8/ES",
    "Directive (EU) 2025/516": "směrnice (EU) 2025/516",
    "Court of Justice": "Soudní dvůr",
    " as in force to ": " ve znění do ",
    ", second paragraph": ", druhý pododstavec",
    " with Annex ": " a příloha ",
    " and Annex ": " a příloha ",
    "(from ": "(od ",
    " and ": " a ",
    " to ": " až ",
    "article ": "článek ",
}
# fmt: on
