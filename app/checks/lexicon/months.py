"""Beginnings of the twelve month names, in every case they take; `/` parts the months."""
# ruff: noqa: E501
# fmt: off

ENGLISH = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
BEGINNINGS: dict[str, str] = {
    "pl": "styczni styczeń/lut/mar/kwie/maj/czerw/lip/sierp/wrze/paźdz/listop/grud",
    "ne": "जनवरी जनुअरी/फेब्रुअरी फेब्रुवरी/मार्च/अप्रिल/मे मेको मेमा/जुन/जुलाई जुलाइ/अगस्ट अगस्त/सेप्टेम्बर/अक्टोबर अक्टुबर/नोभेम्बर/डिसेम्बर",
    "fj": "janueri/feperueri veverueri feverueri/maji maje/epereli/me/june/julai/okosita/seviteba/okotova/noveba/tiseba",
    "ro": "ianuarie/februarie/martie/aprilie/mai/iunie/iulie/august/septembrie/octombrie/noiembrie/decembrie",
    "bn": "জানুয়ারি জানুয়ারী/ফেব্রুয়ারি ফেব্রুয়ারী/মার্চ/এপ্রিল/মে/জুন/জুলাই/আগস্ট অগাস্ট/সেপ্টেম্বর/অক্টোবর/নভেম্বর/ডিসেম্বর",
    "kok-Latn": "janer/febrer/mars/abril/mai/jun/julai zulai/agost/setembr/otubr otubro/novembr/dezembr",
    "kok-Deva": "जानेवारी जानेर/फेब्रुवारी फेब्रेर/मार्च मार्स/एप्रिल एप्रील अब्रील/मे माय/जून/जुलय जुलाय जुलै/ऑगस्ट आगोस्त/सप्टेंबर सेटेंबर/ऑक्टोबर ऑक्टोंबर ओटुब्र/नोव्हेंबर नोवेंबर नोवेम्बर/डिसेंबर डिसेम्बर",
    "pt-PT": "janeiro/fevereiro/março/abril/maio/junho/julho/agosto/setembro/outubro/novembro/dezembro",
    "es": "enero/febrero/marzo/abril/mayo/junio/julio/agosto/septiembre setiembre/octubre/noviembre/diciembre",
    "fr": "janvier/février/mars/avril/mai/juin/juillet/août aout/septembre/octobre/novembre/décembre",
    "it": "gennaio/febbraio/marzo/aprile/maggio/giugno/luglio/agosto/settembre/ottobre/novembre/dicembre",
    "de": "januar jänner/februar/märz/april/mai/juni/juli/august/september/oktober/november/dezember",
    "so": "jannaayo janaayo/febraayo feebraayo/maarso maaris/abriil abril/maajo maay meey/juun/luulyo luuliyo julaay/agoosto ogost/sebtembar sebteembar setembar/oktoobar oktobar/nofembar nofeembar noofembar/diseembar disembar",
    "fa-AF": "جنوری/فبروری/مارچ/اپریل/می/جون/جولای/اگست/سپتمبر/اکتوبر/نومبر/دسمبر",
    "ps": "جنوری/فبروری فبرورۍ/مارچ/اپریل/می مې مۍ/جون/جولای جولایي/اګست اگست/سپتمبر سپټمبر/اکتوبر اکټوبر/نومبر/دسمبر ډیسمبر",
}
