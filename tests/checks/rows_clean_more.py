"""More right translations, of harder sentences: ranges, ages, money, words for numbers, negations."""
# ruff: noqa: E501

SMOKE = "Do not smoke or drink alcohol while you are pregnant."
MIDWIFE_BOOK = "Book your first appointment before you are 10 weeks pregnant."
FETAL = "You will feel your baby move from 16 to 24 weeks."
SICK = "If you cannot keep fluids down for 24 hours, call us."
BLEED = "You should never ignore bleeding."
COOK = "Do not eat more than 2 portions of oily fish a week."
COFFEE = "Do not have more than 200 milligrams of caffeine a day."
TEMP = "Call us if your temperature is 38°C or higher."
LATE = "If you miss a dose, do not take 2 doses."
NIGHT = "Call us at any time, day or night."
INTERPRETER = "You have the right to an interpreter. It is free."
FAMILY = "Family members should not interpret for you."
DAYS = "Your midwife will visit you 3 times in the first 10 days."
SCAN = "You will have two scans: one at 12 weeks and one at 20 weeks."
STAY = "You can stay for 1 to 2 days after a caesarean."
HOURS = "Wait at least 2 hours between doses, and take no more than 4 in 24 hours."
TEXT = "Text 07700 900123 between 8.30am and 4.30pm."
NO_ALCOHOL = "There is no safe amount of alcohol in pregnancy."
BP = "If your blood pressure is 140/90 or higher, tell your midwife."
ASPIRIN = "Some people need 150 milligrams of aspirin every day from 12 weeks."
FIVE_DAY = "Eat 5 portions of fruit and vegetables every day."
DECIDE = "You do not have to decide today."
WORRIED = "If you are worried, do not wait. Call the midwife."
TWELVE = "Between 8 and 12 weeks you will have blood tests."
WEB = "Read more at www.nhs.uk/pregnancy or e-mail help@demo.test."
THREE = "Call if you have had 3 or more contractions in 10 minutes."

CLEAN_MORE: tuple[tuple[str, str, str], ...] = (
    (SMOKE, "W czasie ciąży nie pal i nie pij alkoholu.", "pl"),
    (MIDWIFE_BOOK, "Umów pierwszą wizytę przed 10. tygodniem ciąży.", "pl"),
    (FETAL, "Ruchy dziecka poczujesz między 16. a 24. tygodniem.", "pl"),
    (SICK, "Jeśli przez 24 godziny nie możesz utrzymać płynów, zadzwoń do nas.", "pl"),
    (COFFEE, "Nie spożywaj więcej niż 200 mg kofeiny dziennie.", "pl"),
    (TEMP, "Zadzwoń do nas, jeśli masz temperaturę 38°C lub wyższą.", "pl"),
    (TEMP, "Zadzwoń, gdy gorączka wynosi 38 stopni lub więcej.", "pl"),
    (LATE, "Jeśli pominiesz dawkę, nie przyjmuj dwóch dawek.", "pl"),
    (DAYS, "Położna odwiedzi Cię trzy razy w ciągu pierwszych 10 dni.", "pl"),
    (SCAN, "Będziesz mieć dwa badania USG: jedno w 12. i jedno w 20. tygodniu.", "pl"),
    (STAY, "Po cesarskim cięciu możesz zostać w szpitalu 1–2 dni.", "pl"),
    (
        HOURS,
        "Odczekaj co najmniej 2 godziny między dawkami i nie bierz więcej niż 4 w ciągu 24 godzin.",
        "pl",
    ),
    (TEXT, "Wyślij SMS na numer 07700 900 123 w godzinach 8:30–16:30.", "pl"),
    (BP, "Jeśli ciśnienie wynosi 140/90 lub więcej, powiedz o tym położnej.", "pl"),
    (FIVE_DAY, "Jedz codziennie pięć porcji owoców i warzyw.", "pl"),
    (DECIDE, "Nie musisz decydować dzisiaj.", "pl"),
    (WEB, "Więcej na www.nhs.uk/pregnancy lub pod adresem help@demo.test.", "pl"),
    (THREE, "Zadzwoń, jeśli w ciągu 10 minut wystąpiły co najmniej 3 skurcze.", "pl"),
    (FAMILY, "Członkowie rodziny nie powinni tłumaczyć.", "pl"),
    (SMOKE, "Nu fumați și nu beți alcool în timpul sarcinii.", "ro"),
    (FETAL, "Veți simți mișcările copilului între săptămânile 16 și 24.", "ro"),
    (COOK, "Nu mâncați mai mult de 2 porții de pește gras pe săptămână.", "ro"),
    (COFFEE, "Nu consumați mai mult de 200 mg de cofeină pe zi.", "ro"),
    (TEMP, "Sunați-ne dacă aveți temperatura de 38 °C sau mai mare.", "ro"),
    (LATE, "Dacă ați uitat o doză, nu luați două doze.", "ro"),
    (DAYS, "Moașa vă va vizita de trei ori în primele 10 zile.", "ro"),
    (SCAN, "Veți avea două ecografii: una la 12 săptămâni și una la 20 de săptămâni.", "ro"),
    (TEXT, "Trimiteți SMS la 07700 900123 între 8:30 și 16:30.", "ro"),
    (NO_ALCOHOL, "Nu există o cantitate sigură de alcool în sarcină.", "ro"),
    (
        ASPIRIN,
        "Unele persoane au nevoie de 150 de miligrame de aspirină zilnic, începând cu săptămâna 12.",
        "ro",
    ),
    (DECIDE, "Nu trebuie să decideți astăzi.", "ro"),
    (SMOKE, "No fume ni beba alcohol durante el embarazo.", "es"),
    (MIDWIFE_BOOK, "Pida su primera cita antes de la semana 10 de embarazo.", "es"),
    (FETAL, "Notará los movimientos de su bebé entre las semanas 16 y 24.", "es"),
    (SICK, "Si no puede retener líquidos durante 24 horas, llámenos.", "es"),
    (COOK, "No coma más de dos raciones de pescado azul a la semana.", "es"),
    (TEMP, "Llámenos si tiene una temperatura de 38 ºC o más.", "es"),
    (DAYS, "La matrona le visitará 3 veces en los primeros diez días.", "es"),
    (SCAN, "Le harán dos ecografías: una a las 12 semanas y otra a las 20 semanas.", "es"),
    (STAY, "Puede quedarse uno o dos días después de una cesárea.", "es"),
    (TEXT, "Envíe un SMS al 07700 900123 entre las 8:30 y las 16:30.", "es"),
    (NO_ALCOHOL, "No hay una cantidad segura de alcohol en el embarazo.", "es"),
    (BP, "Si su tensión es de 140/90 o más, dígaselo a su matrona.", "es"),
    (
        ASPIRIN,
        "Algunas personas necesitan 150 miligramos de aspirina al día a partir de la semana 12.",
        "es",
    ),
    (THREE, "Llame si ha tenido 3 o más contracciones en 10 minutos.", "es"),
    (WORRIED, "Si está preocupada, no espere. Llame a la matrona.", "es"),
    (SMOKE, "Não fume nem beba álcool durante a gravidez.", "pt-PT"),
    (FETAL, "Vai sentir o bebé a mexer entre as 16 e as 24 semanas.", "pt-PT"),
    (COFFEE, "Não consuma mais de 200 mg de cafeína por dia.", "pt-PT"),
    (DAYS, "A parteira vai visitá-la três vezes nos primeiros 10 dias.", "pt-PT"),
    (SCAN, "Fará duas ecografias: uma às 12 semanas e outra às 20 semanas.", "pt-PT"),
    (TEXT, "Envie SMS para 07700 900123 entre as 8h30 e as 16h30.", "pt-PT"),
    (BLEED, "Nunca deve ignorar uma hemorragia.", "pt-PT"),
    (DECIDE, "Não tem de decidir hoje.", "pt-PT"),
    (SMOKE, "Ne fumez pas et ne buvez pas d’alcool pendant la grossesse.", "fr"),
    (MIDWIFE_BOOK, "Prenez votre premier rendez-vous avant 10 semaines de grossesse.", "fr"),
    (FETAL, "Vous sentirez votre bébé bouger entre la 16e et la 24e semaine.", "fr"),
    (TEMP, "Appelez-nous si votre température est de 38 °C ou plus.", "fr"),
    (SICK, "Si vous ne gardez aucun liquide pendant 24 heures, appelez-nous.", "fr"),
    (STAY, "Vous pouvez rester un à deux jours après une césarienne.", "fr"),
    (TEXT, "Envoyez un SMS au 07700 900123 entre 8 h 30 et 16 h 30.", "fr"),
    (TWELVE, "Entre 8 et 12 semaines, vous aurez des prises de sang.", "fr"),
    (FAMILY, "Les membres de votre famille ne doivent pas faire l’interprète.", "fr"),
    (LATE, "Si vous oubliez une dose, n’en prenez pas deux.", "fr"),
    (SMOKE, "Non fumi e non beva alcolici durante la gravidanza.", "it"),
    (FETAL, "Sentirà muoversi il bambino tra la 16ª e la 24ª settimana.", "it"),
    (COOK, "Non mangi più di 2 porzioni di pesce azzurro alla settimana.", "it"),
    (TEMP, "Ci chiami se ha 38 °C di febbre o più.", "it"),
    (DAYS, "L’ostetrica verrà a trovarla 3 volte nei primi dieci giorni.", "it"),
    (TEXT, "Mandi un SMS al 07700 900123 dalle 8.30 alle 16.30.", "it"),
    (STAY, "Può restare 1 o 2 giorni dopo un cesareo.", "it"),
    (DECIDE, "Non deve decidere oggi.", "it"),
    (SMOKE, "Rauchen Sie nicht und trinken Sie keinen Alkohol, während Sie schwanger sind.", "de"),
    (FETAL, "Zwischen der 16. und 24. Woche spüren Sie, wie sich Ihr Baby bewegt.", "de"),
    (SICK, "Wenn Sie 24 Stunden lang keine Flüssigkeit bei sich behalten, rufen Sie uns an.", "de"),
    (COFFEE, "Nehmen Sie höchstens 200 mg Koffein am Tag zu sich, nicht mehr.", "de"),
    (LATE, "Wenn Sie eine Dosis vergessen, nehmen Sie nicht zwei Dosen.", "de"),
    (DAYS, "Die Hebamme besucht Sie in den ersten 10 Tagen dreimal.", "de"),
    (
        SCAN,
        "Sie haben zwei Ultraschalluntersuchungen: eine in der 12. Woche und eine in der 20. Woche.",
        "de",
    ),
    (TEXT, "Schicken Sie zwischen 8.30 und 16.30 Uhr eine SMS an 07700 900123.", "de"),
    (NO_ALCOHOL, "In der Schwangerschaft gibt es keine sichere Menge Alkohol.", "de"),
    (DECIDE, "Sie müssen sich nicht heute entscheiden.", "de"),
    (THREE, "Rufen Sie an, wenn Sie in 10 Minuten 3 oder mehr Wehen hatten.", "de"),
    (SMOKE, "गर्भवती हुँदा चुरोट नखानुहोस् र रक्सी नपिउनुहोस्।", "ne"),
    (MIDWIFE_BOOK, "गर्भ 10 हप्ता पुग्नुअघि आफ्नो पहिलो भेटको समय लिनुहोस्।", "ne"),
    (FETAL, "तपाईंले 16 देखि 24 हप्ताबीच बच्चा चलेको महसुस गर्नुहुनेछ।", "ne"),
    (COFFEE, "दिनमा 200 मिलिग्रामभन्दा बढी क्याफिन नलिनुहोस्।", "ne"),
    (TEMP, "तपाईंको ज्वरो 38 डिग्री वा बढी भए हामीलाई फोन गर्नुहोस्।", "ne"),
    (DAYS, "सुँडेनीले पहिलो 10 दिनमा तपाईंलाई तीन पटक भेट्नुहुनेछ।", "ne"),
    (TEXT, "बिहान 8:30 देखि दिउँसो 4:30 सम्म 07700 900123 मा सन्देश पठाउनुहोस्।", "ne"),
    (SCAN, "तपाईंको दुई वटा स्क्यान हुनेछ: एउटा 12 हप्तामा र अर्को 20 हप्तामा।", "ne"),
    (DECIDE, "तपाईंले आजै निर्णय गर्नु पर्दैन।", "ne"),
    (FAMILY, "परिवारका सदस्यले तपाईंको लागि दोभासे काम गर्नु हुँदैन।", "ne"),
    (THREE, "10 मिनेटमा 3 वा बढी पटक बेथा लागे फोन गर्नुहोस्।", "ne"),
    (SMOKE, "গর্ভাবস্থায় ধূমপান বা মদ্যপান করবেন না।", "bn"),
    (FETAL, "16 থেকে 24 সপ্তাহের মধ্যে আপনি শিশুর নড়াচড়া টের পাবেন।", "bn"),
    (COFFEE, "দিনে 200 মিলিগ্রামের বেশি ক্যাফেইন খাবেন না।", "bn"),
    (DAYS, "প্রথম 10 দিনে ধাত্রী আপনাকে তিনবার দেখতে আসবেন।", "bn"),
    (TEXT, "সকাল 8:30 থেকে বিকাল 4:30 এর মধ্যে 07700 900123 নম্বরে মেসেজ পাঠান।", "bn"),
    (SCAN, "আপনার দুটি স্ক্যান হবে: একটি 12 সপ্তাহে এবং একটি 20 সপ্তাহে।", "bn"),
    (DECIDE, "আপনাকে আজই সিদ্ধান্ত নিতে হবে না।", "bn"),
    (FAMILY, "পরিবারের সদস্যদের আপনার দোভাষী হওয়া উচিত নয়।", "bn"),
    (BLEED, "রক্তপাত কখনো অবহেলা করবেন না।", "bn"),
    (SMOKE, "در دوران حاملگی سگرت نکشید و الکول ننوشید.", "fa-AF"),
    (FETAL, "شما از هفته 16 تا 24 حرکت طفل را حس خواهید کرد.", "fa-AF"),
    (COFFEE, "روزانه بیشتر از 200 میلی‌گرام کافئین نگیرید.", "fa-AF"),
    (DAYS, "قابله در 10 روز اول سه بار به دیدن شما می‌آید.", "fa-AF"),
    (TEXT, "از ساعت 8:30 صبح تا 4:30 بعد از ظهر به 07700 900123 پیام بفرستید.", "fa-AF"),
    (SCAN, "شما دو التراسوند خواهید داشت: یکی در هفته 12 و دیگری در هفته 20.", "fa-AF"),
    (DECIDE, "شما مجبور نیستید امروز تصمیم بگیرید.", "fa-AF"),
    (FAMILY, "اعضای فامیل نباید برای شما ترجمانی کنند.", "fa-AF"),
    (TEMP, "اگر تب شما 38 درجه یا بیشتر است، به ما زنگ بزنید.", "fa-AF"),
    (SMOKE, "د حمل پر مهال سګرټ مه څکوئ او الکول مه څښئ.", "ps"),
    (DAYS, "قابله به په لومړیو 10 ورځو کې درې ځله ستاسو لیدو ته راشي.", "ps"),
    (COFFEE, "په ورځ کې له 200 ملي ګرامه زیات کافین مه اخلئ.", "ps"),
    (DECIDE, "تاسو اړ نه یاست چې نن پرېکړه وکړئ.", "ps"),
    (TEMP, "که ستاسو تبه 38 درجې یا لوړه وي، موږ ته زنګ ووهئ.", "ps"),
    (SMOKE, "Ha cabbin sigaar hana cabbin khamri inta aad uurka leedahay.", "so"),
    (COFFEE, "Ha qaadan wax ka badan 200 oo miligaraam oo kafeyn ah maalintii.", "so"),
    (
        DAYS,
        "Umulisadu waxay ku soo booqan doontaa saddex jeer 10ka maalmood ee ugu horreeya.",
        "so",
    ),
    (FETAL, "Waxaad dareemi doontaa dhaqdhaqaaqa ilmaha 16 ilaa 24 toddobaad.", "so"),
    (DECIDE, "Ma aha inaad maanta go'aan gaadho.", "so"),
    (TEXT, "Fariin u dir 07700 900123 inta u dhaxaysa 8:30 subaxnimo iyo 4:30 galabnimo.", "so"),
    (SMOKE, "Kua ni vakatavako se gunu alikaolo ni ko bukete tu.", "fj"),
    (DAYS, "Ena sikovi iko vakatolu na vuniwai ni vakasucu ena imatai ni 10 na siga.", "fj"),
    (DECIDE, "Sega ni dodonu mo vakatulewa nikua.", "fj"),
    (FETAL, "Ko na vakila na yavala ni gone mai na macawa e 16 ki na 24.", "fj"),
    (SMOKE, "Gurvar astana dhumrpan korum naka ani soro pieum naka.", "kok-Latn"),
    (DECIDE, "Tumi aichench nirnnoi ghevpachi goroz na.", "kok-Latn"),
    (DAYS, "Poilea 10 disamni sunnn tumkam tin pavtti bhett ditoli.", "kok-Latn"),
    (SMOKE, "गुरवार आसतना धूम्रपान करूं नाका आनी सोरो पियेवं नाका.", "kok-Deva"),
    (DECIDE, "तुमकां आयजच निर्णय घेवपाची गरज ना.", "kok-Deva"),
    (COFFEE, "दिसाक 200 मिलिग्रामां परस चड कॅफीन घेवं नाकात.", "kok-Deva"),
)
