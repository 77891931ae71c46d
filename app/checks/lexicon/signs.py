"""Words that make a number one below nought: those before it, and those after it and its unit.

`~` marks words that also mean "less" and count only before a temperature. `_` takes any joint.
"""
# fmt: off

BEFORE: dict[str, str] = {
    "en": "minus negative",
    "pl": "minus",
    "ne": "माइनस ऋणात्मक",
    "ro": "minus",
    "bn": "মাইনাস ঋণাত্মক",
    "pt-PT": "~menos",
    "es": "~menos",
    "fr": "~moins",
    "kok-Latn": "minus mainos",
    "kok-Deva": "मायनस मायनूस उणें_0",
    "it": "~meno",
    "de": "minus",
    "fa-AF": "منفی منفیِ",
    "fj": "minus maineti mainas",
    "so": "minus",
    "ps": "منفي مینوس",
}
AFTER: dict[str, str] = {
    "en": "below_zero below_freezing below_0",
    "pl": "poniżej_zera mrozu",
    "ne": "शून्यभन्दा_तल शून्यमुनि शून्य_मुनि शून्य_भन्दा_तल",
    "ro": "sub_zero sub_0",
    "bn": "শূন্যের_নিচে শূন্যের_নীচে",
    "pt-PT": "negativos abaixo_de_zero",
    "es": "bajo_cero",
    "fr": "au-dessous_de_zéro au_dessous_de_zéro en_dessous_de_zéro sous_zéro",
    "kok-Latn": "xunea_sokol xuneachea_sokol xunya_sokol xunea_khala zero_sokol",
    "kok-Deva": "शून्या_सकयल शून्याच्या_सकयल शून्या_खाला शून्याखाला शून्या_परस_उणें",
    "it": "sotto_zero sotto_lo_zero",
    "de": "unter_null minus",
    "fa-AF": "زیر_صفر پایین_صفر",
    "fj": "ena_ruku_ni_saiva ruku_ni_saiva",
    "so": "eber_ka_hooseeya eber_ka_hooseeyaa ka_hooseeya_eber eber_ka_hoos eberka_hoostiisa",
    "ps": "تر_صفر_لاندې له_صفر_لاندې صفر_لاندې له_صفر_څخه_لاندې له_صفر_ښکته تر_صفر_ښکته",
}
# Also said before the number: "null-below ten", "শূন্যের নিচে ১৮ ডিগ্রি".
BEFORE_ZERO: dict[str, str] = {
    "ne": AFTER["ne"], "bn": AFTER["bn"], "ps": AFTER["ps"],
    "kok-Latn": AFTER["kok-Latn"], "kok-Deva": AFTER["kok-Deva"],
}
# After these, "menos", "moins" and "meno" say "at least" or "more or less".
NO_SIGN: dict[str, str] = {
    "pt-PT": "ao pelo ou", "es": "al lo o", "fr": "au du ou", "it": "al o",
}
