"""Which mentions of one article name the same: aliases, last names, shorter and longer forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from toolkit.arabic import fold
from toolkit.lexicons import grammar_words, table, word_list


def canonical_names(mentions: Sequence[tuple[str, str]], named_twice: Sequence[tuple[int, int]] = ()) -> list[str]:
    """For each (type, host-form words of the mention) the fullest form in the article that names the same.

    A person's shorter form is one whose words all stand in the longer one, or his first name where one person alone is called
    so, but never his father's or his son's name; an organization's or a place's is one that the longer one only completes («السعودية
    للكهرباء» in «الشركة السعودية للكهرباء», «المكتب التنفيذي» in «المكتب التنفيذي للحزب»). `named_twice`: numbers of a mention
    and of another name of the same (`second_names`).
    """
    distinct = list(dict.fromkeys(mentions))
    words = {mention: name_words(mention[1]) for mention in distinct}
    holding: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)  # the names of a type that hold a word
    for mention in distinct:
        for word in dict.fromkeys(words[mention]):
            holding[mention[0], word].append(mention)
    longest = {mention: _fullest(mention, holding, words) for mention in distinct}
    for one, other in named_twice:
        full, short = longest[mentions[one]], mentions[other]
        if longest[short] == short[1] != full:
            longest.update({mention: full for mention in distinct if mention[0] == short[0] and longest[mention] == short[1]})
    return [longest[mention] for mention in mentions]


def _fullest(mention: tuple[str, str], holding: dict[tuple[str, str], list[tuple[str, str]]], words: dict[tuple[str, str], list[str]]) -> str:
    type_, text = mention
    own = words[mention]
    size = text.count(" ")
    longer = [other for other in holding[type_, own[0]] if other[1].count(" ") > size] if own else []  # a longer form has every word of the shorter
    same = [other for other in longer if _same(type_, own, words[other]) or own == _in_quotes(other[1])]
    if type_ == "PER" and len(own) == 1 and len({words[other][0] for other in same}) > 1:
        same = []  # «الأسد» beside «بشار الأسد» and «حافظ الأسد»
    if not same and len(own) == 1:
        same = _called(type_, own[0], longer, words)
    return max(same, key=lambda other: other[1].count(" "))[1] if same else text


def _called(type_: str, word: str, longer: list[tuple[str, str]], words: dict[tuple[str, str], list[str]]) -> list[tuple[str, str]]:
    """The longer names that one word calls, if they are all of one: a person by the first name, «يونايتد» of «مانشستر يونايتد»."""
    if type_ == "PER":
        called = [other for other in longer if words[other][0] == word]
        return called if len({words[other][-1] for other in called}) == 1 else []
    if type_ == "ORG" and not national(word):
        called = [other for other in longer if words[other][-1] == word]
        heads = word_list("naming_heads")
        return called if len({tuple(part for part in words[other] if part not in heads)[:1] for other in called}) == 1 else []
    return []


def second_names(names: Sequence[tuple[str, int, int]], text: str) -> list[tuple[int, int]]:
    """Which of the names (type, start, end; in order) is followed by another name of the same: «… (إيغاد)», «… الملقب بأبي عياض».

    >>> text = "سيف الله بن حسين المكنى بأبي عياض"
    >>> second_names([("PER", 0, 16), ("PER", 24, 33)], text)
    [(0, 1)]
    """
    found = []
    for n, ((type_, a, b), (other, c, d)) in enumerate(pairwise(names)):
        if type_ != other or type_ == "LOC" or c < b:
            continue
        between = text[b:c].strip()
        short = " " in text[a:b] and (" " not in text[c:d] or type_ == "PER")
        called = between and fold(between.split()[0]).removeprefix("و").removeprefix("ال") in grammar_words("called") and len(between.split()) < 3
        if called or (short and between in ("(", '("', "(«", "(“", "[") and text[d:].lstrip(' "»”')[:1] in (")", "]")):
            found.append((n, n + 1))
    return found


@lru_cache(maxsize=1 << 16)
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
        return _same_person(own, other)
    if own == other or (len(own) > 1 and own == other[: len(own)]):  # «الاتحاد السعودي | لكرة القدم»
        return True
    if type_ == "ORG":
        inner = [word for word in other if word not in word_list("naming_heads")]
        if own in (inner, inner[:-1]) and (own == inner or national(inner[-1])):
            return True
        # «جامعة صفاقس» is no short form of «كلية الطب بجامعة صفاقس»
        return len(own) >= 2 and set(own) <= set(other) and own[-1] == other[-1] and own[0] not in _heads("org_heads")
    return own == other[1:] and other[0] in _heads("place_heads")


def _same_person(own: list[str], other: list[str]) -> bool:
    """Whether the longer name is that of whom the shorter names, and not of a son («سلمان» and «محمد بن سلمان»)."""
    if len(own) == 1:
        return own[0] == other[-1] and not grammar_words("sonship").intersection(other[-2:-1])
    if own[0] == other[0]:
        at = own[1] in grammar_words("sonship")
        return set(own) <= set(other) and (not at or own[:3] == other[:3])
    if not set(own) <= set(other) or own[-1] != other[-1]:
        return False
    before = other[other.index(own[0]) - 1]
    return grammar_words("sonship").isdisjoint((before, own[1])) and own[0] not in _given_names()


@cache
def _given_names() -> frozenset[str]:
    rows = table("names")
    return frozenset(map(fold, rows.loc[rows["kind"] == "given", "word"]))


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
