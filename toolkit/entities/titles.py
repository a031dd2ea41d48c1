"""The title before a person's name: «وزير الخارجية السعودي | عادل الجبير»."""

from __future__ import annotations

import re
from functools import cache

from toolkit.arabic import fold
from toolkit.lexicons import table
from toolkit.sentence.classes import PREPOSITIONS
from toolkit.sentence.lexicon import roles

_BEFORE = 70  # letters before a name in which its title is looked for …
_LONGEST = 6  # … and its words
_WORD = re.compile(r"[^\W\d_]+|[^\w\s]")


def title_before(text: str, start: int) -> str | None:
    """The title that ends where a name begins, without what is written on its first word.

    >>> title_before("صرح مستشار الرئيس الأميركي فلان", 27), title_before("قال للرئيس فلان", 11), title_before("وقف أمام فلان", 9)
    ('مستشار الرئيس الأميركي', 'الرئيس', None)
    """
    before = text[max(start - _BEFORE, 0) : start].rsplit("\n", 1)[-1]
    last = before.rsplit(None, 1)[-1:]
    if not last or not last[0].isalpha() or last[0] in PREPOSITIONS:
        return None
    words = _WORD.findall(before)[-_LONGEST:]
    found = None
    for n in range(len(words) - 1, -1, -1):
        bare = _role(words[n])
        if bare is None or (bare == "" and found is not None):
            break
        if not bare:
            continue
        found = " ".join([bare, *words[n + 1 :]])
        if not bare.startswith("ال") or n == len(words) - 1:
            break  # «مستشار | الرئيس الأميركي» goes on, «مستشار | الرئيس» before a name does not
    return found


@cache
def _role(written: str) -> str | None:
    """The role as written, without a conjunction or preposition on it; "" for another word, None for what no title runs over."""
    word = fold(written)
    if not word.isalpha() or word in PREPOSITIONS or written in _no_titles():
        return None
    forms = [*(["ال" + word[2:]] if word.startswith("لل") else [word[1:]] if word[:1] in "وفبلك" else []), word]
    bare = next((form for form in forms if form.removeprefix("ال") in roles()), None)
    if bare is None:
        return ""
    return bare if bare.startswith("ال") and not word.startswith("ال") else written[len(word) - len(bare) :]


@cache
def _no_titles() -> frozenset[str]:
    """Words that are written like titles, unfolded: «أمام» is no «إمام»."""
    rows = table("grammar_words")
    return frozenset(rows.loc[rows["kind"] == "no title", "word"])
