"""Single words for a span of time that other languages count: a day and a night, two weeks. They
only confirm a number. `value unit: forms`; `*` takes any ending, `_` joins words.
"""
# ruff: noqa: E501
# fmt: off

SPANS: dict[str, str] = {
    "en": "14 day: fortnight*",
    "pl": "24 hour: doba dobę dobie doby cały_dzień_i_całą_noc; 48 hour: dwie_doby dwóch_dób; 72 hour: trzy_doby trzech_dób",
    "ro": "24 hour: o_zi_și_o_noapte",
    "es": "14 day: quincena* quince_días; 24 hour: un_día_entero un_día_completo",
    "pt-PT": "14 day: quinzena* quinze_dias; 24 hour: um_dia_inteiro",
    "fr": "14 day: quinzaine* quinze_jours; 7 day: huit_jours huitaine",
    "kok-Latn": "14 day: pondra_dis* pondhra_dis* pondrovddo* pondrovddea*; 24 hour: ratdis* rat_dis* dis_ani_rat dis-rat ek_dis_ani_ek_rat",
    "kok-Deva": "14 day: पंदरा_दीस* पंदरा_दिस* पंधरा_दीस* पंदरवडो* पंदरवड्या*; 24 hour: रातदीस* रात_दीस* दीसरात* एक_दीस_आनी_एक_रात",
    "it": "14 day: quindicina quindici_giorni; 24 hour: un_giorno_intero",
    "de": "24 hour: einen_ganzen_tag rund_um_die_uhr; 7 day: acht_tage*; 14 day: vierzehntägig*",
    "ne": "14 day: पन्ध्र_दिन*; 24 hour: दिनरात* एक_दिन_एक_रात",
    "bn": "14 day: পনেরো_দিন* পনের_দিন* পক্ষকাল*; 24 hour: দিনরাত* একদিন_একরাত",
    "fj": "24 hour: siga_kei_na_bogi dua_na_siga_taucoko siga_taucoko",
    "so": "24 hour: maalin_iyo_habeen habeen_iyo_maalin habeen_iyo_dharaar maalin_dhan; 90 minute: saacad_iyo_badh* saacad_iyo_bar* saacad_iyo_nus*",
    "ps": "24 hour: شپه_او_ورځ شپې_او_ورځې ورځ_او_شپه شواروز*; 14 day: پنځلس_ورځې",
    "fa-AF": "24 hour: شبانه_روز* شبانهروز*; 14 day: پانزده_روز",
}
