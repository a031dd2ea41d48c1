"""Boilerplate inside texts that stay as given: where the share bars, link lines and tags are."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from toolkit.arabic import fold
from toolkit.articles.page import boilerplate_kind

# Each line that boilerplate.csv could match holds one of these words: most texts are settled by this search alone.
_SIGNS = (
    "Hot Topics", "Related", "RELATED", "related", "ead also", "ee also", "اقرأ", "اقرا", "شاهد", "طالع", "ذات صلة", "مشابهة", "رابط", "شارك",
    "انشر", "hare", "SHARE", "weet", "hatsApp", "acebook", "witter", "طباعة", "واتساب", "تابعون", "تابعن", "اشترك", "Next Previous", "سمات",
    "كلمات مفتاحية", "كلمات دلالية", "وسوم", "لوسوم", "tags", "Tags", "الحقوق محفوظة", "opyright", "©", "// ", "تحديث", "نشر في", "تاريخ النشر", "للتواصل مع", "مقالات أخرى", "المزيد", "#vote",
)  # fmt: skip
# Boilerplate that content systems glue to the last paragraph: from here to the end of the line.
_INLINE = re.compile(
    r"رابط الخبر (?:بصحيفة|بموقع|على|في)\b.*|(?<=\s)سمات(?: [\w#]+){1,12}\s*$|//\s*(?:انته[ىي]|يتبع)\s*//.*|Next Previous\b"
    r"|للتواصل مع الكاتب\s.*SMS.*|مقالات أخرى للكاتب.*|شارك من خلال تويتر فيسبوك جوجل بلس اكتب رأيك|\.{2,}\s*المزيد\s*$|#vote_area.*",
    re.MULTILINE,
)


def boilerplate(articles: pd.DataFrame) -> pd.DataFrame:
    """The parts of each text that are no part of the article.

    Parameters: `articles` with `article_id` and `text`.
    Returns one row a part: `article_id`, `start`, `end` (half-open offsets into `text`), `kind`, `text`. The text itself
    stays; analyses leave these parts out of lists.
    """
    rows = []
    for article_id, text in articles[["article_id", "text"]].astype(object).itertuples(index=False, name=None):
        if isinstance(text, str) and _signed(text):
            rows += [(article_id, start, end, kind, text[start:end]) for start, end, kind in spans(text)]
    return pd.DataFrame(rows, columns=["article_id", "start", "end", "kind", "text"]).astype({"start": "int32", "end": "int32"})


def spans(text: str) -> list[tuple[int, int, str]]:
    """(start, end, kind) of the boilerplate in one text; a text that would lose all of its words loses none.

    >>> spans("قال المدير نعم.\\nاقرأ أيضا: خبر آخر")
    [(16, 34, 'links')]
    """
    found = []
    at = 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        kind = _kind(line.strip()) if _signed(line) else None
        if kind and (kind[0] == "line" or all(len(later.split()) <= 20 for later in lines[number:])):
            end = at + len(line) if kind[0] == "line" else len(text)
            found.append((at, end, kind[1]))
            if kind[0] == "tail":
                break
        elif (match := _INLINE.search(line)) is not None:
            found.append((at + match.start(), at + len(line), "source link" if "رابط" in match[0] else "tags" if "سمات" in match[0] else "end mark"))
        at += len(line) + 1
    left = len(text.split()) - sum(len(text[a:b].split()) for a, b, _ in found)
    return found if left > 0 else []


def _signed(text: str) -> bool:
    return any(sign in text for sign in _SIGNS)


@cache
def _kind(line: str) -> tuple[str, str] | None:
    return boilerplate_kind(line) if len(line) < 400 and fold(line) else None
