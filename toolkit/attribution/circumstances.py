"""When, where, on which occasion and to whom something was said: where such a phrase begins."""

from __future__ import annotations

from functools import cache

from toolkit.arabic import fold
from toolkit.articles.date_names import hijri_names, month_names
from toolkit.attribution.view import View
from toolkit.lexicons import table, word_list

PREPOSITIONS = frozenset("في من عن الي علي مع عبر منذ حتي خلال حول بين ضد لدي دون عند ضمن".split())


def _participles(stems: str) -> frozenset[str]:
    return frozenset(fold(front + stem + ending) for front in ("ال", "وال") for stem in stems.split() for ending in ("", "ة", "ون", "ين", "ات"))


# «الحركة المنضوية في إطار …»، «الإعلامي المنضم إلى …»: participles whose preposition belongs to them; the first ones are never titles.
BELONGING = _participles("منضوي منضم منتمي منخرط منبثق منشق محسوب")
WITH_COMPLEMENT = BELONGING | _participles("مكلف متخصص مختص مقرب معني مشرف مسؤول مشارك")


@cache
def time_words() -> frozenset[str]:
    """Folded words that begin an expression of time or circumstance, months and their like."""
    months = {name.split()[0] for name in (*month_names(), *hijri_names()) if " " not in name and len(name) > 2}
    return word_list("time_words") | months


@cache
def venues() -> frozenset[str]:
    words = word_list("venues")
    return words | {"ال" + word for word in words}


@cache
def media() -> frozenset[str]:
    return frozenset(
        {"ل" + fold(word) for word in word_list("media_heads")}
        | {
            fold("لوسائل"),
            "لمراسل",
            "لمراسلة",
            "لمراسلتنا",
            "لمراسلنا",
            "للصحفيين",
            *("ل" + fold(name) for name in table("agencies")["name"] if " " not in name),
            "للصحافيين",
            "لبرنامج",
            "للصحافة",
        }
    )


def posted(word: str) -> bool:
    """Whether the folded title is an envoy's: «سفير … لدى»."""
    return word.removeprefix("ال") in ("سفير", "سفيرة", "مندوب", "مندوبة", "مبعوث", "ممثل", "ممثلة", "قنصل", "قائم")


def starts_adjunct(view: View, i: int, end: int) -> bool:
    """Whether a circumstance (when, where, on which occasion, to whom) begins at token i."""
    word = view.types[i]
    if i and word in PREPOSITIONS and view.types[i - 1] in WITH_COMPLEMENT:
        return False
    if word == "الجمعة" and i and view.types[i - 1] in ("خطيب", "امام", "صلاة", "خطبة"):
        return False
    if word in time_words() or word in media() or (word[:1] == "و" and word[1:] in ("ذلك",)):
        return True
    following = view.types[i + 1] if i + 1 < end else ""
    if word in ("في", "خلال", "ضمن", "عبر", "علي", "اثر", "من", "وفي"):
        if word == "علي":
            return following in (
                "هامش",
                "صفحته",
                "صفحتها",
                "حسابه",
                "حسابها",
                "لسان",
                "موقع",
                "تويتر",
                "موجات",
                "امواج",
                "اثر",
                "خلفيه",
                "هوامش",
                "موقعه",
                "موقعها",
                "اذاعة",
            )
        if word == "من":
            return following in ("خلال", "جهته", "جهتها", "جانبه", "جانبها", "جهة", "جهتهم", "ناحيته", "جديد", "ان", "انه")
        own = i + 1 < end and "+" in view.segments[i + 1] and following.endswith(("ه", "ها", "هم")) and view.pos[i + 1] == "NOUN"
        return word in ("خلال", "عبر", "اثر") or own or following in venues() or following.strip('«»"“”') in venues()
    return word in ("ل", "لـ") and following in ("«", '"', "“")
