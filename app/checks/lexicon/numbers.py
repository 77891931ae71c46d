"""Number words; what looks like one and is none, and what multiplies digits, is in `scales`.

One line a value. A plain form is demanded on the other side; a form after `~` may stand for the
value but also means something else (Italian `sei`, Bengali `নয়`), so it only ever satisfies. A
closing `*` takes any ending and only satisfies. Forms for one never count as added: they are also
articles. Forms of several words join them with `_`.
"""
# ruff: noqa: E501
# fmt: off

TABLES: dict[str, str] = {
    "en": """
1/2: half half_an ~halves
1: ~one ~once ~a ~an ~each ~every ~per ~single ~first ~another
2: two ~twice ~both ~second ~double ~couple ~pair ~twin ~twins
3: three ~third ~triple  ~thrice ~triplets
4: four the_fourth ~fourth ~quarter
5: five the_fifth ~fifth
6: six the_sixth ~sixth
7: seven the_seventh ~seventh ~week ~weekly
8: eight the_eighth ~eighth
9: nine the_ninth ~ninth
10: ten the_tenth ~tenth
11: eleven the_eleventh ~eleventh
12: twelve the_twelfth ~twelfth ~dozen
14: fourteen ~fortnight
13: thirteen
15: fifteen ~fortnight
16: sixteen
17: seventeen
18: eighteen
19: nineteen
20: twenty
24: ~twenty-four
28: ~twenty-eight
30: thirty
40: forty
48: ~forty-eight
50: fifty ~half
60: sixty ~hour
70: seventy
80: eighty
90: ninety
100: ~hundred
1000: ~thousand
1/4: quarter_of_an ~quarter
1/3: ~third
""",
    "pl": """
1/2: pół ~połowa ~połowę ~połowy ~połowie ~pół_godziny ~połow* ~półgodzin*
3/2: ~półtora ~półtorej
1: ~jeden ~jedna ~jedno ~jednego ~jednej ~jedną ~jednym ~raz ~pierwsz* ~pojedync* ~jednokrot*
2: dwa dwie dwóch dwu dwaj dwoje dwojga dwoma dwiema dwóm ~dwukrot* ~oba ~obie ~oboje ~obu ~obojga ~drug* ~podwójn* ~dwu* ~par* ~bliźni*
3: trzy trzech trzej troje trzem trzema trojga ~trzykrot* ~trzeci* ~trzy*
4: cztery czterech czterej czworo czterem czterema ~czterokrot* ~czwart* ~cztero*
5: pięć pięciu pięcioro pięcioma ~piąt* ~pięcio*
6: sześć sześciu sześcioro ~szóst* ~sześcio*
7: siedem siedmiu siedmioro ~siódm* ~siedmio* ~codziennie ~cały_tydzień ~każdego_dnia
8: osiem ośmiu ośmioro ~ósm* ~ośmio*
9: dziewięć dziewięciu ~dziewiąt* ~dziewięcio*
10: dziesięć dziesięciu ~dziesiąt* ~dziesięcio*
11: jedenaście jedenastu ~jedenast*
12: dwanaście dwunastu ~dwunast* ~tuzin
20: ~dwadzieścia ~dwudziest*
24: ~dwadzieścia_cztery ~całodobow* ~całą_dobę ~całej_doby
28: ~dwadzieścia_osiem
30: ~trzydzieści ~trzydziest* ~pół_godziny
40: ~czterdzieści ~czterdziest*
50: ~połowa ~połowę
100: ~sto ~stu
1000: ~tysiąc ~tysiąca
1/4: ~kwadrans ~ćwierć
15: ~kwadrans ~piętnaście
""",
    "ne": """
1/2: आधा ~आधि ~साढे
3/2: ~डेढ ~डेढ*
5/2: ~अढाई ~अढाइ ~साढे_दुई
1: ~एक ~एउटा ~एकजना ~पहिलो ~एकपटक ~एकचोटि ~एकै ~एक*
2: दुई दुइ ~दुई* ~दुइ* ~दुवै ~दोस्रो ~दोब्बर ~जुम्ल्याहा
3: तीन तिन ~तीन* ~तेस्रो
4: चार ~चारवटा ~चारजना ~चारपटक ~चौथो ~चार*
5: पाँच पाच ~पाँच*
6: ~छ ~छः ~छवटा ~छजना ~छपटक ~छैटौं ~छैठौं
7: सात ~सात* ~हरेक_दिन ~सधैं
8: आठ ~आठ*
9: नौ ~नौवटा ~नवौं ~नौ*
10: दस दश ~दशौं ~दसौं ~दसवटा ~दशवटा
11: एघार ~एघार* ~एघारौं
12: बाह्र ~बाह्र* ~बाह्रौं
20: ~बीस
24: ~चौबीस ~चौबीसै ~चौबिसै
30: ~तीस
40: ~चालीस
100: ~सय
1000: ~हजार
""",
    "fj": """
1/2: ~veimama ~veimamani
1: ~dua ~taumada ~vakadua ~imatai ~duabau
2: rua ~ruarua ~vakarua ~ikarua ~karua ~rau ~yarua ~veikarua
3: tolu ~vakatolu ~ikatolu ~katolu ~yatolu
4: va vakava ikava ~kava ~yava
5: lima vakalima ikalima ~kalima ~yalima
6: ono vakaono ikaono ~kaono ~yaono
7: vitu vakavitu ikavitu ~kavitu ~veisiga
8: walu vakawalu ikawalu ~kawalu
9: ciwa vakaciwa ikaciwa ~kaciwa
10: ~tini vakatini ikatini
11: ~tinikadua ~tini_ka_dua ~ikatinikadua
12: ~tinikarua ~tini_ka_rua ~ikatinikarua
24: ~ruasagavulu_ka_va
100: ~drau
1000: ~udolu
1/4: ~kuata ~koata
""",
    "ro": """
1/2: jumătate ~jumate ~jumătăți ~jumătății ~jumătatea
1: ~un ~o ~unu ~una ~unul ~unei ~unui ~prim* ~singur* ~dată
2: doi două ~doua ~doilea ~ambele ~ambii ~ambelor ~ambilor ~amândoi ~amândouă ~dublu ~dublă ~gemen*
3: trei ~treilea ~treia ~triplu
4: patru ~patrulea ~patra ~sfert
5: cinci ~cincilea ~cincea
6: șase ~sase ~șaselea ~șasea
7: șapte ~sapte ~șaptelea ~șaptea ~fiecare_zi ~zilnic
8: opt ~optulea ~opta
9: ~nouă ~noua ~nouălea
10: zece ~zecelea ~zecea
11: unsprezece ~unsprezecelea ~unsprezecea
12: doisprezece douăsprezece ~doisprezecelea ~douăsprezecea
20: ~douăzeci
24: ~douăzeci_și_patru ~nonstop ~non-stop ~permanent
30: ~treizeci
40: ~patruzeci
100: ~sută ~suta
1000: ~mie ~o_mie
15: ~sfert
1/4: ~sfert
""",
    "bn": """
1/2: ~অর্ধেক ~আধা ~আধা_ঘণ্টা ~আধ ~সাড়ে ~অর্ধ
3/2: ~দেড় ~দেড়টা ~দেড়টায় ~দেড়টার
5/2: ~আড়াই ~আড়াইটা ~আড়াইটায় ~আড়াইটার
1: ~এক ~একটি ~একটা ~একজন ~একবার ~প্রথম ~এক*
2: দুই দুটি দুটো দুজন দুবার ~দুটা ~দু ~দুই* ~দ্বিতীয় ~উভয় ~উভয়ের ~দ্বিগুণ ~যমজ ~দুদিন
3: তিন তিনটি তিনজন তিনবার ~তিনটে ~তিনট* ~তৃতীয়
4: চার চারটি চারজন চারবার ~চারট* ~চতুর্থ
5: পাঁচ পাঁচটি পাঁচজন পাঁচবার ~পাঁচট* ~পঞ্চম
6: ছয় ছয়টি ছয়জন ~ছয়ট* ~ষষ্ঠ ~ছ
7: ~সাত সাতটি ~সাত* ~সপ্তম ~প্রতিদিন
8: আট আটটি ~আটট* ~অষ্টম
9: ~নয় নয়টি ~নয়ট* ~নবম
10: দশ দশটি ~দশট* ~দশম
11: এগারো ~এগারোট* ~এগার ~এগারোটি ~একাদশ
12: বারোটি ~বারোট* ~বারো ~দ্বাদশ
20: ~বিশ ~কুড়ি
24: ~চব্বিশ
30: ~ত্রিশ ~আধা_ঘণ্টা
40: ~চল্লিশ
100: ~একশ ~একশো ~শ ~শত
1000: ~হাজার
""",
    "kok-Latn": """
1/2: ordem ordo ordi ordhem ordho ordhi ~ord ~ordh ~ordea ~ordhea ~orde ~ordhe
3/2: ~ded ~dedh ~dedd ~did
5/2: ~oddech ~oddez ~oddej ~addech ~oddich
1: ~ek ~eke ~eka ~ekak ~poilo ~poili ~poilem ~poilea ~poile ~eklo ~ekli ~ekloch ~ekuch ~ekoch ~ekach ~ekech ~ekdam ~ekam
2: don dog ~dogam ~dogaim ~dogui ~donank ~doni ~donui ~donoi ~dusro ~dusri ~dusrem ~dusrea ~dusre ~dupp* ~don*
3: tin ~teg ~tegam ~tegaim ~tini ~tinui ~tinank ~tisro ~tisri ~tisrem ~tisrea ~tisre ~tin*
4: char chear ~chovtho ~chovthi ~chovthem ~chovthea ~chovthe ~chovto ~chovti ~chovtem ~chovtea ~chari ~charui ~chough* ~choug*
5: panch ~pans ~panchvo ~panchvi ~panchvem ~panchvea ~panchve ~panchui
6: sov so ~sa ~soh ~sovo ~sovi ~sovem ~sovea ~sove ~sotto ~sovui
7: sat ~satvo ~satvi ~satvem ~satvea ~satve ~satui ~sodanch ~dor_disa
8: att atth ~ath ~attvo ~attvi ~attvem ~attvea ~attve ~atthvo ~atthvi ~atthvem ~atthvea
9: nov ~nou ~nov'v ~novvo ~novvi ~novvem ~novvea
10: dha ~dhavo ~dhavi ~dhavem ~dhavea ~dhave
11: ikra ekra ikura ~akra ~ikrea ~ikrav* ~ekrav*
12: bara ~barav* ~dozen
50: ~ordem ~ordhem
100: ~xembor ~xembhor ~ekxem ~xem
1000: ~hozar ~hazar
""",
    "kok-Deva": """
1/2: अर्द अर्दें अर्दो अर्दी ~अर्दे ~अर्द्या ~अर्ध ~अर्धें ~अर्धे ~अर्धो ~अर्धी ~अर्ध्या
3/2: ~देड ~दीड
5/2: ~अडेच ~अडीच ~अडेज
1: ~एक ~एका ~एके ~एकाक ~एकूच ~एकदां ~पयलो ~पयली ~पयलें ~पयल्या ~पयले ~पयलें* ~एक*
2: दोन दोग ~दोगां ~दोगांय ~दोनूय ~दोनय ~दोनदां ~दुसरो ~दुसरी ~दुसरें ~दुसरे ~दुसऱ्या ~दुसर्या ~दुप्पट* ~दोन*
3: तीन ~तीग ~तेगां ~तिगां ~तीनूय ~तिनूय ~तीनदां ~तिनदां ~तिसरो ~तिसरी ~तिसरें ~तिसरे ~तिसऱ्या ~तिसर्या ~तीन*
4: चार ~चारूय ~चवथो ~चवथी ~चवथें ~चवथे ~चवथ्या ~चौगां* ~चवगां* ~चार*
5: पांच ~पाँच ~पांचवो ~पांचवी ~पांचवें ~पांचव्या ~पांच*
6: स ~सवो ~सवी ~सवें ~सव्या ~सवे ~सहा
7: सात ~सातवो ~सातवी ~सातवें ~सातव्या ~दर_दिसा ~सदांच ~सात*
8: आठ ~आठवो ~आठवी ~आठवें ~आठव्या ~आठांक
9: णव ~नव ~णवूय ~णववो ~णववी ~णववें ~णवव्या ~णवांक
10: धा ~धावो ~धावी ~धावें ~धाव्या ~धांक
11: इकरा ~अकरा ~इकराव* ~इकरांव* ~अकराव*
12: बारा ~बाराव* ~बारांव* ~डझन
50: ~अर्दें ~अर्धें
100: ~शंबर ~शेंकडो ~एकशें ~शें
1000: ~हजार
""",
    "pt-PT": """
1/2: ~meio ~meia ~meia_hora ~metade
1: ~um ~uma ~primeir* ~única ~único
2: dois duas ~ambos ~ambas ~segund* ~dobro ~dupla ~duplo ~gémeos ~par ~casal
3: três ~terceir* ~triplo ~terço
4: quatro ~quart*
5: cinco ~quint*
6: seis ~sext*
7: sete ~sétim* ~todos_os_dias ~diariamente
8: oito ~oitav*
9: nove ~nona ~nono
10: dez ~décim*
11: onze
12: doze ~dúzia
14: ~quinze ~quinzena
15: ~quinze
20: ~vinte
24: ~vinte_e_quatro
30: ~trinta ~meia_hora
40: ~quarenta
50: ~metade
100: ~cem ~cento
1000: ~mil
""",
    "es": """
1/2: ~medio ~media ~media_hora ~medios ~medias ~mitad
1: ~un ~uno ~una ~primer* ~única ~único
2: dos ~ambos ~ambas ~segund* ~doble ~par ~pareja ~gemelos
3: tres ~tercer* ~triple ~tercio
4: cuatro ~cuart*
5: cinco ~quint*
6: seis ~sext*
7: siete ~séptim* ~todos_los_días ~diariamente
8: ocho ~octav*
9: nueve ~noven*
10: diez ~décim*
11: once
12: doce ~docena ~duodécim*
14: ~quince ~quincena
15: ~quince
20: ~veinte
24: ~veinticuatro
28: ~veintiocho
30: ~treinta ~media_hora
40: ~cuarenta
50: ~mitad
100: ~cien ~ciento
1000: ~mil
""",
    "fr": """
1/2: ~demi ~demi-heure ~demie ~demis ~moitié
1: ~un ~une ~premi* ~seul ~seule
2: deux ~deuxièm* ~second* ~double ~jumeaux ~paire
3: trois ~troisièm* ~triple ~tiers
4: quatre ~quatrièm* ~quart ~quarts
5: cinq ~cinquièm*
6: six ~sixièm*
7: sept ~septièm* ~tous_les_jours ~chaque_jour
8: huit ~huitièm*
9: ~neuf ~neuvièm*
10: dix ~dixièm* ~dizaine
11: onze ~onzièm*
12: douze ~douzièm* ~douzaine
14: ~quinze ~quatorze ~quinzaine
15: ~quinze
20: ~vingt ~vingtaine
24: ~vingt-quatre
30: ~trente ~demi-heure
40: ~quarante
50: ~moitié
100: ~cent ~centaine
1000: ~mille
""",
    "it": """
1/2: ~mezzo ~mezza ~mezz'ora ~mezz ~metà ~mezzora
1: ~un ~uno ~una ~prim* ~singol* ~unica ~unico
2: due ~entrambi ~entrambe ~second* ~doppi* ~paio ~coppia ~gemelli
3: tre ~terz* ~tripl*
4: quattro ~quart*
5: cinque ~quint*
6: ~sei ~sest*
7: sette ~settim* ~tutti_i_giorni ~ogni_giorno
8: otto ~ottav*
9: nove ~nona ~nono
10: dieci ~decim*
11: undici ~undicesim*
12: dodici ~dodicesim* ~dozzina
20: ~venti ~ventesim*
24: ~ventiquattro
30: ~trenta ~mezz'ora
40: ~quaranta
50: ~metà
100: ~cento
1000: ~mille
""",
    "de": """
1/2: ~halb ~halbe_stunde ~halben_stunde ~halbe ~halben ~halber ~halbes ~hälfte
3/2: ~anderthalb ~eineinhalb
5/2: ~zweieinhalb
7/2: ~dreieinhalb
9/2: ~viereinhalb
1: ~ein ~eine ~einen ~einem ~einer ~eines ~eins ~einmal ~erst* ~einzig*
2: zwei zweimal zweien ~zwo ~beide* ~zweit* ~doppel* ~zwei* ~paar ~zwilling*
3: drei dreimal ~dreien ~dreier ~dritt* ~drei*
4: vier viermal ~viert* ~vier*
5: fünf fünfmal ~fünft* ~fünf*
6: sechs sechsmal ~sechst* ~sechs*
7: sieben siebenmal ~siebt* ~sieben* ~täglich ~jeden_tag ~rund_um_die_uhr
8: acht achtmal ~achte ~achten ~achter
9: neun neunmal ~neunt*
10: zehn zehnmal ~zehnt*
11: elf ~elft*
12: zwölf ~zwölft* ~dutzend
14: ~vierzehn
20: ~zwanzig
24: ~vierundzwanzig ~rund_um_die_uhr
30: ~dreißig ~halbe_stunde ~halben_stunde
40: ~vierzig
50: ~hälfte
100: ~hundert
1000: ~tausend
""",
    "so": """
1/2: ~nus ~nuska ~nuskii ~badh ~badhka ~badhkii ~bar ~barka ~barkii ~kala_badh ~kala_bar
1: ~kow ~hal ~mid ~koowaad ~kowaad ~koow
2: laba labo ~labada ~labadii ~labadaba ~labadiiba ~labadooda ~labaad ~labadiinaba ~mataano
3: saddex sadex seddex ~saddexda ~saddexdii ~saddexaad ~sadexda ~seddexda ~sadexaad ~seddexaad
4: afar afarta afartii afaraad afraad
5: shan shanta shantii shanaad
6: lix lih lixda lixdii lixaad
7: toddoba todoba toddobo toddobada toddobadii todobada ~toddobaadka_oo_dhan ~maalin_kasta ~maalin_walba ~maalinta_toddobaad ~maalintii_toddobaad ~bisha_toddobaad ~bishii_toddobaad ~toddobaadka_toddobaad
8: sideed siddeed siddeedda sideedda siddeeda sideeda siddeeddii siddeedaad sideedaad
9: sagaal sagaalka sagaalkii sagaalaad
10: toban tobanka tobankii tobnaad tobanaad
24: ~afar_iyo_labaatan ~habeen_iyo_maalin ~maalin_iyo_habeen
50: ~badh ~bar
100: ~boqol ~boqolka
1000: ~kun ~kunka
1/4: ~rubuc ~rubac ~rubuca
""",
    "fa-AF": """
1/2: ~نیم ~نیم_ساعت ~نصف ~نیمه
3/2: ~یک_و_نیم ~یکونیم
1: ~یک ~یکی ~یکبار ~اول ~اولین ~نخستین
2: دو ~هردو ~دوم ~دومین ~دوبار ~دوگانگی ~جوره
3: سه ~سوم ~سومین ~سهبار
4: چهار چار ~چهارم
5: پنج ~پنجم
6: شش ~ششم
7: هفت ~هفتم ~هر_روز ~همه_روزه
8: هشت ~هشتم
9: ~نه ~نهم
10: ~ده ~دهم
11: یازده ~یازدهم
12: دوازده ~دوازدهم ~درجن
15: ~پانزده
20: ~بیست
24: ~بیست_و_چهار ~شبانه_روز ~شبانه_روزی ~شبانهروز
30: ~سی ~نیم_ساعت
40: ~چهل
50: ~نصف
100: ~صد
1000: ~هزار
""",
    "ps": """
1/2: ~نیم ~نیمه ~نیمې ~نیمایي ~نیمو
3/2: ~یونیم ~یوه_نیمه ~یو_نیم
1: ~یو ~یوه ~یوې ~لومړی ~لومړۍ ~یوځل
2: دوه دوو دوې ~دواړه ~دواړو ~دویم ~دویمه ~دویمې ~دوهم ~دوهمه ~دوهمې ~غبرګولي ~دوه_نوي
3: درې دریو درېیو ~دریم ~درېیم ~دریمه ~دریمې ~درېیمه ~درېیمې ~درې_نوي
4: څلور څلورو څلورم څلورمه څلورمې ~څلور_نوي
5: پنځه پنځو پنځم پنځمه پنځمې ~پنځه_نوي
6: شپږ شپږو شپږم شپږمه شپږمې ~شپږ_نوي
7: اووه اوو ~اوه اووم اوومه اوومې اوم ~هره_ورځ ~اووه_نوي
8: اته اتو اتم اتمه اتمې ~اته_نوي
9: نهه نهو نههو نهم نهمه نهمې ~نهه_نوي
10: لس لسو لسم لسمه لسمې
11: یوولس یوولسو یوولسم یوولسمه یوولسمې
12: دولس دولسو دوولس دوولسو دولسم دولسمه دولسمې دوولسم دوولسمه ~درجن
24: ~شپه_او_ورځ ~ورځ_او_شپه ~شواروز
50: ~نیمایي
100: ~سل ~سلو
1000: ~زر ~زره
1/4: ~پاو ~ربع ~څلورمه_برخه
1/3: ~دریمه_برخه ~درېیمه_برخه
""",
}
