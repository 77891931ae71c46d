"""Words for parts of the day: am, pm, night (either), noon, midnight. `*` takes any ending."""
# ruff: noqa: E501
# fmt: off

PARTS: dict[str, str] = {
    "en": "am: morning; pm: afternoon evening; night: night; noon: noon midday; midnight: midnight",
    "pl": "am: rano rana przed_południem poranku poranka; pm: po_południu popołudniu wieczor* wieczór*;"
    "night: nocy noc; noon: w_południe południe południa; midnight: północ* północy",
    "ne": "am: बिहान* पूर्वाह्न*; pm: दिउँसो* दिउसो* बेलुका* बेलुकी* साँझ* अपराह्न* मध्याह्न_पछि;"
    "night: राति* रात; noon: मध्यान्ह* मध्याह्न*; midnight: मध्यरात* आधारात*",
    "fj": "am: mataka matakalailai mataka_lailai; pm: yakavi vakayakavi sigalevu karobo; night: bogi;"
    "noon: sigalevutu* sigalevu_tutu tutu_na_siga; midnight: bogilevu*",
    "ro": "am: dimineaț* dimineat* dimineții; pm: după-amiaz* dupa-amiaz* după_amiaz* după-mas* seara seară serii;"
    "night: noapte*; noon: prânz* amiază amiaza; midnight: miezul_nopții miezul_noptii",
    "bn": "am: সকাল* ভোর* পূর্বাহ্ন*; pm: দুপুর* বিকাল* বিকেল* সন্ধ্যা* সন্ধে* অপরাহ্ন*; night: রাত*;"
    "noon: মধ্যাহ্ন*; midnight: মধ্যরাত* মাঝরাত*",
    "kok-Latn": "am: sokall* sokal* fantea* fantem* pantea*; pm: donpar* donfar* sanj* sanz*; night: rat ratim ratche* ratchi* ratcho* rati*;"
    "noon: dispar* modhyan* modean*; midnight: modhyanrat* modianrat* modeanrat* modhyan_rat* modhean_rat* modean_rat* modheanrat* modhranrat* modh-rat*",
    "kok-Deva": "am: सकाळ* फांतें* फांत्या* फांतोड* पांत्या*; pm: दनपार* दोनपार* सांज*; night: रात*; noon: मध्यान* मदयान*; midnight: मध्यानरात* मध्यान_रात* मध्यरात* मध्य_रात* मदयानरात* मदयान_रात* मध्यानीरात*",
    "pt-PT": "am: manhã; pm: tarde; night: noite; noon: meio-dia meio_dia; midnight: meia-noite meia_noite",
    "es": "am: mañana madrugada; pm: tarde; night: noche; noon: mediodía mediodia; midnight: medianoche",
    "fr": "am: matin; pm: après-midi après_midi soir; night: nuit; noon: midi; midnight: minuit",
    "it": "am: mattina mattino; pm: pomeriggio sera; night: notte; noon: mezzogiorno; midnight: mezzanotte",
    "de": "am: morgens vormittags früh morgen vormittag; pm: nachmittags abends nachmittag abend;"
    "night: nachts nacht; noon: mittags mittag; midnight: mitternacht*",
    "so": "am: subax* aroor* waaberi* barqo* barqad* gelinka_hore duhurka_ka_hor duhur_ka_hor;"
    "pm: galab* fiid* casar* casir* maqrib* makhrib* gelinka_dambe duhurnimo duhurka_ka_dib duhurka_kadib duhur_ka_dib; night: habeen* caweys* cawo;"
    "noon: duhur duhurka duhurkii hadhka_cad; midnight: saqda_dhexe* saqbadh* habeen_barkii habeen_badhkii habeenbadh* habeenbar* habeenkii_badhkii habeenkii_barkii habeenka_badhkiisa habeenka_barkiisa",
    "fa-AF": "am: صبح قبل_از_ظهر پیش_از_ظهر قبل_از_چاشت پیش_از_چاشت بامداد ق.ظ ق_ظ;"
    "pm: بعد_از_ظهر بعدازظهر عصر شام بعد_از_چاشت پس_از_چاشت دیگر ب.ظ ب_ظ; night: شب;"
    "noon: ظهر چاشت; midnight: نیمه_شب نصف_شب",
    "ps": "am: سهار* ګهیځ* غرمې_مخکې غرمې_څخه_مخکې غرمې_وړاندې; pm: ماسپښین* مازدیګر* مازیګر* ماښام* غرمې_وروسته غرمې_څخه_وروسته غرمې_نه_وروسته;"
    "night: شپې شپه ماخستن* ماخوستن* ماسخوتن* بېګاه بیګاه; noon: غرمه غرمې ټکنده_غرمه; midnight: نیمه_شپه نیمې_شپې نیم_شپه نیمشپه نیمه_شپې",
}
