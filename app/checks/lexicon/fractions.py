"""Words for parts of a whole, beside "half", which is in `numbers`. They only confirm a number: in
many languages a third is also the third. `*` takes any ending, `_` joins words.
"""
# ruff: noqa: E501
# fmt: off

FRACTIONS: dict[str, str] = {
    "en": "1/3 third thirds; 2/3 two_thirds; 1/4 quarter quarters; 3/4 three_quarters; 1/5 fifth; 1/8 eighth; 1/10 tenth",
    "pl": "1/3 trzeci* jedna_trzecia jedną_trzecią jednej_trzeciej; 2/3 dwie_trzecie dwóch_trzecich; 1/4 ćwiartk* jedna_czwarta jedną_czwartą jednej_czwartej; 3/4 trzy_czwarte trzech_czwartych trzy_ćwierci; 1/5 jedna_piąta jedną_piątą; 1/8 jedna_ósma jedną_ósmą; 1/10 jedna_dziesiąta jedną_dziesiątą",
    "ne": "1/3 तिहाइ* एक_तिहाइ; 2/3 दुई_तिहाइ; 1/4 चौथाइ* एक_चौथाइ; 3/4 तीन_चौथाइ; 1/2 आधा*",
    "ro": "1/3 treime treimi treimea; 2/3 două_treimi; 1/4 sfert sferturi pătrime; 3/4 trei_sferturi; 1/5 cincime; 1/8 optime; 1/10 zecime",
    "bn": "1/3 তৃতীয়াংশ* এক_তৃতীয়াংশ; 2/3 দুই_তৃতীয়াংশ; 1/4 চতুর্থাংশ* এক_চতুর্থাংশ; 3/4 তিন_চতুর্থাংশ; 1/2 অর্ধেক*",
    "pt-PT": "1/3 terço terços; 2/3 dois_terços; 1/4 quarto quartos; 3/4 três_quartos; 1/5 quinto; 1/8 oitavo; 1/10 décimo décima",
    "es": "1/3 tercio tercios tercera_parte; 2/3 dos_tercios dos_terceras_partes; 1/4 cuarto cuartos cuarta_parte; 3/4 tres_cuartos tres_cuartas_partes; 1/5 quinto quinta_parte; 1/8 octavo octava_parte; 1/10 décimo décima_parte",
    "fr": "1/3 tiers; 2/3 deux_tiers; 1/4 quart quarts; 3/4 trois_quarts; 1/5 cinquième; 1/8 huitième; 1/10 dixième",
    "kok-Latn": "1/3 tisro_vantto tisrea_vanttea* tisro_bhag ek_tritiyouxim; 2/3 don_tisre*; 1/4 pav chovtho_vantto chovthea_vanttea* chovtho_bhag chotkor*; 3/4 paunn pavnn tin_chotkor* tin_pav; 1/5 panchvo_vantto; 1/8 attvo_vantto; 1/10 dhavo_vantto; 1/2 ordh* orde* ordo",
    "kok-Deva": "1/3 तिसरो_वांटो तिसऱ्या_वांट्या* तिसरो_भाग; 2/3 दोन_तिसरे*; 1/4 पाव चवथो_वांटो चवथ्या_वांट्या* चवथो_भाग चतकोर*; 3/4 पाऊण पावण तीन_चतकोर* तीन_पाव; 1/5 पांचवो_वांटो; 1/8 आठवो_वांटो; 1/10 धावो_वांटो; 1/2 अर्द* अर्ध*",
    "it": "1/3 terzo terzi terza_parte; 2/3 due_terzi; 1/4 quarto quarti; 3/4 tre_quarti; 1/5 quinto quinta_parte; 1/8 ottavo; 1/10 decimo",
    "de": "1/3 drittel*; 2/3 zwei_drittel zweidrittel; 1/4 viertel*; 3/4 drei_viertel dreiviertel*; 1/5 fünftel*; 1/8 achtel*; 1/10 zehntel*; 1/2 halb* hälfte",
    "fj": "1/3 dua_na_ikatolu; 2/3 rua_na_ikatolu; 1/4 kuata koata dua_na_ikava; 3/4 tolu_na_ikava tolu_na_kuata tolu_na_koata; 1/5 dua_na_ikalima; 1/8 dua_na_ikawalu; 1/10 dua_na_ikatini",
    "so": "1/3 saddex_meelood_meel saddex_meelood_oo_meel; 2/3 saddex_meelood_laba saddex_meelood_labo; 1/4 rubuc rubac rubuca afar_meelood_meel afar_meelood_oo_meel; 3/4 afar_meelood_saddex saddex_rubuc; 1/5 shan_meelood_meel; 1/8 siddeed_meelood_meel; 1/10 toban_meelood_meel",
    "ps": "1/3 ثلث یو_پر_درې دریمه_برخه درېیمه_برخه یو_پر_دریمه یو_پر_درېیمه; 2/3 دوه_پر_درې دوه_ثلثه دوه_پر_دریمه; 1/4 ربع پاو یو_پر_څلور څلورمه_برخه یو_پر_څلورمه; 3/4 درې_پر_څلور درې_ربعې درې_پاوه درې_پر_څلورمه; 1/5 یو_پر_پنځه پنځمه_برخه; 1/8 یو_پر_اته اتمه_برخه; 1/10 یو_پر_لس لسمه_برخه",
    "fa-AF": "1/3 یک_سوم ثلث سوم_حصه سوم; 2/3 دو_سوم; 1/4 یک_چهارم ربع چهارم_حصه; 3/4 سه_چهارم; 1/5 یک_پنجم; 1/8 یک_هشتم; 1/10 یک_دهم",
}
