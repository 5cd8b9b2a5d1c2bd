"""Names of the places that VAT knows and CLDR does not, by the codes of `vat.territories`; only data.

A language that is not named writes the English name.
"""

# fmt: off
PLACES: dict[str, dict[str, str]] = {
    "XI": {"en": "Northern Ireland", "fr": "Irlande du Nord", "de": "Nordirland", "sk": "Severné Írsko",
           "cs": "Severní Irsko", "sv": "Nordirland", "ru": "Северная Ирландия"},
    "SBA": {"en": "Akrotiri and Dhekelia", "fr": "Akrotiri et Dhekelia", "de": "Akrotiri und Dekelia",
            "sk": "Akrotiri a Dekelia", "cs": "Akrotiri a Dekelia", "sv": "Akrotiri och Dhekelia",
            "ru": "Акротири и Декелия"},
    "PT-20": {"en": "Azores", "fr": "Açores", "de": "Azoren", "sk": "Azory", "cs": "Azory", "sv": "Azorerna",
              "ru": "Азорские острова"},
    "PT-30": {"en": "Madeira", "fr": "Madère", "ru": "Мадейра"},
    "AT-JM": {"en": "Jungholz and Mittelberg", "fr": "Jungholz et Mittelberg", "de": "Jungholz und Mittelberg",
              "sk": "Jungholz a Mittelberg", "cs": "Jungholz a Mittelberg", "sv": "Jungholz och Mittelberg",
              "ru": "Юнгхольц и Миттельберг"},
    "GR-69": {"en": "Mount Athos", "fr": "Mont Athos", "de": "Berg Athos", "sk": "Athos", "cs": "Athos",
              "sv": "Athos", "ru": "Афон"},
    "DE-78266": {"en": "Büsingen", "ru": "Бюзинген"},
    "DE-27498": {"en": "Heligoland", "fr": "Héligoland", "de": "Helgoland", "sk": "Helgoland", "cs": "Helgoland",
                 "sv": "Helgoland", "ru": "Гельголанд"},
    "IT-23041": {"en": "Livigno", "ru": "Ливиньо"},
    "IT-22061": {"en": "Campione d'Italia", "ru": "Кампионе-д'Италия"},
    "CY-N": {"en": "Northern Cyprus", "fr": "Chypre du Nord", "de": "Nordzypern", "sk": "Severný Cyprus",
             "cs": "Severní Kypr", "sv": "Norra Cypern", "ru": "Северный Кипр"},
}
# fmt: on
