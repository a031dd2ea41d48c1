"""Which mentions of one article name the same: aliases, last names, shorter and longer forms."""

from __future__ import annotations

from functools import cache

from toolkit.arabic import fold
from toolkit.lexicons import table, word_list


def canonical_names(mentions: list[tuple[str, str]]) -> list[str]:
    """For each (type, host-form words of the mention) the fullest form in the article that names the same.

    A person's shorter form is one whose words all stand in the longer one, or his first name where one person alone is called
    so; an organization's or a place's is one that the longer one only completes («السعودية للكهرباء» in «الشركة السعودية
    للكهرباء», «المكتب التنفيذي» in «المكتب التنفيذي للحزب»).
    """
    distinct = list(dict.fromkeys(mentions))
    words = {mention: name_words(mention[1]) for mention in distinct}
    longest: dict[tuple[str, str], str] = {}
    for mention in distinct:
        type_, text = mention
        longer = [other for other in distinct if other[0] == type_ and len(other[1].split()) > len(text.split())]
        same = [other for other in longer if _same(type_, words[mention], words[other]) or words[mention] == _in_quotes(other[1])]
        if not same and type_ == "PER" and len(words[mention]) == 1:
            called = [other for other in longer if words[other][0] == words[mention][0]]
            same = called if len({words[other][-1] for other in called}) == 1 else []
        longest[mention] = max(same, key=lambda other: len(other[1].split()))[1] if same else text
    return [longest[mention] for mention in mentions]


def name_words(text: str) -> list[str]:
    """The words of a name as they are compared: folded, without quotation marks, عبد and أبو joined to what follows."""
    words = [word for word in fold(text).split() if word.strip("\"«»“”'")]
    words = [word.strip("\"«»“”'") for word in words]
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in ("عبد", "ابو"):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _same(type_: str, own: list[str], other: list[str]) -> bool:
    if type_ == "PER":
        if len(own) == 1:
            return own[0] == other[-1]
        return set(own) <= set(other) and (own[-1] == other[-1] or own[0] == other[0])
    if own == other or (len(own) > 1 and own == other[: len(own)]):  # «الاتحاد السعودي | لكرة القدم»
        return True
    if type_ == "ORG":
        inner = [word for word in other if word not in word_list("naming_heads")]
        if own in (inner, inner[:-1]) and (own == inner or national(inner[-1])):
            return True
        # «جامعة صفاقس» is no short form of «كلية الطب بجامعة صفاقس»
        return len(own) >= 2 and set(own) <= set(other) and own[-1] == other[-1] and own[0] not in _heads("org_heads")
    return own == other[1:] and other[0] in _heads("place_heads")


def national(word: str) -> bool:
    """Whether the word is a definite adjective of a nationality («الأميركية»)."""
    return word.startswith("ال") and word[2:].removesuffix("ة") in word_list("nationalities")


@cache
def _heads(lexicon: str) -> frozenset[str]:
    words = map(fold, table(lexicon)["word"])
    return frozenset(form for word in words for form in (word, f"ال{word}"))


def _in_quotes(name: str) -> list[str]:
    """The words from a quotation mark on: «حركة المقاومة الإسلامية "حماس"» is «حماس»."""
    opened = max(name.find(mark) for mark in '"«“')
    return name_words(name[opened:]) if opened > 0 else []
