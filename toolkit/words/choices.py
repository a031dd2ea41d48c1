"""The choices for each distinct written word: a few readings with their weight and the tags that their neighbours see."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import NamedTuple

from toolkit.arabic import LETTERS, fold, strip_marks
from toolkit.lexicons import table, word_list
from toolkit.words.aramorph import Dictionary
from toolkit.words.lattice import closed_class, cut, frequencies, other_pos, project, support
from toolkit.words.readings import Reading, Weights, readings
from toolkit.words.tags import closed_tag, front_tag, mark_tag, tags_of

MOST = 6  # choices kept for one word
MARGIN = 9.0  # log weight below the best at which a choice is dropped
ALTERNATIVE = 1.0  # log weight that a noun loses when it is taken for an adjective, and the reverse
DUAL_VERB = 4.0  # log weight that a perfect in ـا loses where the same letters are an indefinite noun
NAME, NAME_EVIDENCE, NAME_HOST = (1.0, 3.0, 60)  # a word is a name if its host is rare, and so many times rarer than itself
UNKNOWN_CUT, UNKNOWN_ENCLITIC = 0.3, 0.3  # an unknown word is cut only on strong evidence: it is most often a name
_ARABIC = re.compile(f"[{LETTERS}]")
_PREFIXED_NUMBER = re.compile(r"([وفبلك]{1,2}|ال)([0-9].*)")
_UPOS = {
    "NOUN_PROP": "PROPN", "NOUN": "NOUN", "ADJ": "ADJ", "VERB_PERFECT": "VERB", "VERB_IMPERFECT": "VERB", "VERB_IMPERATIVE": "VERB",
    "PREP": "ADP", "CONJ": "CCONJ", "ADV": "ADV", "REL_ADV": "ADV", "INTERJ": "INTJ", "ABBREV": "X", "NUM": "NUM",
}  # fmt: skip
_ADJECTIVAL = re.compile(r"^(Nall|N/ap|N-ap|N_ap|Nel|NelNap|NhyhNap|N0F|Ndip)")
# Words whose function reading and another reading are both common: their neighbours decide.
_OPEN = frozenset(
    fold(word)
    for word in "علي إلي لدي خارج داخل مثل رغم طوال حسب خلال ضد عبر وسط وفق قرب عند اليوم أي بين ليت فور جراء قبل بعد حول نحو سوى من ما أن إن لم عن كل لما كما كان إثر مقابل أمام أثر واحد وجه ذات خاصة عام".split()
)


class Choice(NamedTuple):
    """A way to take a word: weight, proclitics, enclitic length (-1: the host is the first segment), lemma, UPOS, and
    the tags that the word before it and the word after it see."""

    weight: float
    segments: str
    lemma: str
    pos: str
    entry: str
    exit: str


def _only(form: str, bare: str, folded: str) -> Choice | None:
    """The one choice for what is no word of several letters: marks, numbers, letters by themselves."""
    if not _ARABIC.search(form):
        tag = mark_tag(form)
        return Choice(0.0, form, form, other_pos(form), tag, tag)
    number = _PREFIXED_NUMBER.fullmatch(bare)
    if number:
        front = [number[1]] if number[1] == "ال" else list(number[1])
        return Choice(0.0, project(form, [*front, number[2]]), number[2], "NUM", "Q", "Q")
    if len(bare) == 1:  # «و الحاضر», «بـ الحاضر»: a clitic written apart; a bare «ب» is an initial or marks a list
        apart = bare == "و" or "ـ" in form
        _, lemma, pos = closed_class().get(folded if apart else "", ([], bare, "NOUN"))
        tag = "L" if pos == "NOUN" else closed_tag(folded, lemma, pos)
        return Choice(0.0, form, lemma, pos, tag, tag)
    if len(folded) != len(bare):  # ligatures: the pieces could not be laid over the written form
        return Choice(0.0, form, folded, "NOUN", "Nim", "Nim")
    return None


def choices(form: str, dictionary: Dictionary, weights: Weights) -> list[Choice]:
    """The choices for a written word, heaviest first; never empty."""
    bare, folded = strip_marks(form), fold(form)
    if (only := _only(form, bare, folded)) is not None:
        return [only]
    tanwin = any(mark in form for mark in "\u064b\u064c\u064d")
    closed = closed_class().get(folded)
    found = [] if closed and _host(closed) not in _OPEN else _from_dictionary(form, bare, folded, tanwin, dictionary, weights)
    if closed:
        found = [_of_closed_class(form, closed, found), *(choice for choice in found if choice.pos in ("NOUN", "VERB", "ADJ", "PROPN"))]
    if not found:
        return [_unknown(form, bare, folded)]
    found.sort(key=lambda choice: -choice.weight)
    if not closed and (rest := _written_on(found, folded)):
        parts = [*bare[:rest], bare[rest:]]
        found.insert(0, Choice(found[0].weight + NAME, project(form, parts), bare[rest:], "PROPN", front_tag(parts[:-1]) + "Ri", "Ri"))
    elif not closed and (_cut_name(found, folded) or (len(folded) > 3 and "+" in found[0].segments and folded in known_names())):
        found.insert(0, Choice(found[0].weight + NAME, form, bare, "PROPN", "Ri", "Ri"))
    return [choice for choice in found[:MOST] if choice.weight > found[0].weight - MARGIN]


def _of_closed_class(form: str, closed: tuple[list[str], str, str], found: list[Choice]) -> Choice:
    """The choice of a function word, before all others."""
    segments, lemma, pos = closed
    tag = closed_tag(_host(closed), lemma, pos)
    before = front_tag([part for part in segments[:-1] if len(part) == 1])
    attached = "+" if len(segments) > 1 and segments[-1] in ("ه", "ها", "هم", "هما", "هن", "نا", "ك", "كم", "ي") else ""
    weight = max((choice.weight for choice in found), default=0.0) + 2.0
    return Choice(weight, project(form, segments), lemma, pos, before + tag, tag + attached)


def _written_on(found: list[Choice], folded: str) -> int:
    """How many proclitic letters stand before a known name (بأبها → 1), where the dictionary sees another word; else 0."""
    if folded[0] not in "وفبلك" or len(folded) < 5 or folded in known_names() or found[0].pos in ("PROPN", "VERB"):
        return 0
    for n in (1, 2):
        rest = folded[n:]
        if len(rest) >= 4 and rest in known_names() and all(char in "وفبلك" for char in folded[:n]):
            cut_there = found[0].segments.count("+") == n and len(fold(found[0].segments.rsplit("+", 1)[-1])) == len(rest)
            return 0 if cut_there or frequencies().get(rest, 0) < 5 * frequencies().get(folded, 0) else n
    return 0


def _cut_name(found: list[Choice], folded: str) -> bool:
    """Whether the dictionary can only cut a word that plain text knows whole far better than in pieces: a foreign name."""
    parts = found[0].segments.split("+")
    if len(parts) == 1 or any("+" not in choice.segments for choice in found):
        return False
    if fold(parts[-1]).startswith("ال") and len(parts[-1]) > 3:  # no name ends in an article and its noun
        return False
    host = max(range(len(parts)), key=lambda n: len(parts[n]))
    pieces = [fold(part) for part in parts]
    counts = frequencies()
    stem = pieces[host].removeprefix("ال")
    known = support(stem, pieces[host + 1] if host + 1 < len(pieces) else "", counts) + counts.get("ال" + stem, 0) + counts.get("ا" + stem, 0)
    return known < NAME_HOST and known * NAME_EVIDENCE < counts.get(folded, 0)


def _host(closed: tuple[list[str], str, str]) -> str:
    return fold(max(closed[0], key=len))


def _grouped(bare: str, folded: str, tanwin: bool, dictionary: Dictionary, weights: Weights) -> dict[tuple, list]:
    """The readings that are alike in clitics, lemma and part of speech as one: their weight together, and the heaviest."""
    ranked = sorted(((weights.of(reading, bare), reading) for reading in readings(bare, folded, dictionary)), key=lambda row: -row[0])
    groups: dict[tuple, list] = {}
    for weight, reading in ranked[:40]:
        if weight < ranked[0][0] - 14:
            break
        if tanwin and (reading.back or reading.pos.startswith("VERB")) and len(ranked) > 1:
            continue
        key = (reading.front, reading.back, lemma_of(reading, bare), upos(reading))
        if key in groups:
            groups[key][0] += math.log1p(math.exp(weight - groups[key][0]))
        else:
            groups[key] = [weight, reading]
    return groups


def _from_dictionary(form: str, bare: str, folded: str, tanwin: bool, dictionary: Dictionary, weights: Weights) -> list[Choice]:
    groups = _grouped(bare, folded, tanwin, dictionary, weights)
    out = []
    nominal = any(pos in ("NOUN", "ADJ", "ADV") and not back for (_, back, _, pos) in groups)
    for (front, back, lemma, pos), (weight, reading) in groups.items():
        dual = reading.pos == "VERB_PERFECT" and bare.endswith("ا") and len(bare) > 3 and lemma[-1] not in "اى"
        if nominal and pos == "VERB" and dual:
            weight -= DUAL_VERB  # «نظرا»: an accusative far more often than «they both looked»
        parts = [*bare[:front], bare[front : len(bare) - back], *([bare[len(bare) - back :]] if back else [])]
        segments = project(form, parts)
        entry, tag = tags_of(folded, front, back, lemma, pos, reading)
        leave = tag + ("+" if back else "")
        out.append(Choice(weight, segments, lemma, pos, entry + tag, leave))
        if pos == "NOUN" and not back and reading.pos == "NOUN" and _ADJECTIVAL.match(reading.category) and not lemma.endswith("ة"):
            out.append(Choice(weight - ALTERNATIVE, segments, lemma, "ADJ", f"{entry}A{tag[1:]}", f"A{tag[1:]}"))
        elif pos == "ADJ":
            noun = _own_feminine(lemma, bare[front : len(bare) - back].removeprefix("ال"))
            out.append(Choice(weight - ALTERNATIVE, segments, noun, "NOUN", f"{entry}N{tag[1:]}", f"N{tag[1:]}" + ("+" if back else "")))
    return out


def upos(reading: Reading) -> str:
    """The universal part of speech of a dictionary reading."""
    if reading.pos == "NOUN" and reading.nisba and reading.category in ("Nall", "N/ap", "Nap", "N-ap"):
        return "ADJ"
    if reading.pos in _UPOS:
        return _UPOS[reading.pos]
    if "PRON" in reading.pos:
        return "PRON"
    return "PART" if "PART" in reading.pos or reading.pos == "FUNC_WORD" else "NOUN"


@cache
def _lemma_fixes() -> dict[tuple[str, str], str]:
    return {(row.lemma, row.pos): row.right for row in table("lemma_fixes").itertuples()}


def lemma_of(reading: Reading, bare: str) -> str:
    """The lemma as it is written today: ا for ٱ, names and relational adjectives in their own spelling."""
    pos = upos(reading)
    lemma = reading.lemma.replace("ٱ", "ا")
    lemma = _lemma_fixes().get((lemma, pos), lemma)
    if pos == "ADJ" and len(lemma) > 4 and lemma.endswith("ية"):
        lemma = lemma[:-1]
    host = bare[reading.front : len(bare) - reading.back]
    if "DET" in reading.prefixes:
        host = host[2:] if host.startswith("ال") else host[1:]
    if pos == "NOUN":
        return _own_feminine(lemma, host)
    if reading.pos == "NOUN_PROP" and not reading.suffixes and len(host) > 3 and fold(lemma) != fold(host):
        return host
    if reading.pos == "ADJ" and fold(lemma).endswith("ي") and reading.nisba:
        for ending in ("يون", "يين", "يات", "ية", "يا", "يتين", "يان", "ي"):
            if host.endswith(ending):
                own = host[: -len(ending)] + "ي"
                return own if abs(len(own) - len(lemma)) <= 2 and fold(own)[:2] == fold(lemma)[:2] else lemma
    return lemma


def _own_feminine(lemma: str, host: str) -> str:
    """«الجمهورية»: a noun in ـية is a word of its own, not its relational adjective."""
    return lemma + "ة" if len(lemma) > 3 and lemma.endswith("ي") and lemma[0] != "م" and fold(host) == fold(lemma) + "ة" else lemma


@cache
def known_names() -> frozenset[str]:
    """Folded one-word names of places and persons: never cut, and cut off what is written on them."""
    places = [name for name in [*table("places")["name"], *table("states")["word"], *table("regions")["word"]] if " " not in name]
    return frozenset(fold(name) for name in places) | word_list("names")


def _unknown(form: str, bare: str, folded: str) -> Choice:
    """A word in no dictionary: cut on strong evidence only; definite ones are nouns, others names."""
    parts = _cut_unknown(bare, folded)
    at = max(range(len(parts)), key=lambda n: len(parts[n]))
    host, definite = parts[at], False
    if host.startswith("ال") and len(host) > 4:
        host, definite = host[2:], True
    elif at and parts[at - 1] == "ل" and host.startswith("ل") and len(host) > 3:
        host, definite = host[1:], True
    owned = at + 1 < len(parts)
    if owned and host.endswith("ت"):
        host = host[:-1] + "ة"
    pos = "NOUN" if definite or owned else "PROPN"
    if definite:
        pos, host = _definite_unknown(host)
    tag = {"NOUN": "N", "ADJ": "A", "PROPN": "R"}[pos] + ("d" if definite else "p" if owned else "i")
    tag += "" if pos == "PROPN" else "f" if parts[at].endswith(("ة", "ات")) else "m"
    return Choice(0.0, project(form, parts), host, pos, front_tag(parts[:at]) + tag, tag + ("+" if owned else ""))


def _cut_unknown(bare: str, folded: str) -> list[str]:
    if len(bare) <= 3 or folded in known_names():
        return [bare]
    parts = cut(bare, folded, margin=UNKNOWN_CUT, enclitics=UNKNOWN_ENCLITIC)
    if len(parts) == 1 and folded[0] in "وفبلك" and len(folded) > 4:
        rest = next((n for n in (1, 2) if folded[n:] in known_names() and all(char in "وفبلك" for char in folded[:n])), 0)
        parts = [*bare[:rest], bare[rest:]] if rest else parts
    if len(parts) > 1:
        return parts
    if re.match("[وف]?[بك]?ال.{3}|وال.{3}", folded) and not folded.startswith("ال"):
        front = folded.index("ال")
        return [*bare[:front], bare[front:]]
    if folded[0] == "و" and len(bare) > 5 and folded[1] != "و":  # few names begin with و, many stand after it
        return [bare[0], bare[1:]]
    return parts


def _definite_unknown(host: str) -> tuple[str, str]:
    """Part of speech and lemma of what stands after the article."""
    if len(host) > 4 and host.endswith("ية"):
        return "ADJ", host[:-1]
    if len(host) > 4 and host.endswith("ي"):
        return "ADJ", host
    return "NOUN", host[:-2] + "ة" if len(host) > 5 and host.endswith("ات") else host
