"""Characters: folding for comparison, marks, digits, character classes. The text itself is never altered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np

# Marks that are written on or between letters and never make another word.
MARKS = (
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
)
BIDI_CONTROLS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
LETTERS = "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c7"

_MARK = re.compile(f"[{MARKS}]")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_FOLDED = re.compile("[\u0621-\u063a\u0641-\u064a]+")
_LETTERS = str.maketrans("أإآٱٲٳىیېکڪہۀ", "اااااايييككهه")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")


def strip_marks(text: str) -> str:
    """Text without vowel marks, tatweel and invisible controls.

    >>> strip_marks("مُحَمَّـد")
    'محمد'
    """
    return _MARK.sub("", text)


def fold(text: str) -> str:
    """The form in which a word is counted and looked up; folding twice changes nothing.

    Marks, tatweel and controls go; presentation forms become letters; أإآٱ → ا, ى and ی → ي, ک → ك; digits become 0-9;
    Latin is case-folded. ة, ؤ and ئ stay.

    >>> fold("أُمُّ الأرانبِ"), fold("ﻻ"), fold("٢٠١٥")
    ('ام الارانب', 'لا', '2015')
    """
    if _FOLDED.fullmatch(text):
        return text.translate(_LETTERS)
    while True:
        folded = _MARK.sub("", text)
        if _PRESENTATION.search(folded):
            # NFKC writes an isolated vowel sign as space + mark: the space is no part of the word.
            folded = _PRESENTATION.sub(lambda m: unicodedata.normalize("NFKC", m[0]).replace(" ", ""), folded)
        folded = folded.translate(_LETTERS).translate(_DIGITS).casefold()
        if folded == text:
            return folded
        text = folded


def fold_each(words: Sequence[str]) -> list[str]:
    """`fold` of each word (none with a line end in it), all at once: folding looks at one character at a time.

    >>> fold_each(["الأرانب", "إلى"])
    ['الارانب', 'الي']
    """
    if not len(words):
        return []
    points = np.frombuffer("\n".join(words).encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    folds = {point: fold(chr(point)) for point in np.flatnonzero(np.bincount(points)).tolist()}
    table = np.arange(0x10000, dtype=np.uint16)
    for point, folded in folds.items():
        table[point] = ord(folded) if len(folded) == 1 else point
    gone = np.isin(points, [point for point, folded in folds.items() if not folded])
    each = table.take(points)[~gone].tobytes().decode("utf-16-le", "surrogatepass").split("\n")
    # Ligatures, which become two letters, and characters of two units are few: words with one are folded by themselves.
    apart = np.isin(points, [point for point, folded in folds.items() if len(folded) > 1 or 0xD800 <= point < 0xE000])
    for word in np.unique(np.searchsorted(np.flatnonzero(points == 0x0A), np.flatnonzero(apart))).tolist():
        each[word] = fold(words[word])
    return each


def western_digits(text: str) -> str:
    """Arabic-Indic and Persian digits as 0-9.

    >>> western_digits("١٢/٥")
    '12/5'
    """
    return text.translate(_DIGITS)


def strip_controls(text: str) -> str:
    """Text without characters that reorder or hide others: for display, never for analysis."""
    return re.sub(f"[{BIDI_CONTROLS}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]", "", text)


# Character classes for the tokenizer; POINT and JOINER are other characters that may belong to a number or a hashtag.
SPACE, NEWLINE, LETTER, MARK, FORMAT, DIGIT, OTHER, POINT, JOINER = range(9)


@cache
def classes() -> np.ndarray:
    """A class (SPACE … JOINER) for each code point of the basic plane and beyond, as uint8."""
    table = np.full(0x110000, OTHER, dtype=np.uint8)
    for point in range(0x30000):
        category = unicodedata.category(chr(point))
        if category[0] == "Z" or category == "Cc":
            table[point] = SPACE
        elif category[0] == "L":
            table[point] = LETTER
        elif category[0] == "M":
            table[point] = MARK
        elif category == "Cf":
            table[point] = FORMAT
        elif category in ("Nd", "No", "Nl"):
            table[point] = DIGIT
    table[0x0A] = NEWLINE
    table[[0x2E, 0x2C, 0x66B, 0x66C]] = POINT
    table[0x5F] = JOINER
    table[0x0640] = MARK  # tatweel is a letter to Unicode
    table[0x200B] = FORMAT
    table[[0x061C, 0xFEFF, 0x00AD]] = FORMAT
    table[[0x0600, 0x0601, 0x0602, 0x0603, 0x06DD]] = OTHER
    return table
