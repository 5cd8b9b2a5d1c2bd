"""What a seller in the Union should know about the tax of some places outside it; only data, nothing is computed.

General knowledge unless the row says otherwise: read the local law before relying on it.
"""

# fmt: off
HINTS: dict[str, str] = {
    "GB": "VAT 20 %; sellers from abroad register from the first sale to a consumer, businesses self-assess",
    "NO": "MVA 25 %; sales to consumers above NOK 50 000 fall under VOEC, businesses self-assess",
    "CH": "8.1 %, Liechtenstein included; sellers with a worldwide turnover of CHF 100 000 register, businesses"
          " self-assess",
    "SG": "GST 9 %; overseas vendors above SGD 1 million worldwide and SGD 100 000 to consumers register",
    "US": "sales tax by state, where the seller has nexus; hosting is taxed in some states only",
    "IGIC": "the tax of the Canary Islands",
    "IPSI": "the tax of Ceuta and Melilla",
    "FI": "Finnish VAT, which treats Åland as Finland for services; a seller from another state registers itself",
    **dict.fromkeys(["FR-GP", "FR-MQ", "FR-RE"], "French VAT of 8.5 %; a seller from another state registers itself"),
    "AD": "IGI 4.5 %",
}
# fmt: on
