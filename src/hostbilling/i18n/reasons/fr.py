"""VAT decisions told in French, by the code of the reason; only data."""

# fmt: off
SENTENCES: dict[str, str] = {
    "severity.note": "note",
    "severity.warning": "attention",
    "severity.violation": "infraction",
    "certainty.secondary": "source secondaire",
    "certainty.unchecked": "non vérifié",
    "sum.vat.scheme.domestic":
        "La TVA est due par le prestataire au taux normal de {rate} % ({place}) et figure dans sa propre "
        "déclaration.",
    "sum.vat.scheme.oss_union":
        "La TVA est due au taux normal de {rate} % ({place}) et se déclare au guichet unique, régime de l'Union.",
    "sum.vat.scheme.oss_non_union":
        "La TVA est due au taux normal de {rate} % ({place}) et se déclare au guichet unique, régime non-Union.",
    "sum.vat.scheme.local_registration":
        "La TVA est due par le prestataire au taux normal de {rate} % et se déclare sur place : {place}.",
    "vat.customer.id_confirmed":
        "Le preneur est un assujetti : son numéro d'identification TVA ({state}) a été confirmé.",
    "vat.customer.id_applied_for":
        "Le preneur a demandé un numéro d'identification TVA et prouvé sa qualité d'assujetti.",
    "vat.customer.id_provisional":
        "Le numéro {number} n'a pas pu être confirmé ; selon la règle du prestataire, le preneur est traité "
        "comme assujetti jusqu'au {recheck_on}.",
    "vat.customer.business_at_home":
        "Le preneur est établi dans l'État membre du prestataire ({state}), où le numéro d'identification TVA ne "
        "change rien.",
    "vat.customer.business_at_branch":
        "Le preneur est établi là où un établissement du prestataire participe à la prestation ({state}) : le numéro "
        "d'identification TVA n'y change rien.",
    "vat.customer.business_outside": "Le preneur est un assujetti établi hors de l'Union.",
    "vat.customer.no_id":
        "Aucun numéro d'identification TVA utilisable n'a été communiqué : le preneur est traité comme non "
        "assujetti.",
    "vat.customer.legal_person":
        "Une personne morale sans numéro d'identification TVA est traitée comme non assujettie, à sa propre "
        "adresse.",
    "vat.customer.legal_person_with_id": "Une personne morale identifiée à la TVA est traitée comme assujettie.",
    "vat.customer.private_use":
        "Le service est destiné à un usage privé : le preneur est traité comme non assujetti.",
    "vat.customer.group": "Le numéro est celui du groupe TVA du preneur.",
    "vat.place.business":
        "Le lieu d'une prestation de services fournie à un assujetti est l'endroit où celui-ci est établi : "
        "{place}.",
    "vat.place.electronic":
        "Le lieu d'un service fourni par voie électronique à un non-assujetti est l'endroit où celui-ci est "
        "établi ou domicilié : {place}.",
    "vat.place.origin":
        "Le lieu de cette prestation à un non-assujetti est l'endroit où le prestataire est établi : {place}.",
    "vat.place.origin_before_2015":
        "Avant 2015, un service fourni par voie électronique par un prestataire de l'Union était imposé là où "
        "celui-ci est établi : {place}.",
    "vat.place.below_threshold":
        "Le preneur se trouve ailleurs ({customer}), mais les ventes du prestataire aux non-assujettis des "
        "autres États membres ne dépassent pas le seuil de {limit} {currency} : le lieu est celui où le "
        "prestataire est établi : {place}.",
    "vat.place.opted":
        "Le prestataire a opté, à compter du {since} et au moins jusqu'au {until}, pour l'imposition au lieu des "
        "preneurs non assujettis, quel que soit le montant de ses ventes.",
    "vat.place.outside_consumer":
        "Le lieu de cette prestation à un non-assujetti établi hors de l'Union est celui du preneur : {place}.",
    "vat.place.spanish_consumer":
        "La loi espagnole maintient en Espagne continentale cette prestation à un non-assujetti ({customer}).",
    "vat.place.building":
        "Le lieu d'une prestation se rattachant à un bien immeuble est l'endroit où cet immeuble est situé : "
        "{place}.",
    "vat.place.performed":
        "Le lieu des travaux portant sur des biens meubles pour un non-assujetti est l'endroit où ils sont "
        "exécutés : {place}.",
    "vat.place.activity":
        "Le lieu d'une prestation d'enseignement ou d'un accès à une manifestation est l'endroit où celle-ci a "
        "lieu : {place}.",
    "vat.place.attended_online":
        "Le lieu d'une activité suivie à distance par un non-assujetti est l'endroit où celui-ci est établi ou "
        "domicilié : {place}.",
    "vat.place.receiving_establishment": "La prestation est reçue par l'établissement stable du preneur : {place}.",
    "vat.place.used_there":
        "L'État ({state}) impose ce service rendu à un consommateur établi hors de l'Union, car il y est utilisé.",
    "vat.finding.used_in_union":
        "Le service est utilisé dans l'Union ({state}), qui peut l'imposer selon l'utilisation effective ; cela "
        "n'est pas appliqué ici.",
    "vat.evidence.two_items":
        "Au moins deux éléments de preuve non contradictoires localisent le preneur : {place}.",
    "vat.evidence.one_item":
        "Un élément de preuve fourni par un tiers localise le preneur : {place} ; cela suffit pour un petit "
        "prestataire.",
    "vat.evidence.presumed":
        "La ligne ou le point d'accès par lequel le service est fourni fait présumer le lieu du preneur : "
        "{place}.",
    "vat.evidence.rebutted":
        "Trois éléments de preuve renversent la présomption et localisent le preneur : {place}.",
    "vat.territory.like_a_state":
        "L'adresse se trouve dans un territoire ({code}) assimilé à un État membre : {state}.",
    "vat.territory.region":
        "L'adresse se trouve dans une région ({code}) d'un État membre ({state}) qui a ses propres taux.",
    "vat.territory.excluded":
        "L'adresse se trouve dans un territoire ({code}) auquel la directive TVA ne s'applique pas.",
    "vat.territory.never_part":
        "L'adresse se trouve dans un territoire ({code}) qui ne fait pas partie du territoire TVA d'un État "
        "membre.",
    "vat.territory.suspended": "L'adresse se trouve dans la partie de Chypre où le droit de l'Union est suspendu.",
    "vat.territory.jungholz":
        "L'adresse se trouve à Jungholz ou à Mittelberg (Autriche) ; le taux plus bas y est réservé aux "
        "entreprises qui y ont leur siège.",
    "vat.territory.northern_ireland":
        "L'Irlande du Nord fait partie de l'Union pour les biens seulement, non pour les services.",
    "vat.territory.aaland":
        "Åland est hors du champ de la directive TVA ; pour les prestataires finlandais, la loi finlandaise sur "
        "la TVA y est applicable.",
    "vat.territory.french_overseas":
        "L'adresse se trouve dans un territoire ({code}) exclu de la directive TVA ; entre lui et le reste de la "
        "France, la loi française sur la TVA s'applique.",
    "vat.territory.french_without_vat":
        "L'adresse se trouve dans un territoire ({code}) où la France ne perçoit pas de TVA.",
    "vat.treatment.outside":
        "Le lieu de la prestation est hors du territoire TVA de l'Union ({place}) : aucune TVA d'un État membre "
        "n'est due.",
    "vat.treatment.small_business":
        "Le prestataire bénéficie de la franchise des petites entreprises dans son propre État : {place}.",
    "vat.treatment.small_business_ex":
        "Le prestataire bénéficie de la franchise des petites entreprises sous son numéro EX : {place}.",
    "vat.treatment.reverse_charge":
        "Autoliquidation : aucun établissement du prestataire ne participe à la prestation dans cet État ({place}), "
        "la TVA est due par le preneur.",
    "vat.treatment.reverse_charge_194":
        "Autoliquidation : l'État du lieu ({place}) désigne le preneur assujetti comme redevable pour cette "
        "prestation d'un prestataire étranger.",
    "vat.treatment.no_reverse_charge_194": "L'État du lieu ({place}) ne désigne pas ce preneur comme redevable.",
    "vat.treatment.intervening":
        "L'établissement stable du prestataire ({place}) participe à la prestation : le prestataire y est "
        "redevable de la TVA.",
    "vat.scheme.domestic": "La TVA figure dans la propre déclaration du prestataire : {place}.",
    "vat.scheme.oss_union": "La TVA se déclare au guichet unique, régime de l'Union : {place}.",
    "vat.scheme.oss_non_union": "La TVA se déclare au guichet unique, régime non-Union : {place}.",
    "vat.scheme.local_registration": "La TVA se déclare sur place : {place}.",
    "vat.rate.standard": "Taux normal ({place}) en vigueur le {on} : {rate} %.",
    "vat.rate.regional": "Taux normal ({region}, {place}) en vigueur le {on} : {rate} %.",
    "vat.rate.correction": "La régularisation suit le fait générateur de l'opération d'origine, du {original}.",
    "vat.amount.national_currency": "La TVA est aussi exprimée en {currency}, au taux {source} du {on}.",
    "vat.amount.same_currency": "La TVA est déjà exprimée en {currency}.",
    "vat.amount.return_currency":
        "La déclaration est en {currency}, au taux {source} du {on} : dernier jour de la période ou publication "
        "suivante.",
    "vat.nothing.late_interest": "Les intérêts de retard sont une indemnité, non la contrepartie d'une prestation.",
    "vat.nothing.deposit": "Un dépôt de garantie restitué n'est pas la contrepartie d'une prestation.",
    "vat.nothing.damages":
        "De véritables dommages-intérêts sont une indemnité, non la contrepartie d'une prestation.",
    "vat.nothing.multi_purpose":
        "Un crédit utilisable pour des achats divers est un bon à usages multiples : il est imposé lors de son "
        "utilisation.",
    "vat.kind.single_purpose":
        "Bon à usage unique : le lieu et le taux sont connus à la vente du crédit, imposé dès ce moment.",
    "vat.kind.part_of": "Les frais sont accessoires et suivent le régime de la prestation principale.",
    "vat.kind.termination":
        "Les frais de résiliation anticipée sont la contrepartie de la prestation et en suivent le régime.",
    "vat.undetermined.goods": "Les biens suivent d'autres règles, qui ne sont pas traitées ici.",
    "vat.undetermined.before_coverage": "La date du {on} précède le {begin}, premier jour couvert par ces règles.",
    "vat.undetermined.unknown_country": "{country} n'est pas un pays.",
    "vat.undetermined.no_country": "Le pays du preneur n'est pas connu.",
    "vat.undetermined.evidence":
        "Les preuves ne suffisent pas à localiser le preneur : il faut deux éléments concordants.",
    "vat.undetermined.conflict": "Les preuves désignent plusieurs lieux avec le même poids.",
    "vat.undetermined.id_unverified":
        "Le numéro d'identification TVA n'est pas confirmé ; sa forme ou sa clé de contrôle ne prouve rien.",
    "vat.undetermined.id_name": "VIES indique un autre titulaire pour le numéro {number}.",
    "vat.undetermined.establishment":
        "L'adresse ({address}) et le numéro d'identification TVA ({id_state}) diffèrent : quel établissement "
        "reçoit la prestation ?",
    "vat.undetermined.rate": "Aucun taux n'est connu ({place}, {on}).",
    "vat.undetermined.location": "Le lieu est celui de l'immeuble, des travaux ou de la manifestation, qui manque.",
    "vat.undetermined.principal": "Les frais suivent le régime de la prestation principale, qui manque.",
    "vat.undetermined.amount": "Le montant décide si le seuil est dépassé, et il manque.",
    "vat.finding.id_invalid": "Le numéro d'identification TVA {number} n'est pas valide.",
    "vat.finding.id_late":
        "Le numéro a été communiqué le {given_on}, après le fait générateur : il vaut pour les prestations "
        "ultérieures.",
    "vat.finding.id_pending": "Le numéro est demandé : à vérifier dès son attribution.",
    "vat.finding.not_a_customer_id": "{number} n'identifie aucun preneur de services dans l'Union.",
    "vat.finding.id_unavailable": "Le numéro {number} n'a pas pu être confirmé à la date du fait générateur.",
    "vat.finding.id_country_mismatch":
        "Le numéro d'identification TVA ({id_state}) et l'adresse ({address}) diffèrent.",
    "vat.finding.consumer_with_id":
        "Un consommateur a indiqué un numéro d'identification TVA : demander s'il est assujetti.",
    "vat.finding.status_unproven": "Rien ne prouve que le preneur établi hors de l'Union est un assujetti.",
    "vat.finding.address_outvoted": "Les preuves localisent le preneur ailleurs qu'à l'adresse indiquée : {place}.",
    "vat.finding.weak_evidence": "Un des éléments n'est qu'une autre information commerciale.",
    "vat.finding.item_ignored": "Un élément de preuve indique {country}, qui n'est pas un pays.",
    "vat.finding.local_tax": "Une taxe locale peut être due ({tax}) ; elle n'est pas calculée ici.",
    "vat.finding.local_tax_known": "Une taxe locale peut être due ({tax}) ; elle n'est pas calculée ici.",
    "vat.finding.registration_required":
        "Le prestataire doit s'identifier sur place ({place}) ou adhérer au guichet unique.",
    "vat.finding.seller_id_needed":
        "Le prestataire a besoin de son propre numéro d'identification TVA pour servir des assujettis d'autres "
        "États membres.",
    "vat.finding.oss_not_open":
        "Le régime du guichet unique choisi n'est pas ouvert à ce prestataire ou à cette prestation.",
    "vat.finding.ex_lost":
        "Le chiffre d'affaires du prestataire dans l'Union dépasse {limit} EUR : la franchise dans les autres "
        "États membres a pris fin.",
    "vat.finding.ex_or_reverse_charge":
        "Aucun texte ne dit si la franchise dans cet État ({place}) ou l'autoliquidation l'emporte pour un assujetti ; "
        "la franchise est appliquée, car l'autoliquidation ne vise que les prestations taxables.",
    "vat.finding.kind_debatable":
        "Le lieu de cette prestation à un non-assujetti prête à deux lectures ; celle choisie par le prestataire "
        "est appliquée.",
    "vat.finding.human_support":
        "Une intervention humaine importante peut exclure le service des services fournis par voie électronique.",
    "vat.finding.rate_unchecked": "Le taux repose sur une seule source.",
    "vat.finding.voucher_differs":
        "Le crédit a été vendu comme imposé ailleurs ou autrement : {known_place}, {known_rate} %.",
    "vat.finding.digital_reporting":
        "Depuis le {since}, chaque facture de ce type est déclarée séparément, et non dans un état récapitulatif.",
    "vat.finding.oss_correction_expired":
        "Le guichet unique acceptait les corrections jusqu'au {until} : corriger directement sur place ({place}).",
    "vat.change.none": "La TVA est celle de la facture pro forma.",
    "vat.change.rate":
        "L'encaissement décide : le taux était de {before} lors de la demande, il est maintenant de {after}.",
    "vat.change.treatment": "L'encaissement décide : le régime de TVA a changé depuis la demande.",
    "vat.change.gross_kept": "Le preneur paie le montant demandé ; la base et la TVA sont réparties à nouveau.",
    "vat.change.requoted": "Le prix hors taxe reste ; le montant à payer est de {gross}.",
    "vat.change.late_id_kept":
        "Le numéro a été communiqué après le fait générateur : la TVA payée n'est pas restituée, les commandes "
        "suivantes sont facturées sans TVA.",
    "vat.change.late_id_corrected":
        "Le numéro a été communiqué tardivement : selon la règle du prestataire, la facture est annulée par un "
        "avoir et émise à nouveau.",
    "table.unreviewed":
        "Une des tables utilisées a été revue pour la dernière fois le {seen_on}, plus de {months} mois avant le "
        "{on}.",
}

# How the texts of the Union are cited: what stands in English, and what replaces it, in this order.
CITATIONS: dict[str, str] = {
    "Implementing Regulation 282/2011": "règlement d'exécution (UE) n° 282/2011",
    "Directive 2006/112/EC": "directive 2006/112/CE",
    "Directive 2008/8/EC": "directive 2008/8/CE",
    "Directive (EU) 2025/516": "directive (UE) 2025/516",
    "Court of Justice": "Cour de justice",
    " as in force to ": " en vigueur jusqu'au ",
    ", second paragraph": ", deuxième alinéa",
    " with Annex ": " et annexe ",
    " and Annex ": " et annexe ",
    "(from ": "(à partir du ",
    " and ": " et ",
    " to ": " à ",
}
# fmt: on
