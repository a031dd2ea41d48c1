"""Names in dates: months of every region and calendar, weekdays, ordinals, time zones. Folded keys."""

from __future__ import annotations

from functools import cache

from babel import Locale
from hijridate import Hijri

from toolkit.arabic import fold

_LOCALES = ("ar", "ar_SY", "ar_TN", "ar_MA", "ar_MR", "en", "fr")
# Spellings that newspapers use beside CLDR's, by month.
_VARIANTS = {
    1: ["جانفيه", "كانون ثاني", "كانون ثان", "كانون 2", "كانون ii"], 2: ["فيفرى", "فبرير"], 3: [], 4: ["ابريل", "نيسن"], 5: ["ماى"],
    6: ["يونية", "يونيه", "حزيرن"], 7: ["يوليه", "يولية", "جويليه", "جولية"], 8: ["اوت", "اغسطوس", "غوشت"], 9: ["سبتنبر", "شتمبر"],
    10: ["اكتوبر", "تشرين اول", "تشرين 1", "تشرين i"], 11: ["تشرين ثاني", "تشرين ثان", "تشرين 2", "تشرين ii"],
    12: ["كانون اول", "دسمبر", "كانون 1", "كانون i"],
}  # fmt: skip
_HIJRI_VARIANTS = {
    1: ["المحرم", "محرم الحرام"], 2: ["صفر الخير"], 3: ["ربيع الاول", "ربيع اول", "ربيع 1", "ربيع الانور"],
    4: ["ربيع الاخر", "ربيع الثاني", "ربيع ثان", "ربيع ثاني", "ربيع 2"],
    5: ["جمادي الاولي", "جمادي الاول", "جماد الاول", "جمادي اول", "جماد اول", "جمادي 1"],
    6: ["جمادي الاخرة", "جمادي الاخر", "جمادي الثانية", "جمادي الثاني", "جماد الثاني", "جماد الاخر", "جمادي ثاني", "جمادي 2"],
    7: ["رجب الفرد"], 8: [], 9: ["رمضان المبارك"], 10: [], 11: ["ذي القعدة", "ذوالقعدة", "ذي قعدة"],
    12: ["ذي الحجة", "ذوالحجة", "ذي حجة"],
}  # fmt: skip
_WEEKDAYS_AR = ("الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعة", "السبت", "الاحد")
_UNITS = "الاول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split()
ZONES = {"z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "pst": -8, "pdt": -7, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3}


@cache
def month_names() -> dict[str, int]:
    """Gregorian months of the Levant, Egypt, the Maghreb and Morocco, English and French → 1–12."""
    names: dict[str, int] = {}
    for code in _LOCALES:
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(code).months["format"][width].items():
                names.setdefault(fold(name).rstrip("."), number)
    for number, variants in _VARIANTS.items():
        for name in variants:
            names.setdefault(fold(name), number)
    return names


@cache
def hijri_names() -> dict[str, int]:
    """Hijri months → 1–12."""
    return {fold(name): number for number, variants in _HIJRI_VARIANTS.items() for name in [Hijri(1445, number, 1).month_name("ar"), *variants]}


@cache
def weekdays() -> dict[str, int]:
    """Weekdays in Arabic, English and French → 0 (Monday) – 6."""
    names = {fold(name): number for number, name in enumerate(_WEEKDAYS_AR)}
    for code in ("en", "fr"):
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(code).days["format"][width].items():
                names.setdefault(fold(name).rstrip("."), number)
    return names


@cache
def ordinals() -> dict[str, int]:
    """«الخامس»، «الحادي عشر»، «الرابع والعشرين» → 1–31."""
    units = {fold(word): number for number, word in enumerate(_UNITS, 1)}
    names = dict(units)
    for word, number in [("الحادي", 1), *units.items()]:
        if number < 10:
            names[f"{word} عشر"] = 10 + number
            for tens, base in (("والعشرين", 20), ("والعشرون", 20), ("والثلاثين", 30), ("والثلاثون", 30)):
                if base + number <= 31:
                    names[f"{word} {tens}"] = base + number
    names |= {"العشرين": 20, "العشرون": 20, "الثلاثين": 30, "الثلاثون": 30}
    return names
