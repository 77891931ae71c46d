"""How number words from 13 to 99 are put together, by language; 1 to 12 and what only looks like a
number are in `numbers` and `scales`.

`words` are whole words. `tens` and `ones` make one more with `link` between them (a pattern);
where `joined` says so they are one word, and where `ones_first`, the ones lead; `either_first` is
for languages that say both `25` and `5 20`. `*` takes any ending. A form of `words` after `~` also
means something else, or another number in another phrase, and only satisfies.
"""
# ruff: noqa: E501
# fmt: off

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Compounds:
    """The pieces of one language; each string is `value form form; value form …`."""

    words: str = ""
    tens: str = ""
    ones: str = ""
    link: str = ""
    joined: bool = False
    ones_first: bool = False
    either_first: bool = False


COMPOUNDS: dict[str, Compounds] = {
    "en": Compounds(
        words="13 thirteen; 14 fourteen; 15 fifteen; 16 sixteen; 17 seventeen; 18 eighteen; 19 nineteen; 20 twenty; 30 thirty; 40 forty; 50 fifty; 60 sixty; 70 seventy; 80 eighty; 90 ninety",
        tens="20 twenty; 30 thirty; 40 forty; 50 fifty; 60 sixty; 70 seventy; 80 eighty; 90 ninety",
        ones="1 one; 2 two; 3 three; 4 four; 5 five; 6 six; 7 seven; 8 eight; 9 nine", link="[ -]",
    ),
    "pl": Compounds(
        words="13 trzynaście trzynastu trzynast*; 14 czternaście czternastu czternast*; 15 piętnaście piętnastu piętnast*; 16 szesnaście szesnastu szesnast*; 17 siedemnaście siedemnastu siedemnast*; 18 osiemnaście osiemnastu osiemnast*; 19 dziewiętnaście dziewiętnastu dziewiętnast*; 20 dwadzieścia dwudziest*; 30 trzydzieści trzydziest*; 40 czterdzieści czterdziest*; 50 pięćdziesiąt pięćdziesięciu pięćdziesiąt*; 60 sześćdziesiąt sześćdziesięciu sześćdziesiąt*; 70 siedemdziesiąt siedemdziesięciu siedemdziesiąt*; 80 osiemdziesiąt osiemdziesięciu osiemdziesiąt*; 90 dziewięćdziesiąt dziewięćdziesięciu dziewięćdziesiąt*",
        tens="20 dwadzieścia dwudziest*; 30 trzydzieści trzydziest*; 40 czterdzieści czterdziest*; 50 pięćdziesi*; 60 sześćdziesi*; 70 siedemdziesi*; 80 osiemdziesi*; 90 dziewięćdziesi*",
        ones="1 jeden jedna jedno pierwsz*; 2 dwa dwie dwóch drug*; 3 trzy trzech trzeci*; 4 cztery czterech czwart*; 5 pięć pięciu piąt*; 6 sześć sześciu szóst*; 7 siedem siedmiu siódm*; 8 osiem ośmiu ósm*; 9 dziewięć dziewięciu dziewiąt*",
        link=" ",
    ),
    "ro": Compounds(
        words="13 treisprezece; 14 paisprezece patrusprezece; 15 cincisprezece cinsprezece; 16 șaisprezece; 17 șaptesprezece; 18 optsprezece; 19 nouăsprezece; 20 douăzeci; 30 treizeci; 40 patruzeci; 50 cincizeci; 60 șaizeci; 70 șaptezeci; 80 optzeci; 90 nouăzeci",
        tens="20 douăzeci; 30 treizeci; 40 patruzeci; 50 cincizeci; 60 șaizeci; 70 șaptezeci; 80 optzeci; 90 nouăzeci",
        ones="1 unu una; 2 doi două; 3 trei; 4 patru; 5 cinci; 6 șase; 7 șapte; 8 opt; 9 nouă", link=" și ",
    ),
    "es": Compounds(
        words="13 trece; 14 catorce; 15 quince; 16 dieciséis; 17 diecisiete; 18 dieciocho; 19 diecinueve; 20 veinte; 21 veintiuno veintiún veintiuna; 22 veintidós; 23 veintitrés; 24 veinticuatro; 25 veinticinco; 26 veintiséis; 27 veintisiete; 28 veintiocho; 29 veintinueve; 30 treinta; 40 cuarenta; 50 cincuenta; 60 sesenta; 70 setenta; 80 ochenta; 90 noventa",
        tens="30 treinta; 40 cuarenta; 50 cincuenta; 60 sesenta; 70 setenta; 80 ochenta; 90 noventa",
        ones="1 uno un una; 2 dos; 3 tres; 4 cuatro; 5 cinco; 6 seis; 7 siete; 8 ocho; 9 nueve", link=" y ",
    ),
    "pt-PT": Compounds(
        words="13 treze; 14 catorze quatorze; 15 quinze; 16 dezasseis dezesseis; 17 dezassete dezessete; 18 dezoito; 19 dezanove dezenove; 20 vinte; 30 trinta; 40 quarenta; 50 cinquenta; 60 sessenta; 70 setenta; 80 oitenta; 90 noventa",
        tens="20 vinte; 30 trinta; 40 quarenta; 50 cinquenta; 60 sessenta; 70 setenta; 80 oitenta; 90 noventa",
        ones="1 um uma; 2 dois duas; 3 três; 4 quatro; 5 cinco; 6 seis; 7 sete; 8 oito; 9 nove", link=" e ",
    ),
    "fr": Compounds(
        words="13 treize; 14 quatorze; 15 quinze; 16 seize; 17 dix_sept; 18 dix_huit; 19 dix_neuf; 20 vingt; 30 trente; 40 quarante; 50 cinquante; 60 soixante; 70 septante; 80 huitante octante quatre_vingts quatre_vingt; 90 nonante",
        tens="20 vingt; 30 trente; 40 quarante; 50 cinquante; 60 soixante; 70 septante; 80 quatre_vingts quatre_vingt huitante octante; 90 nonante",
        ones="17 dix_sept; 18 dix_huit; 19 dix_neuf; 1 un une; 2 deux; 3 trois; 4 quatre; 5 cinq; 6 six; 7 sept; 8 huit; 9 neuf; 10 dix; 11 onze; 12 douze; 13 treize; 14 quatorze; 15 quinze; 16 seize",
        link="[ -](?:et[ -])?",
    ),
    "kok-Latn": Compounds(
        words="13 tera terav*; 14 chovda choudda chouda chovda* choudda* chouda*; 15 pondra pondhra pondra* pondhra*; 16 solla solla*; 17 sotra sotra*; 18 ottra otthra atthra ottra* otthra* atthra*; 19 ekunnis ekonnis ekunnis* ekonnis*; 20 vis visav*; 21 ekvis ekvis*; 22 bavis bavis*; 23 tevis tevis*; 24 chovis chovis*; 25 ponchvis panchvis ponchvis* panchvis*; 26 sovvis sovis sovvis* sovis*; 27 sottavis satavis sottavis* satavis*; 28 ottavis otthavis atthavis ottavis* otthavis* atthavis*; 29 ekunntis ekonntis ekunntis* ekonntis*; 30 tis tisav*; 31 ektis ektis*; 32 bottis bottis*; 33 tettis tetis tettis* tetis*; 34 chovtis choutis chovtis* choutis*; 35 postis postis*; 36 xottis chhottis ~sottis xottis* chhottis*; 37 sodtis sottetis ~sottis sodtis* sottetis*; 38 ottis otthtis oddtis ottis* otthtis* oddtis*; 39 ekunnchallis ekonnchallis ekunnchallis* ekonnchallis*; 40 challis challis*; 41 ekechallis ekchallis ekechallis* ekchallis*; 42 bechallis bechallis*; 43 trechallis techallis trechallis* techallis*; 44 chovechallis chouvechallis chovechallis* chouvechallis*; 45 ponchechallis ponchechallis*; 46 sechallis xechallis sovvechallis sechallis* xechallis* sovvechallis*; 47 sottechallis sottechallis*; 48 ottechallis otthechallis ottechallis* otthechallis*; 49 ekunnponnas ekonnponnas ekunnponnas* ekonnponnas*; 50 ponnas ponnas*; 51 ekavon ekavon*; 52 bavon bavon*; 53 trepon tepon trepon* tepon*; 54 choupon chovpon choupon* chovpon*; 55 ponchavon ponchavon*; 56 xoppon soppon xoppon* soppon*; 57 sottavon sottavon*; 58 ottavon otthavon ottavon* otthavon*; 59 ekunnsatt ekonnsatt ekunnsatt* ekonnsatt*; 60 ~satt saatth saatth*; 61 eksatt eksatt*; 62 basatt basatt*; 63 tresatt tresatt*; 64 chousatt chousatt*; 65 pansatt ponchsatt pansatt* ponchsatt*; 66 sasatt sasatt*; 67 sotsatt sotsatt*; 68 otthsatt otthsatt*; 69 ekunnsottor ekonnsottor ekunnsottor* ekonnsottor*; 70 sottor sottor*; 71 ekattor ekahottor ekattor* ekahottor*; 72 bahottor beattor bahottor* beattor*; 73 treattor treahottor treattor* treahottor*; 74 choreattor choureahottor choreattor* choureahottor*; 75 poncheattor ponchahottor poncheattor* ponchahottor*; 76 xeattor xahottor xeattor* xahottor*; 77 soteattor soteahottor soteattor* soteahottor*; 78 otteattor otteahottor otteattor* otteahottor*; 79 ekunnoixim ekonnoixim ekunnoixim* ekonnoixim*; 80 oixim oixi oinxim oixim* oinxim*; 81 ekeaixim ekeaixim*; 82 beaixim beaixim*; 83 treaixim treaixim*; 84 choreaixim choreaixim*; 85 poncheaixim poncheaixim*; 86 xeaixim xeaixim*; 87 soteaixim soteaixim*; 88 otteaixim otteaixim*; 89 ekunnnovod ekunnovod ekunnnovod* ekunnovod*; 90 novod novvod novod* novvod*; 91 ekeannov ekeannov*; 92 beannov beannov*; 93 treannov treannov*; 94 choreannov choreannov*; 95 poncheannov poncheannov*; 96 xeannov xeannov*; 97 soteannov soteannov*; 98 otteannov otteannov*; 99 noveannov noveannov*",
    ),
    "kok-Deva": Compounds(
        words="13 तेरा तेराव*; 14 चवदा चौदा चवदा* चौदा*; 15 पंदरा पंधरा पंध्रा पंदरा* पंधरा* पंध्रा*; 16 सोळा सोळा*; 17 सतरा सतरा*; 18 अठरा अठरा*; 19 एकुणीस एकूणीस एकोणीस एकुणिसा* एकुणीस* एकूणिसा* एकूणीस* एकोणिसा* एकोणीस*; 20 वीस विसा*; 21 एकवीस एकविसा* एकवीस*; 22 बावीस बाविसा* बावीस*; 23 तेवीस तेविसा* तेवीस*; 24 चोवीस चोविसा* चोवीस*; 25 पंचवीस पंचविसा* पंचवीस*; 26 सव्वीस सव्विसा* सव्वीस*; 27 सत्तावीस सत्ताविसा* सत्तावीस*; 28 अठ्ठावीस अठावीस अट्ठावीस अठ्ठाविसा* अठ्ठावीस* अठाविसा* अठावीस* अट्ठाविसा* अट्ठावीस*; 29 एकुणतीस एकूणतीस एकोणतीस एकुणतिसा* एकुणतीस* एकूणतिसा* एकूणतीस* एकोणतिसा* एकोणतीस*; 30 तीस तिसा*; 31 एकतीस एकतिसा* एकतीस*; 32 बत्तीस बत्तिसा* बत्तीस*; 33 तेत्तीस तेतीस तेत्तिसा* तेत्तीस* तेतिसा* तेतीस*; 34 चौतीस चवतीस चौतिसा* चौतीस* चवतिसा* चवतीस*; 35 पस्तीस पस्तिसा* पस्तीस*; 36 छत्तीस छत्तिसा* छत्तीस*; 37 सत्तीस सदतीस सत्तिसा* सत्तीस* सदतिसा* सदतीस*; 38 अठतीस अडतीस अठतिसा* अठतीस* अडतिसा* अडतीस*; 39 एकुणचाळीस एकूणचाळीस एकोणचाळीस एकुणचाळिसा* एकुणचाळीस* एकूणचाळिसा* एकूणचाळीस* एकोणचाळिसा* एकोणचाळीस*; 40 चाळीस चाळिसा* चाळीस*; 41 एकेचाळीस एकचाळीस एक्केचाळीस एकेचाळिसा* एकेचाळीस* एकचाळिसा* एकचाळीस* एक्केचाळिसा* एक्केचाळीस*; 42 बेचाळीस बेचाळिसा* बेचाळीस*; 43 त्रेचाळीस तेचाळीस त्रेचाळिसा* त्रेचाळीस* तेचाळिसा* तेचाळीस*; 44 चव्वेचाळीस चवेचाळीस चव्वेचाळिसा* चव्वेचाळीस* चवेचाळिसा* चवेचाळीस*; 45 पंचेचाळीस पंचेचाळिसा* पंचेचाळीस*; 46 सेचाळीस शेचाळीस सव्वेचाळीस सेचाळिसा* सेचाळीस* शेचाळिसा* शेचाळीस* सव्वेचाळिसा* सव्वेचाळीस*; 47 सत्तेचाळीस सत्तेचाळिसा* सत्तेचाळीस*; 48 अठ्ठेचाळीस अठेचाळीस अठ्ठेचाळिसा* अठ्ठेचाळीस* अठेचाळिसा* अठेचाळीस*; 49 एकुणपन्नास एकूणपन्नास एकोणपन्नास एकुणपन्नास* एकूणपन्नास* एकोणपन्नास*; 50 पन्नास पन्नास*; 51 एकावन्न एकावन एकावन्न* एकावन*; 52 बावन्न बावन बावन्न* बावन*; 53 त्रेपन्न तेपन्न त्रेपन्न* तेपन्न*; 54 चौपन्न चोपन्न चौपन्न* चोपन्न*; 55 पंचावन्न पंचावन्न*; 56 छप्पन्न सप्पन्न छप्पन्न* सप्पन्न*; 57 सत्तावन्न सत्तावन्न*; 58 अठ्ठावन्न अठावन्न अठ्ठावन्न* अठावन्न*; 59 एकुणसाठ एकूणसाठ एकोणसाठ एकुणसाठ* एकूणसाठ* एकोणसाठ*; 60 साठ साठाव*; 61 एकसठ एकसठ*; 62 बासठ बासठ*; 63 त्रेसठ त्रेसठ*; 64 चौसठ चौसठ*; 65 पासठ पांसठ पंचसठ पासठ* पांसठ* पंचसठ*; 66 सासठ सासठ*; 67 सतसठ सत्सठ सतसठ* सत्सठ*; 68 अठसठ अडसठ अठसठ* अडसठ*; 69 एकुणसत्तर एकूणसत्तर एकोणसत्तर एकुणसत्तर* एकूणसत्तर* एकोणसत्तर*; 70 सत्तर सत्तर*; 71 एकात्तर एकाहत्तर एकात्तर* एकाहत्तर*; 72 बाहत्तर ब्यात्तर बाहत्तर* ब्यात्तर*; 73 त्र्यात्तर त्र्याहत्तर त्र्यात्तर* त्र्याहत्तर*; 74 चौऱ्यात्तर चौऱ्याहत्तर चौऱ्यात्तर* चौऱ्याहत्तर*; 75 पंच्यात्तर पंचाहत्तर पंच्याहत्तर पंच्यात्तर* पंचाहत्तर* पंच्याहत्तर*; 76 श्यात्तर शाहत्तर श्यात्तर* शाहत्तर*; 77 सत्यात्तर सत्याहत्तर सत्यात्तर* सत्याहत्तर*; 78 अठ्यात्तर अठ्ठ्याहत्तर अठ्यात्तर* अठ्ठ्याहत्तर*; 79 एकुणऐंशीं एकुणऐंशी एकूणऐंशी एकुणऐंशीं* एकुणऐंशी* एकूणऐंशी*; 80 ऐंशीं ऐंशी ऐंशीं* ऐंशी*; 81 एक्याऐंशी एक्यांशी एक्याऐंशी* एक्यांशी*; 82 ब्याऐंशी ब्यांशी ब्याऐंशी* ब्यांशी*; 83 त्र्याऐंशी त्र्यांशी त्र्याऐंशी* त्र्यांशी*; 84 चौऱ्याऐंशी चौऱ्यांशी चौऱ्याऐंशी* चौऱ्यांशी*; 85 पंच्याऐंशी पंच्यांशी पंच्याऐंशी* पंच्यांशी*; 86 शायऐंशी श्यांशी शायऐंशी* श्यांशी*; 87 सत्याऐंशी सत्यांशी सत्याऐंशी* सत्यांशी*; 88 अठ्याऐंशी अठ्ठ्यांशी अठ्याऐंशी* अठ्ठ्यांशी*; 89 एकुणनव्वद एकूणनव्वद एकुणनव्वद* एकूणनव्वद*; 90 नव्वद णव्वद नव्वद* णव्वद*; 91 एक्याण्णव एक्याण्णव*; 92 ब्याण्णव ब्याण्णव*; 93 त्र्याण्णव त्र्याण्णव*; 94 चौऱ्याण्णव चौऱ्याण्णव*; 95 पंच्याण्णव पंच्याण्णव*; 96 श्याण्णव श्याण्णव*; 97 सत्याण्णव सत्याण्णव*; 98 अठ्याण्णव अठ्ठ्याण्णव अठ्याण्णव* अठ्ठ्याण्णव*; 99 णव्याण्णव नव्याण्णव णव्याण्णव* नव्याण्णव*",
    ),
    "it": Compounds(
        words="13 tredici; 14 quattordici; 15 ~quindici; 16 sedici; 17 diciassette; 18 diciotto; 19 diciannove; 20 venti; 23 ventitré; 30 trenta; 33 trentatré; 40 quaranta; 43 quarantatré; 50 cinquanta; 53 cinquantatré; 60 sessanta; 63 sessantatré; 70 settanta; 73 settantatré; 80 ottanta; 83 ottantatré; 90 novanta; 93 novantatré",
        tens="20 venti; 30 trenta; 40 quaranta; 50 cinquanta; 60 sessanta; 70 settanta; 80 ottanta; 90 novanta",
        ones="1 uno un una; 2 due; 3 tre; 4 quattro; 5 cinque; 6 sei; 7 sette; 8 otto; 9 nove", joined=True,
    ),
    "de": Compounds(
        words="13 dreizehn dreizehnt*; 14 vierzehn vierzehnt*; 15 fünfzehn fünfzehnt*; 16 sechzehn sechzehnt*; 17 siebzehn siebzehnt*; 18 achtzehn achtzehnt*; 19 neunzehn neunzehnt*; 20 zwanzig zwanzigst*; 30 dreißig dreißigst* dreissig; 40 vierzig vierzigst*; 50 fünfzig fünfzigst*; 60 sechzig sechzigst*; 70 siebzig siebzigst*; 80 achtzig achtzigst*; 90 neunzig neunzigst*",
        tens="20 zwanzig zwanzigst*; 30 dreißig dreissig dreißigst*; 40 vierzig vierzigst*; 50 fünfzig fünfzigst*; 60 sechzig sechzigst*; 70 siebzig siebzigst*; 80 achtzig achtzigst*; 90 neunzig neunzigst*",
        ones="1 ein; 2 zwei zwo; 3 drei; 4 vier; 5 fünf; 6 sechs; 7 sieben; 8 acht; 9 neun", link="und", joined=True, ones_first=True,
    ),
    "ne": Compounds(
        words="13 तेह्र*; 14 चौध*; 15 पन्ध्र*; 16 सोह्र*; 17 ~सत्र; 18 अठार*; 19 उन्नाइस* उन्नाईस*; 20 बीस* बिस; 21 एक्काइस* एक्काईस*; 22 बाइस* बाईस*; 23 तेइस* तेईस*; 24 चौबीस* चौबिस*; 25 पच्चीस* पच्चिस*; 26 छब्बीस* छब्बिस*; 27 सत्ताइस* सत्ताईस*; 28 अट्ठाइस* अट्ठाईस* अठ्ठाइस*; 29 उनन्तीस* उनन्तिस*; 30 तीस* तिस; 31 एकतीस* एकत्तिस*; 32 बत्तीस* बत्तिस*; 33 तेत्तीस* तेत्तिस*; 34 चौँतीस* चौंतीस*; 35 पैँतीस* पैंतीस*; 36 छत्तीस* छत्तिस*; 37 सैँतीस* सैंतीस*; 38 अठतीस* अठत्तीस*; 39 उनन्चालीस* उनचालीस*; 40 चालीस* चालिस*; 41 एकचालीस*; 42 बयालीस*; 43 त्रिचालीस*; 44 चवालीस* चौवालीस*; 45 पैँतालीस* पैंतालीस*; 46 छयालीस*; 47 सतचालीस*; 48 अठचालीस*; 49 उनन्चास* उनपचास*; 50 पचास*; 51 एकाउन्न*; 52 बाउन्न*; 53 त्रिपन्न*; 54 चउन्न* चौवन्न*; 55 पचपन्न*; 56 छपन्न*; 57 सन्ताउन्न*; 58 अन्ठाउन्न*; 59 उनन्साठी*; 60 साठी*; 61 एकसट्ठी*; 62 बयसट्ठी* बैसट्ठी*; 63 त्रिसट्ठी*; 64 चौंसट्ठी* चौसट्ठी*; 65 पैंसट्ठी* पैँसट्ठी*; 66 छयसट्ठी*; 67 सतसट्ठी*; 68 अठसट्ठी*; 69 उनन्सत्तरी*; 70 सत्तरी*; 71 एकहत्तर*; 72 बहत्तर*; 73 त्रिहत्तर*; 74 चौहत्तर*; 75 पचहत्तर*; 76 छयहत्तर*; 77 सतहत्तर*; 78 अठहत्तर*; 79 उनासी* उनान्असी*; 80 असी*; 81 एकासी*; 82 बयासी*; 83 त्रियासी*; 84 चौरासी*; 85 पचासी*; 86 छयासी*; 87 सतासी*; 88 अठासी*; 89 उनान्नब्बे*; 90 नब्बे*; 91 एकान्नब्बे*; 92 बयान्नब्बे*; 93 त्रियान्नब्बे*; 94 चौरान्नब्बे*; 95 पन्चान्नब्बे* पन्चानब्बे* पञ्चानब्बे*; 96 छयान्नब्बे*; 97 सन्तान्नब्बे*; 98 अन्ठान्नब्बे*; 99 उनान्सय*",
    ),
    "bn": Compounds(
        words="13 তেরো* তের; 14 চৌদ্দ* চোদ্দ*; 15 পনেরো* পনের; 16 ষোলো* ষোল; 17 সতেরো* সতের; 18 আঠারো* আঠার; 19 উনিশ* ঊনিশ*; 20 বিশটি কুড়ি*; 21 একুশ*; 22 বাইশ*; 23 তেইশ*; 24 চব্বিশ*; 25 পঁচিশ* পচিশ*; 26 ছাব্বিশ*; 27 সাতাশ*; 28 আটাশ* আঠাশ*; 29 ঊনত্রিশ* উনত্রিশ*; 30 ত্রিশ* তিরিশ*; 31 একত্রিশ*; 32 বত্রিশ*; 33 তেত্রিশ*; 34 চৌত্রিশ*; 35 পঁয়ত্রিশ*; 36 ছত্রিশ*; 37 সাঁইত্রিশ*; 38 আটত্রিশ*; 39 ঊনচল্লিশ* উনচল্লিশ*; 40 চল্লিশ*; 41 একচল্লিশ*; 42 বিয়াল্লিশ*; 43 তেতাল্লিশ*; 44 চুয়াল্লিশ*; 45 পঁয়তাল্লিশ*; 46 ছেচল্লিশ*; 47 সাতচল্লিশ*; 48 আটচল্লিশ*; 49 ঊনপঞ্চাশ* উনপঞ্চাশ*; 50 পঞ্চাশ*; 51 একান্ন*; 52 বায়ান্ন* বাহান্ন*; 53 তিপ্পান্ন*; 54 চুয়ান্ন*; 55 পঞ্চান্ন*; 56 ছাপ্পান্ন*; 57 সাতান্ন*; 58 আটান্ন*; 59 ঊনষাট* উনষাট*; 60 ষাট*; 61 একষট্টি*; 62 বাষট্টি*; 63 তেষট্টি*; 64 চৌষট্টি*; 65 পঁয়ষট্টি*; 66 ছেষট্টি*; 67 সাতষট্টি*; 68 আটষট্টি*; 69 ঊনসত্তর* উনসত্তর*; 70 সত্তর*; 71 একাত্তর*; 72 বাহাত্তর*; 73 তিয়াত্তর*; 74 চুয়াত্তর*; 75 পঁচাত্তর*; 76 ছিয়াত্তর*; 77 সাতাত্তর*; 78 আটাত্তর*; 79 ঊনআশি* উনআশি*; 80 আশি; 81 একাশি*; 82 বিরাশি*; 83 তিরাশি*; 84 চুরাশি*; 85 পঁচাশি*; 86 ছিয়াশি*; 87 সাতাশি*; 88 আটাশি*; 89 ঊননব্বই* উননব্বই*; 90 নব্বই*; 91 একানব্বই*; 92 বিরানব্বই*; 93 তিরানব্বই*; 94 চুরানব্বই*; 95 পঁচানব্বই*; 96 ছিয়ানব্বই*; 97 সাতানব্বই*; 98 আটানব্বই*; 99 নিরানব্বই*",
    ),
    "fa-AF": Compounds(
        words="13 سیزده; 14 چهارده; 15 پانزده; 16 شانزده; 17 هفده; 18 هژده هجده; 19 نزده نوزده; 20 بیست; 30 ~سی; 40 چهل; 50 پنجاه; 60 شصت; 70 هفتاد; 80 هشتاد; 90 نود",
        tens="20 بیست; 30 سی; 40 چهل; 50 پنجاه; 60 شصت; 70 هفتاد; 80 هشتاد; 90 نود",
        ones="1 یک; 2 دو; 3 سه; 4 چهار چار; 5 پنج; 6 شش; 7 هفت; 8 هشت; 9 نه", link=" و ",
    ),
    "fj": Compounds(
        words="20 ruasagavulu ikaruasagavulu vakaruasagavulu; 30 tolusagavulu ikatolusagavulu vakatolusagavulu; 40 vasagavulu ikavasagavulu vakavasagavulu; 50 limasagavulu ikalimasagavulu vakalimasagavulu; 60 onosagavulu ikaonosagavulu vakaonosagavulu; 70 vitusagavulu ikavitusagavulu vakavitusagavulu; 80 walusagavulu ikawalusagavulu vakawalusagavulu; 90 ciwasagavulu ikaciwasagavulu vakaciwasagavulu",
        tens="10 tini ikatini vakatini; 20 ruasagavulu ikaruasagavulu vakaruasagavulu; 30 tolusagavulu ikatolusagavulu vakatolusagavulu; 40 vasagavulu ikavasagavulu vakavasagavulu; 50 limasagavulu ikalimasagavulu vakalimasagavulu; 60 onosagavulu ikaonosagavulu vakaonosagavulu; 70 vitusagavulu ikavitusagavulu vakavitusagavulu; 80 walusagavulu ikawalusagavulu vakawalusagavulu; 90 ciwasagavulu ikaciwasagavulu vakaciwasagavulu",
        ones="1 dua; 2 rua; 3 tolu; 4 va; 5 lima; 6 ono; 7 vitu; 8 walu; 9 ciwa", link="[ -]?ka[ -]?",
    ),
    "so": Compounds(
        words="20 labaatan labaatanka labaatankii labaatankaas labaatanaad labatan labatanka labatankii labatankaas labatanaad; 30 soddon soddonka soddonkii soddonkaas soddonaad sodon sodonka sodonkii sodonkaas sodonaad soddan soddanka soddankii soddankaas soddanaad; 40 afartan afartanka afartankii afartankaas afartanaad; 50 konton kontonka kontonkii kontonkaas kontonaad kontan kontanka kontankii kontankaas kontanaad; 60 lixdan lixdanka lixdankii lixdankaas lixdanaad lihdan lihdanka lihdankii lihdankaas lihdanaad; 70 toddobaatan toddobaatanka toddobaatankii toddobaatankaas toddobaatanaad todobaatan todobaatanka todobaatankii todobaatankaas todobaatanaad todobatan todobatanka todobatankii todobatankaas todobatanaad; 80 siddeetan siddeetanka siddeetankii siddeetankaas siddeetanaad sideetan sideetanka sideetankii sideetankaas sideetanaad; 90 sagaashan sagaashanka sagaashankii sagaashankaas sagaashanaad",
        tens="10 toban tobanka tobankii tobnaad tobanaad; 20 labaatan labaatanka labaatankii labaatankaas labaatanaad labatan labatanka labatankii labatankaas labatanaad; 30 soddon soddonka soddonkii soddonkaas soddonaad sodon sodonka sodonkii sodonkaas sodonaad soddan soddanka soddankii soddankaas soddanaad; 40 afartan afartanka afartankii afartankaas afartanaad; 50 konton kontonka kontonkii kontonkaas kontonaad kontan kontanka kontankii kontankaas kontanaad; 60 lixdan lixdanka lixdankii lixdankaas lixdanaad lihdan lihdanka lihdankii lihdankaas lihdanaad; 70 toddobaatan toddobaatanka toddobaatankii toddobaatankaas toddobaatanaad todobaatan todobaatanka todobaatankii todobaatankaas todobaatanaad todobatan todobatanka todobatankii todobatankaas todobatanaad; 80 siddeetan siddeetanka siddeetankii siddeetankaas siddeetanaad sideetan sideetanka sideetankii sideetankaas sideetanaad; 90 sagaashan sagaashanka sagaashankii sagaashankaas sagaashanaad",
        ones="1 kow koow hal; 2 laba labo; 3 saddex sadex seddex; 4 afar; 5 shan; 6 lix lih; 7 toddoba todoba toddobo; 8 siddeed sideed; 9 sagaal", link="[ -]?iyo[ -]?", ones_first=True, either_first=True,
    ),
    "ps": Compounds(
        words="13 دیارلس دیارلسو دیارلسم دیارلسمه دیارلسمې; 14 څوارلس څوارلسو څوارلسم څوارلسمه څوارلسمې څلورلس څلورلسو څلورلسم څلورلسمه څلورلسمې; 15 پنځلس پنځلسو پنځلسم پنځلسمه پنځلسمې; 16 شپاړس شپاړسو شپاړسم شپاړسمه شپاړسمې شپاړلس شپاړلسو شپاړلسم شپاړلسمه شپاړلسمې; 17 اوولس اوولسو اوولسم اوولسمه اوولسمې اولس اولسو اولسم اولسمه اولسمې; 18 اتلس اتلسو اتلسم اتلسمه اتلسمې; 19 نولس نولسو نولسم نولسمه نولسمې نونس نونسو نونسم نونسمه نونسمې; 20 شل شلو شلم شلمه شلمې; 30 دېرش دېرشو دېرشم دېرشمه دېرشمې دیرش دیرشو دیرشم دیرشمه دیرشمې; 40 څلوېښت څلوېښتو څلوېښتم څلوېښتمه څلوېښتمې څلویښت څلویښتو څلویښتم څلویښتمه څلویښتمې څلوېشت څلوېشتو څلوېشتم څلوېشتمه څلوېشتمې; 50 پنځوس پنځوسو پنځوسم پنځوسمه پنځوسمې; 60 شپېته شپېتو شپېتم شپېتمه شپېتمې شپیته شپیتو شپیتم شپیتمه شپیتمې; 70 اویا اویاو اویاوو اویایم اویایمه اویایمې اویام; 80 اتیا اتیاو اتیاوو اتیایم اتیایمه اتیایمې اتیام; 21 یویشت یویشتو; 22 دوویشت دوویشتو; 23 درویشت درویشتو; 24 څلرویشت څلېرویشت څلیرویشت څلورویشت; 27 اوویشت اوویشتو; 29 نه_ویشت نه_ویشتو; 90 ~نوي ~نویو نویم نویمه نویمې; 91 ~یو_نوي ~یو_نویو ~یوه_نوي ~یوه_نویو; 92 ~دوه_نوي ~دوه_نویو; 93 ~درې_نوي ~درې_نویو; 94 ~څلور_نوي ~څلور_نویو; 95 ~پنځه_نوي ~پنځه_نویو; 96 ~شپږ_نوي ~شپږ_نویو; 97 ~اووه_نوي ~اووه_نویو ~اوه_نوي ~اوه_نویو; 98 ~اته_نوي ~اته_نویو; 99 ~نهه_نوي ~نهه_نویو",
        tens="20 ویشت ویشتو ویشتم ویشتمه ویشتمې; 30 دېرش دېرشو دېرشم دېرشمه دېرشمې دیرش دیرشو دیرشم دیرشمه دیرشمې; 40 څلوېښت څلوېښتو څلوېښتم څلوېښتمه څلوېښتمې څلویښت څلویښتو څلویښتم څلویښتمه څلویښتمې څلوېشت څلوېشتو څلوېشتم څلوېشتمه څلوېشتمې; 50 پنځوس پنځوسو پنځوسم پنځوسمه پنځوسمې; 60 شپېته شپېتو شپېتم شپېتمه شپېتمې شپیته شپیتو شپیتم شپیتمه شپیتمې; 70 اویا اویاو اویاوو اویایم اویایمه اویایمې; 80 اتیا اتیاو اتیاوو اتیایم اتیایمه اتیایمې",
        ones="1 یو; 2 دوه دو; 3 درې در دري; 4 څلور څلېر څلیر څلر; 5 پنځه پنځ; 6 شپږ; 7 اووه اوه; 8 اته; 9 نهه", link="[ -]?", ones_first=True,
    ),
}
