"""How halves and quarters are said with a number: of an hour of the clock, and of anything else.

One line a form, `kind: form`. In a form `{h}` is a number (a word of `hours`, or digits), `{m}` the
minutes of `minutes`, `{u}` any one word, such as a unit, that may stand there or not; `_` joins
words, `|` parts choices within brackets. The kinds:

- `+1/2`, `+1/4`, `-1/4`: that much more or less than `{h}`, of hours or of anything else;
- `clock +30`, `clock -15`, … : a time, so many minutes after or before `{h}`;
- `clock +m`, `clock -m`: a time, `{m}` minutes after or before `{h}`.
"""
# ruff: noqa: E501
# fmt: off

from dataclasses import dataclass


@dataclass(frozen=True)
class Spoken:
    """The forms of one language, the beginnings of words without one of which no form is there, its
    hours (one to twelve, then further ones) and its minutes, as `value form form; …`, where `_`
    joins words too."""

    forms: str
    cues: str
    hours: str
    minutes: str = ""


SPOKEN: dict[str, Spoken] = {
    "en": Spoken("""
clock +30: half_past_{h}
clock +15: quarter_past_{h}
clock -15: quarter_to_{h}
clock +m: {m}(?:_minutes)?_past_{h}
clock -m: {m}_(?:minutes_)?to_{h}_o'clock
+1/2: {h}_{u}and_a_half
""", "half quarter past o'clock", "1 one an a; 2 two; 3 three; 4 four; 5 five; 6 six; 7 seven; 8 eight; 9 nine; 10 ten; 11 eleven; 12 twelve",
     "5 five; 10 ten; 20 twenty; 25 twenty-five"),
    "de": Spoken("""
clock +25: fünf_vor_halb_{h-1}
clock +35: fünf_nach_halb_{h-1}
clock -30: halb_{h}
clock +15: viertel_nach_{h}
clock -15: (?:viertel_vor|dreiviertel)_{h}
clock +m: {m}_(?:minuten_)?nach_{h}
clock -m: {m}_(?:minuten_)?vor_{h}
+1/2: {h}_und_eine?_halben?
""", "halb viertel nach vor", "1 eins ein; 2 zwei; 3 drei; 4 vier; 5 fünf; 6 sechs; 7 sieben; 8 acht; 9 neun; 10 zehn; 11 elf; 12 zwölf",
     "5 fünf; 10 zehn; 20 zwanzig"),
    "pl": Spoken("""
clock -30: w_?pół_do_{h}
clock +15: kwadrans_po_{h}
clock -15: (?:za_kwadrans|kwadrans_(?:do|przed))_{h}
clock +30: {h}_trzydzieści
clock +m: {m}_(?:minut_)?po_{h}
clock -m: za_{m}_(?:minut_)?{h}
+1/2: {h}_{u}i_pół
""", "pół wpół kwadrans trzydzieści po za", "1 pierwsza pierwszej pierwszą; 2 druga drugiej drugą dwa dwie; 3 trzecia trzeciej trzecią trzy; 4 czwarta czwartej czwartą cztery; 5 piąta piątej piątą pięć; 6 szósta szóstej szóstą sześć; 7 siódma siódmej siódmą siedem; 8 ósma ósmej ósmą osiem; 9 dziewiąta dziewiątej dziewiątą dziewięć; 10 dziesiąta dziesiątej dziesiątą dziesięć; 11 jedenasta jedenastej jedenastą; 12 dwunasta dwunastej dwunastą; 13 trzynasta trzynastej; 14 czternasta czternastej; 15 piętnasta piętnastej; 16 szesnasta szesnastej; 17 siedemnasta siedemnastej; 18 osiemnasta osiemnastej; 19 dziewiętnasta dziewiętnastej; 20 dwudziesta dwudziestej",
     "5 pięć; 10 dziesięć; 20 dwadzieścia"),
    "ro": Spoken("""
+1/2: {h}_{u}și_(?:o_)?jumătate
+1/4: {h}_{u}și_(?:un_)?sfert
-1/4: {h}_fără_(?:un_)?sfert
clock +m: ora_{h}_și_{m}
clock -m: {h}_fără_{m}
""", "jumătate sfert fără ora", "1 unu una o un; 2 doi două; 3 trei; 4 patru; 5 cinci; 6 șase; 7 șapte; 8 opt; 9 nouă; 10 zece; 11 unsprezece; 12 doisprezece douăsprezece",
     "5 cinci; 10 zece; 20 douăzeci"),
    "es": Spoken("""
+1/2: {h}_{u}y_medi[ao]
+1/4: {h}_{u}y_(?:un_)?cuarto
-1/4: {h}_menos_cuarto
clock -15: (?:un_)?cuarto_para_las?_{h}
clock +m: las?_{h}_y_{m}
clock -m: las?_{h}_menos_{m}
""", "medi cuarto la", "1 uno una un; 2 dos; 3 tres; 4 cuatro; 5 cinco; 6 seis; 7 siete; 8 ocho; 9 nueve; 10 diez; 11 once; 12 doce",
     "5 cinco; 10 diez; 20 veinte; 25 veinticinco"),
    "pt-PT": Spoken("""
+1/2: {h}_{u}e_mei[ao]
+1/4: {h}_{u}e_(?:um_)?quarto
-1/4: {h}_menos_(?:um_)?quarto
clock -15: (?:um_)?quarto_para_as?_{h}
clock +m: às?_{h}_e_{m}
clock -m: {m}_para_as?_{h}
""", "mei quarto às para", "1 um uma; 2 dois duas; 3 três; 4 quatro; 5 cinco; 6 seis; 7 sete; 8 oito; 9 nove; 10 dez; 11 onze; 12 doze",
     "5 cinco; 10 dez; 20 vinte"),
    "fr": Spoken("""
+1/2: {h}_{u}et_demie?
+1/4: {h}_{u}et_quart
-1/4: {h}_{u}moins_le_quart
clock +m: (?:à|vers|avant|après|de|dès)_{h}_heures?_{m}
clock -m: {h}_heures?_moins_{m}
""", "demi quart heure", "1 un une; 2 deux; 3 trois; 4 quatre; 5 cinq; 6 six; 7 sept; 8 huit; 9 neuf; 10 dix; 11 onze; 12 douze midi",
     "5 cinq; 10 dix; 20 vingt; 25 vingt-cinq; 30 trente; 15 quinze"),
    "kok-Latn": Spoken("""
+1/2: sadd?e_?{h}
+1/4: (?:savai|savay|sovai|sovay|savvai)_?{h}
-1/4: (?:paunn?e|pavnn?e|pavunn?e|pauvnn?e)_?{h}
+1/2: {h}_{u}ani_ord(?:h?em|h?o|h?i|h?ea|h)?
+1/4: {h}_{u}ani_pav
clock +m: {h}_(?:vazun|vaztoch)_{m}_min
clock -m: {h}(?:nk|ank|vank)_{m}_min
""", "sad sava sova savva paun pavn pavun pauv ord pav vaz min", "1 ek eka eke; 2 don; 3 tin; 4 char chear; 5 panch pans; 6 sov so sa; 7 sat; 8 att atth ath; 9 nov nou; 10 dha; 11 ikra ekra ikura; 12 bara",
     "5 panch; 10 dha; 15 pondra pav; 20 vis; 25 ponchvis"),
    "kok-Deva": Spoken("""
+1/2: साडे_?{h}
+1/4: (?:सवाय|सव्वा|सव्वाय)_?{h}
-1/4: (?:पावणे|पाउणे|पावणें|पावणी)_?{h}
+1/2: {h}_{u}आनी_अर्[दध](?:ें|ो|ी|े|्या)?
+1/4: {h}_{u}आनी_पाव
clock +m: {h}_वाजून_{m}_मिनि
clock -m: {h}(?:क|ांक|वांक)_{m}_मिनि
""", "साडे सवाय सव्वा पावण पाउण अर्द अर्ध पाव वाज मिनि", "1 एक एका एके; 2 दोन; 3 तीन; 4 चार; 5 पांच; 6 स; 7 सात; 8 आठ; 9 णव; 10 धा; 11 इकरा अकरा; 12 बारा",
     "5 पांच; 10 धा; 15 पंदरा पाव; 20 वीस; 25 पंचवीस"),
    "it": Spoken("""
+1/2: {h}_{u}e_mezz[ao]
+1/4: {h}_{u}e_(?:un_)?quarto
+3/4: {h}_e_tre_quarti
-1/4: {h}_meno_(?:un_)?quarto
clock +m: alle?_{h}_e_{m}
clock -m: alle?_{h}_meno_{m}
""", "mezz quart all", "1 uno una un un'; 2 due; 3 tre; 4 quattro; 5 cinque; 6 sei; 7 sette; 8 otto; 9 nove; 10 dieci; 11 undici; 12 dodici",
     "5 cinque; 10 dieci; 20 venti; 25 venticinque; 30 trenta; 15 quindici"),
    "ne": Spoken("""
+1/2: साढे_{h}
+1/4: सवा_{h}
-1/4: पौने_{h}
+1/2: {h}_आधा
""", "साढे सवा पौने आधा", "1 एक; 2 दुई दुइ; 3 तीन तिन; 4 चार; 5 पाँच; 6 छ; 7 सात; 8 आठ; 9 नौ; 10 दस दश; 11 एघार; 12 बाह्र"),
    "bn": Spoken("""
+1/2: সাড়ে_{h}
+1/4: (?:সোয়া|সওয়া)_{h}
-1/4: পৌনে_{h}
""", "সাড়ে সোয়া সওয়া পৌনে", "1 এক একটা একটায়; 2 দুই দুইটা দুইটায় দুটা দুটায় দুটো দুটোয়; 3 তিন তিনটা তিনটায় তিনটে তিনটেয়; 4 চার চারটা চারটায় চারটে; 5 পাঁচ পাঁচটা পাঁচটায়; 6 ছয় ছয়টা ছয়টায়; 7 সাত সাতটা সাতটায়; 8 আট আটটা আটটায়; 9 নয় নয়টা নয়টায়; 10 দশ দশটা দশটায়; 11 এগারো এগারোটা এগারোটায়; 12 বারো বারোটা বারোটায়"),
    "fa-AF": Spoken("""
+1/2: {h}_{u}و_نیم
+1/4: {h}_{u}و_(?:ربع|پانزده_دقیقه)
-1/4: (?:ربع|پانزده)_کم_{h}
clock +m: {h}_و_{m}_دقیقه
clock -m: {m}_(?:دقیقه_)?کم_{h}
""", "نیم ربع پانزده دقیقه کم", "1 یک; 2 دو; 3 سه; 4 چهار چار; 5 پنج; 6 شش; 7 هفت; 8 هشت; 9 نه; 10 ده; 11 یازده; 12 دوازده",
     "5 پنج; 10 ده; 20 بیست"),
    "fj": Spoken("""
clock +30: veimama_na_{h}
clock +30: veimama_(?:e_)?(?:oti|sivia)_(?:na_|e_)?{h}
clock +15: (?:kuata|koata)_(?:e_)?(?:oti|sivia)_(?:na_|e_)?{h}
clock -15: (?:kuata|koata)_(?:ni_bera|me|ki)_(?:na_|e_|ni_)?{h}
clock +m: {m}_na_miniti_(?:e_)?(?:oti|sivia)_(?:na_|e_)?{h}
clock -m: {m}_na_miniti_(?:ni_bera|me|ki)_(?:na_|e_|ni_)?{h}
+1/2: {h}_(?:na_)?{u}(?:ka|kei_na)_(?:dua_na_)?veimama
+1/4: {h}_(?:na_)?{u}(?:ka|kei_na)_(?:dua_na_)?(?:kuata|koata)
""", "dua rua tolu va lima ono vitu walu ciwa tini veimama kuata koata 1 2 3 4 5 6 7 8 9", "1 dua; 2 rua; 3 tolu; 4 va; 5 lima; 6 ono; 7 vitu; 8 walu; 9 ciwa; 11 tinikadua tini_ka_dua; 12 tinikarua tini_ka_rua; 10 tini",
     "5 lima; 10 tini; 15 tinikalima tini_ka_lima; 20 ruasagavulu; 25 ruasagavulu_ka_lima"),
    "so": Spoken("""
+1/2: {h}_{u}iyo_(?:badhkii|badhka|badh|barkii|barka|bar|nuskii|nuska|nus)
+1/4: {h}_{u}iyo_(?:rubuca|rubucii|rubuc|rubac)
-1/4: {h}_{u}(?:oo_)?(?:rubuc|rubac)_(?:la'|dhiman)
clock -m: {h}_(?:oo_)?{m}_(?:daqiiqo_|daqiiqadood_)?(?:la'|dhiman)
""", "iyo rub la' dhiman", "1 kow kowda hal mid; 2 laba labada labo; 3 saddex saddexda sadex sadexda seddex seddexda; 4 afar afarta; 5 shan shanta; 6 lix lixda; 7 toddoba toddobada todoba todobada; 8 siddeed siddeedda siddeeda sideed sideedda sideeda; 9 sagaal sagaalka; 11 kow_iyo_toban kow_iyo_tobanka; 12 laba_iyo_toban laba_iyo_tobanka; 10 toban tobanka",
     "5 shan; 10 toban; 20 labaatan; 25 shan_iyo_labaatan"),
    "ps": Spoken("""
+1/2: {h}_نیم(?:ه|ې|و)?(?!_شپ)
+1/2: {h}_{u}او_نیم(?:ه|ې|و)?(?!_شپ)
+1/4: (?:پاو|ربع)_(?:باندې|د_پاسه)_{h}
+1/4: {h}_{u}او_(?:یو_)?(?:پاو|ربع|پنځلس_دقیق(?:ې|و))
-1/4: (?:پاو|ربع|پنځلس_دقیقې|پنځلس)_کم(?:ې|و)?_{h}
-1/4: {h}_{u}(?:ته_)?(?:پاو|ربع|پنځلس_دقیقې)_کم
-1/4: {h}_{u}ته_(?:پاو|ربع|پنځلس_دقیقې)(?:_پاتې)?
clock +m: {h}_بج(?:ې|و)_او_{m}_دقیق(?:ې|و)
clock -m: {m}_(?:دقیقې_)?کم(?:ې)?_{h}
clock -m: {h}_(?:بج(?:ې|و)_)?ته_{m}_دقیقې
""", "نیم پاو ربع پنځلس دقیق کم", "1 یو یوه یوې; 2 دوه دوو دوې; 3 درې دریو درېیو; 4 څلور څلورو; 5 پنځه پنځو; 6 شپږ شپږو; 7 اووه اوو اوه; 8 اته اتو; 9 نهه نهو نههو; 10 لس لسو; 11 یوولس یوولسو; 12 دولس دولسو دوولس دوولسو",
     "5 پنځه; 10 لس; 20 شل; 25 پنځه_ویشت"),
}
