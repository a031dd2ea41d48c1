"""Which language an article is in, as far as the analyses need to know: Arabic, or something else."""

from __future__ import annotations

import re

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from toolkit.arabic import fold

SAMPLE = 500  # characters of a text that are looked at …
LEAST = 20  # … and letters among them, or the language stays unknown
_LATIN = r"[A-Za-zÀ-ɏ]"
_OTHERS = "[\u0370-\u05ff\u0700-\u074f\u0900-\u1cff\u3040-\uabff]"
_FOREIGN = "[پچژگکیےٹڈڑںہھۀێۆڕڵ]"  # letters of Persian, Urdu and Kurdish (and of old Arabic fonts)
# Words that no text of a language does without, and another language of the same letters does not have.
_FUNCTION_WORDS = {
    "ar": "في من على إلى أن إن التي الذي عن هذا هذه مع ما لا لم قد كان بعد قبل بين وقال قال ذلك كما أو ثم",
    "fa": "از به که را این است با در برای آن می های شد کرد خود شده هم تا یک بر",
    "ur": "کے میں کی ہے اور سے کا کو نے پر ہیں کہ ایک تھا گیا بھی نہیں",
    "ckb": "لە بە کە بۆ ئەم ئەو دەکات هەر کرد بوو لەسەر",
    "en": "the of and to in that is was for on with as by said from at",
    "fr": "le la les de des et en du une un est dans pour que qui par sur au",
}
_SETS = {language: frozenset(fold(words).split() if language == "ar" else words.split()) for language, words in _FUNCTION_WORDS.items()}


def languages(texts: pd.Series) -> list[str | None]:
    """The language of each text: `ar`, `fa`, `ur`, `ckb`, `en`, `fr`, `und` (none of these), None (too short to tell).

    >>> languages(pd.Series(["قال المدير إن العمل بدأ اليوم في المدينة", "The minister said on Sunday that it was late"]))
    ['ar', 'en']
    """
    column = pa.array(texts, from_pandas=True).cast(pa.large_string())
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    begun = pc.utf8_slice_codeunits(column, 0, SAMPLE)
    counts = {name: pc.fill_null(pc.count_substring_regex(begun, chars), 0).to_numpy(zero_copy_only=False)
              for name, chars in (("latin", _LATIN), ("others", _OTHERS), ("foreign", _FOREIGN))}  # fmt: skip
    # An Arabic letter takes two bytes: their number without looking at each.
    wide = pc.fill_null(pc.subtract(pc.cast(pc.binary_length(begun), "int64"), pc.cast(pc.utf8_length(begun), "int64")), 0)
    counts["arabic"] = (wide.to_numpy(zero_copy_only=False) - 2 * counts["others"]).clip(min=0)
    letters = counts["latin"] + counts["arabic"] + counts["others"]
    known: list[str | None] = ["ar" if n >= LEAST else None for n in letters.tolist()]
    strange = (counts["latin"] + counts["others"] >= counts["arabic"]) | (counts["foreign"] * 50 > counts["arabic"])
    for row in ((letters >= LEAST) & strange).nonzero()[0].tolist():
        known[row] = _by_words(begun[row].as_py(), arabic=bool(counts["arabic"][row] * 2 > letters[row]))
    return known


def _by_words(text: str, *, arabic: bool) -> str:
    words = re.findall(r"[^\W\d_]+", text.lower())
    folded = [fold(word) for word in words]
    shares = {
        language: sum(word in known for word in (folded if language == "ar" else words))
        for language, known in _SETS.items()
        if (language in ("en", "fr")) != arabic
    }
    best = max(shares, key=shares.__getitem__)
    if shares[best] * 25 >= len(words):
        return best
    return "ar" if arabic else "und"


def in_arabic(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles that are in Arabic, or too short to tell: those that the analyses look at by default."""
    if "language" not in articles:
        return articles
    return articles[articles["language"].isna() | (articles["language"] == "ar")]
