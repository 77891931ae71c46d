"""What may carry a negation. `*` takes any ending or, in front, any beginning; inside, what stands
between the two."""
# ruff: noqa: E501
# fmt: off

CARRIERS: dict[str, str] = {
    # For what comes back into English; the t is that of “don't”.
    "en": "no not never none nobody nothing neither nor cannot t without avoid* unless except instead "
    "stop* refrain* forbid* prohibit* banned unknown rare rarely hardly lack* impossible unable refus*",
    "pl": "niezna* rzadk* nie nigdy bez żad* ani nikt nikogo nic niczego unik* niezalec* niewskaz* niedozwol* niepotrzebn* "
    "niekoniecz* niemożliw* niewłaściw* nieodpowied* niemog* niewolno odradz* zabron* zabrania* zakaz* "
    "przesta* przeciwwskaz* wstrzym* brak braku brakuje zamiast powstrzym* rezygn* niezdoln* nieobecn* niebędąc* niemówiąc* niesprawdz* niezweryfik* nieprzetłumacz*",
    "ro": "necunoscut* rar rareori nu n niciodată nicio niciun nici fără nimeni nimic evita* evitați interzi* nerecomandat* contraindicat* "
    "încet* opri* niciuna niciunul neindicat* abțin* imposibil* lipsa lipsește",
    "es": "desconoc* ignor* rara raro raras raros no nunca jamás sin ningún ninguna ninguno ningun nadie nada ni tampoco evit* prohib* desaconsej* "
    "contraindic* deje deja dejar dejó imposible abst* incapaz innecesari*",
    "pt-PT": "desconhec* ignor* raro rara raros raras não nunca jamais sem nenhum nenhuma ninguém nada nem tampouco evit* proib* desaconselh* contraindic* "
    "deixe deixou parou impossível abst* incapaz desnecessári*",
    "fr": "ignor* inconnu* rare rares rarement ne n ni pas jamais sans aucun aucune évit* interdi* ni déconseill* indiqu* non rien arrêt* "
    "cess* impossible absten* nul nulle inutile",
    "it": "ignor* sconosciut* raro rara rari rare raramente non mai senza nessun nessuno nessuna né evit* viet* sconsigli* niente nulla neanche no controindic* "
    "smesso smett* impossibil* proib* incapace astener* nemmeno neppure",
    "de": "unbekannt* unklar* selten nicht nichts kein* nie niemals niemand* ohne weder vermeid* verbot* untersagt keinesfalls "
    "abgeraten abzuraten unmöglich* unnötig* verzicht* aufgehört unterlassen ungeeignet* nirgend* meiden",
    "ne": "न*नुहोस् न*नुहोला छैन* छैनन् छैनौ होइन* हैन* *दैन *दैनन् *दैनौ *दिनन् *दिनँ सक्दिन गर्दिन *न्न *न्नन् *न्नँ *एन *एनन् *ेन *ेनन् *ेनौं *ेनौँ *ेनौ *एनौं *एनौँ *एनौ *दैनौं *दैनौँ *िनँ *ेनँ *एनँ नबु* बिना न "
    "नभ* नस* नह* नपु* नपर्* नगर* नखा* नपि* नलि* नदि* नकु* नछो* नजा* नआ* नरा* नरो* नबि* नबो* नचा* नलाग* नलगा* नसु* नबस* नउठ* नमा* नथा* "
    "नजो* नचल* नछु* नफ्* नफा* नहटा* नराख* नरह* नपठा* नटा* नडरा* नपा* नमि* नमन* नघट* नबढ* नबन* नखो* नहि* नपक* नकाट* नबिर्स* नहिच्क* नछाड* नल्या* नपु* नझु* नढि* "
    "निषेध* बन्देज* मनाही* बन्द* रोकि* रोके*",
    "bn": "না নাও নেই নাই নয় নন নি নহে *েননি *েনি *য়নি *বেননা *বেনা ছাড়া বিনা ব্যতীত নিষেধ* নিষিদ্ধ* এড়িয়ে "
    "এড়ান এড়ানো এড়াতে বিরত নাহলে নইলে বারণ বন্ধ* থেমে",
    "fa-AF": "ن*ید نه نی نباید* نیست* نمی* بدون خودداری* ممنوع* اجتناب* پرهیز* نکن* ندار* نداشت* نشو* نشد* نخور* "
    "نگیر* نرو* نبود* نباش* نده* نگذار* نتوان* نمان* نزن* ننوش* نپرس* نکش* نبر* ننشین* نخواب* نخواه* نبین* نکرد* نیاور* نیاب* "
    "نرفت* نیامد* نگفت* ندید* نگرفت* نیفت* نینداز* نپوش* نترس* دوری نسازید نسازند نگویید نگوئید متوقف* نداد* ندان* نیاید نیایند نیامد* نگوی* نفهم* نشناخت* نرسید*",
    "ps": "مه نه ونه نشته نشت* نشی نشو* نلر* نکړ* نکو* ندی نده پرته مخنیوی ډډه منع* ممنوع* نشول نشم نسته "
    "رانه درنه ورنه نغواړ* نځی نخور* نیول* ودریږ* ودرېږ* نیشته ودرېد* نیست ناممکن* ناشون* رد ردو* انکار*",
    "so": "miyaadan miyaanan miyaysan miyaanay miyaanu ha ma aan aanad aanay aanu aanan aadan uusan aysan maaha maya weligaa waligaa aan laan iska mana hana "
    "inaanad inaanay inaan inaadan inaanu marnaba waligiin mamnuuc* fogow joog* jooji* aaney aynan aanan looma lama uma kuma kama sooma isma "
    "inaysan inuusan inaydaan lagama laguma kuguma kaagama kuuma igama iguma kugama diid* aannan aannaan aanaan aanan aydan aydaan aydnaan uunan aynaan inaannaan inaanan "
    "yaan yaanad yaanay yaysan yuusan kamana kumana umana kamaad kumaad loogama iskama iskuma nama nooma nagama sooma ima iima idiinma weydo weyday weydid weyno "
    "mamnuu* reebban xaaraan joojin* iskadaa bilaa maanan maanay maynu",
    "fj": "dredre kua kakua sega seqa tabu tawa seg* tabuya warai vakatabu* kakuani kuani tabui vakatabui tarova tarovi tatarovi bese besetaka cata tawarawa tawayaga",
    "kok-Latn": "naka* nakat nhoi nhuim nhy nhi nhum nozo nozoch nam na nant nat nas* nasl* nattl* nat'l* nozorenk nozot vinnem vogor bogor xivai khoim nhoim kosleich kosoch "
    "konnuch konnanch kaich kainch nakasa nakam nezo nennam nokare *naka *nakat *ina *ona *ena *inant *onant *enant *anant *inam *onam *inat *onat *enat "
    "*inanv *onanv *enanv *inaum *onaum favona bondi* upaxi vorj*",
    "kok-Deva": "नाका* न्हय न्हंय न्हूं ना नात नांत नासता* नास* नाशिल्ल* नाशिल्या* नये नयें नज* नेणां विण* विना बगर* शिवाय कोणूच कसलोच कसलेंच "
    "बंदी* वर्ज* उपाशी* *ना *नात *नांत *नाकात *नाका *नांव *नासतना *नासताना",
}
# Ends or begins like a negative and is none.
EXCUSED: dict[str, str] = {
    "ne": "नुहा* निकाल* नाप* निल* निदाउ* निचोर* निम्त्या* नाच* नियाल* निर्ण* निस्क* निको* नवजात* अन्न भिन्न विभिन्न सम्पन्न उत्पन्न प्रसन्न नसा* नराम्र* नगरपालिका* नगर नगरको नहर* नमा नजान्ने *जेन *फेन",
    "fa-AF": "نمای* نمائ* نمود* نوشت* نوش نوشید نوشیدید نویس* نشست* نشین* نشان* نهاد* نهید نامید* ناامید* نومید* نوید* ناپدید* نگه* نگاه* نگرید نگریست* نگران* نگرش* نواز* نیاز* ناراحت* نارام* نزدیک* ناشتا*",
    "kok-Latn": "*tana tedna tednam kednai ina nasto nastea nasteak nasteache nasteachea nasteachem nasteant",
    "kok-Deva": "केन्ना तेन्ना जेन्ना केदना तेदना *तना *तनाच *ताना आपणा* नास्तो नास्त्य* नाश्त* *शना ऑक्सिजना ऑक्सीजना सिझेरियना प्लाना पाना फोना स्कॅना मना काना स्तना खाना दाना स्थाना "
    "मशिना विटामिना व्हिटामिना प्रोटिना ऍस्पिरिना ऍस्पिरीना ॲस्पिरिना इन्सुलिना हिमोग्लोबिना एपिड्युरलाना साधना सूचना योजना रचना घटना भावना कल्पना वेदना तुलना प्रार्थना संघटना आडनांव नांव गांव",
}
# A word of CARRIERS that is none where it stands so: “deje de” stops something, “deje” lets it be.
ELSEWHERE = {
    "es": r"\b(?:dej[ae]|dejar|dejó)\b(?! de\b)",
    "pt-PT": r"\b(?:deixe|deixou)\b(?! de\b)",
}

# What a ban looks like in a text whose English is an order.
BANS: dict[str, str] = {
    "en": r"^(?:please )?(?:it )?(?:do not|don't|never) (?!hesitate|forget|wait|delay)\w+|\bmust not\b",
    "pl": r"^(?:proszę )?nie (?!tylko|zapom|wahaj|zwlekaj|bój)\w+|\bnie (?:wolno|należy|powinn\w+)\b",
    "ro": r"^(?:vă rugăm )?(?:să )?nu (?!uita|ezita|doar|numai)\w+|\bnu trebuie să\b",
    "es": r"^(?:por favor, )?no (?!dude|olvide|olvides|solo|sólo|deje)\w+|\bno debe\w*\b",
    "pt-PT": r"^(?:por favor, )?não (?!hesite|se esqueça|esqueça|só|deixe)\w+|\bnão deve\w*\b",
    "fr": r"^(?:s'il vous plaît, )?(?:ne |n')(?!hésit|oubli|tard|attend)\w+|\bne devez pas\b|\bne doit pas\b",
    "it": r"^non (?!esiti|dimentic|solo|aspett)\w+|\bnon deve\b",
    "de": r"^\w+ sie (?:\S+ )?(?:nicht|nie|niemals|kein\w*)\b|\bdürfen (?:sie )?(?:nicht|kein\w*)\b",
    "ne": r"(?:^|\s)न[क-ह]\S*(?:नुहोस्|नुहुन्न|नु हुँदैन)\s*[।.!]?$|हुँदैन\s*[।.!]?$",
    "bn": r"(?:বেন|উচিত|যাবে) (?:না|নয়)\s*[।.!]?$",
    "fa-AF": r"\b(?:نکنید|نزنید|نخورید|ننوشید|نروید|نگیرید|نباید)\b",
    "ps": r"\bمه (?!هېرو|هیرو|ځنډ|وېرې|وېرېږ|انتظار)\w+ئ\b",
    "so": r"^(?:fadlan )?ha (?!illoob|ilow|halmaam|walaac|walwal|baq|daah|caga|shaki)\w+(?:in|nin)\b",
    "fj": r"^(?:yalovinaka )?(?:mo ni |me )?(?:ka)?kua (?:ni|vakadua)\b(?! (?:guilecava|berabera|wawa|vakatitiqa))",
    "kok-Latn": r"\bnakat?[.!]?$|\w+ch(?:em|o|i|eo|im|ench) nhoi[.!]?$",
    "kok-Deva": r"नाकात?\s*[.!।]?$|च(?:ें|ो|ी|ेंच|ोच|ीच) न्हय\s*[.!।]?$",
}
