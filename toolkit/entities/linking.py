"""Which mentions of one article name the same: aliases, last names, shorter and longer forms."""

from __future__ import annotations

from toolkit.arabic import fold

_TITLE_WORDS = frozenset("تنظيم حركة حزب جماعة وكالة صحيفة قناة شركة موقع منظمة".split())


def canonical_names(mentions: list[tuple[str, str]]) -> list[str]:
    """For each (type, host-form words of the mention) the fullest form in the article that names the same.

    A person's shorter form is one whose words all stand in the longer one; an organization's is one that the longer one
    only completes («السعودية للكهرباء» in «الشركة السعودية للكهرباء»).
    """
    distinct = list(dict.fromkeys(mentions))
    longest: dict[tuple[str, str], str] = {}
    for type_, text in distinct:
        own = name_words(text)
        best = text
        for other_type, other in distinct:
            if other_type != type_ or (len(other.split()) <= len(best.split()) and other != text):
                continue
            if len(other.split()) > len(best.split()) and _same(type_, own, name_words(other)):
                best = other
        longest[type_, text] = best
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
    if type_ == "ORG":
        inner = [word for word in other if word not in _TITLE_WORDS]
        return own == inner or (len(own) >= 2 and set(own) <= set(other) and own[-1] == other[-1])
    return len(own) >= 1 and own == other[: len(own)] and len(other) == len(own) + 1 and other[-1].startswith("ال")
