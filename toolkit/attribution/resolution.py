"""Who speaks: each relation's source, carried over dropped subjects and written in full."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.attribution import phrases
from toolkit.attribution.lexicon import cue_forms, roles, source_heads
from toolkit.attribution.relations import Relation
from toolkit.attribution.view import View

ADD = frozenset(
    {
        "أضاف",
        "تابع",
        "أردف",
        "استطرد",
        "استدرك",
        "زاد",
        "واصل",
        "مضى",
        "استرسل",
        "أكمل",
        "ختم",
        "اختتم",
        "أوضح",
        "بين",
        "لفت",
    }
)
MEMORY = 40  # relations that a dropped subject may reach back over
_GENERIC = frozenset(["نفس", "ذات", "المصدر", "هذا", "هذه", "المذكور", "المذكوره", "المذكورة", "السابق", "الحالي"])


@dataclass
class Speaker:
    """Somebody who spoke: the phrase, and the gender of the verbs used of it."""

    span: tuple[int, int]
    gender: str | None
    number: str | None
    relation: Relation
    inner: bool  # spoke inside somebody else's content


@dataclass(frozen=True)
class Resolved:
    span: tuple[int, int]
    rule: str


def resolve(view: View, found: list[Relation]) -> list[Resolved | None]:
    """The fullest mention of each relation's speaker, with the rule that found it; None where nothing is sure."""
    spoken: list[Speaker] = []
    out: list[Resolved | None] = []
    pool = _pool(view, found)
    chosen: dict[int, tuple[int, int]] = {}
    known: dict[str, tuple[int, int]] = {}
    for n, relation in enumerate(found):
        span, rule = _speaker(view, relation, found, n, spoken, chosen)
        if span is not None:
            chosen[id(relation)] = span
            inner = any(
                other.content and other.content[0] <= relation.at < other.content[1] and other.frame != "after-content"
                for other in found[max(n - MEMORY, 0) : n]
            )
            number = "p" if _plural(view, span) else relation.cue.number
            gender = relation.cue.gender if relation.order in ("verb-subject", "subject-verb") else _gender(view, span)
            del spoken[:-MEMORY]
            spoken.append(Speaker(span, gender, number, relation, inner))
            name = " ".join(_words(view, span))
            if name not in known:
                known[name] = fullest(view, span, pool)
            full = known[name]
            out.append(Resolved(full, rule if full == span else f"{rule}+full-name"))
        else:
            out.append(None)
    return out


def _speaker(view, relation: Relation, found, n, spoken: list[Speaker], chosen) -> tuple[tuple[int, int] | None, str]:
    if relation.source is not None:
        return relation.source, "explicit"
    if relation.order == "relative" and relation.antecedent:
        return relation.antecedent, "relative-antecedent"
    if relation.same_content_as is not None:
        return chosen.get(id(relation.same_content_as)), "same-as-doubled"
    sentence = view.sentence[relation.at]
    here = [s for s in spoken if view.sentence[s.relation.at] == sentence]
    if relation.order == "first-person":
        outer = [
            s for s in spoken if s.relation.content and s.relation.content[0] <= relation.at < s.relation.content[1]
        ]
        return (outer[-1].span, "quoted-speaker") if outer else (None, "unresolved")
    if relation.order == "nominal":
        for other in reversed(found[max(n - MEMORY, 0) : n]):
            if "relay" in other.rule and other.antecedent and view.sentence[other.at] == sentence:
                return other.antecedent, "relayed-speaker"
        if here:
            return here[-1].span, "same-sentence"
    if relation.order == "participle":
        agreeing = [s for s in here if s.relation.at < relation.at and _agrees(relation, s, loose=True)]
        outer = [s for s in agreeing if s.relation.order != "after-content"] or agreeing
        if outer:
            return outer[-1].span, "participle-governor"
        subject = _clause_subject(view, relation)
        if subject is not None:
            return subject, "clause-subject"
        if here:
            return here[-1].span, "same-sentence"
    if relation.order == "after-content" and here:
        return here[-1].span, "same-sentence"
    return _carried(view, relation, spoken)


def _carried(view: View, relation: Relation, spoken: list[Speaker]) -> tuple[tuple[int, int] | None, str]:
    """The last speaker that agrees with the verb; relays and speakers inside another's words come second."""
    agreeing = [s for s in spoken if _agrees(relation, s)]
    # «نقلت الوكالة عن فلان قوله … وأضاف»: the quoted person goes on, not the agency.
    direct = [
        s
        for s in agreeing
        if "relay" not in s.relation.rule
        and not s.inner
        and not (s.relation.order == "after-content" and s.relation.cue.form == "preposition")
    ]
    for group, rule in ((direct, "carried-over"), (agreeing, "carried-over-weak")):
        if group:
            return group[-1].span, rule
    if spoken and relation.cue.form in ("participle", "masdar", "preposition"):
        return spoken[-1].span, "last-speaker"
    subject = _clause_subject(view, relation, back=True)
    if subject is not None:
        return subject, "previous-subject"
    return None, "unresolved"


def _agrees(relation: Relation, speaker: Speaker, *, loose: bool = False) -> bool:
    cue = relation.cue
    if cue.gender is None:
        return True
    if cue.number == "p":
        return speaker.number == "p" or speaker.relation.cue.number == "p"
    return bool(speaker.gender is None or speaker.gender == cue.gender)


def _plural(view: View, span: tuple[int, int]) -> bool:
    word = phrases.head(view, span[0])
    bare = word.removeprefix("ال")
    return word in phrases.person_plurals() or source_heads().get(word) == "group" or bare.endswith("ون")


def _gender(view: View, span: tuple[int, int]) -> str:
    word = phrases.head(view, span[0])
    return (
        "f"
        if word.endswith(("ة", "ات")) or word in phrases.countries() or word in ("مصادر", "وسائل", "المصادر")
        else "m"
    )


def _clause_subject(view: View, relation: Relation, *, back: bool = False) -> tuple[int, int] | None:
    """The subject of the clause before: what follows its first verb, or a role or organization that opens it."""
    begin = view.sentence_start(relation.at)
    stop = relation.at
    if back and stop - begin <= 2:
        if begin == 0 or view.line[begin - 1] + 2 < view.line[begin]:
            return None
        stop = begin
        begin = view.sentence_start(begin - 1)
    for i in range(begin, stop):
        word = view.types[i]
        role = word in roles() or source_heads().get(word) in ("organization", "document", "anonymous")
        if role or view.pos[i] == "PROPN":
            limit = next(
                (
                    k
                    for k in range(i + 1, stop)
                    if view.types[k] in ("،", ",", ":")
                    or view.types[k] in phrases.PREPOSITIONS
                    or phrases.starts_adjunct(view, k, stop)
                ),
                stop,
            )
            span = view.trim(i, min(limit, i + 10))
            return span if span[1] > span[0] else None
    return None


# --- the fullest mention -------------------------------------------------------------------------------------------


def _pool(view: View, found: list[Relation]) -> list[tuple[int, int]]:
    """Phrases that may name a speaker in full, each wording once: all sources, and every role with the name after it."""
    return list({tuple(_words(view, span)): span for span in reversed(_phrases(view, found))}.values())[::-1]


def _phrases(view: View, found: list[Relation]) -> list[tuple[int, int]]:
    pool = [relation.source for relation in found if relation.source] + [r.antecedent for r in found if r.antecedent]
    i, size = 0, len(view)
    while i < size:
        word = view.types[i]
        if word in roles() or source_heads().get(word) == "organization":
            j = i + 1
            while (
                j < size
                and j - i < 10
                and view.is_word[j]
                and view.types[j] not in phrases.PREPOSITIONS
                and view.types[j] not in phrases.PLAIN_WORDS
            ):
                if (
                    phrases.starts_adjunct(view, j, size)
                    or view.sentence[j] != view.sentence[i]
                    or view.types[j] in cue_forms()
                ):
                    break
                j += 1
            if j - i > 1:
                pool.append((i, j))
        i += 1
    return pool


def _words(view: View, span: tuple[int, int]) -> list[str]:
    words = []
    for i in range(*span):
        if view.is_word[i]:
            word = view.types[i]
            segments = view.segments[i].split("+")
            if i == span[0] and len(segments) > 1 and segments[0] in ("ل", "و", "ب"):
                word = word[1:]
                if segments[0] == "ل" and word.startswith("ل") and not word.startswith("لل"):
                    word = "ا" + word
            words.append(word)
    return words


def fullest(view: View, span: tuple[int, int], pool: list[tuple[int, int]]) -> tuple[int, int]:
    """The longest phrase of the article that names the same: «حمد» → «وزير الصناعة زكريا حمد», «الوزارة» → «وزارة …»."""
    own = [word for word in _words(view, span) if word not in _GENERIC]
    if not own or len(own) > 7:
        return span
    first, last, rest = own[0], own[-1], set(own)
    is_role = first in roles()
    best, best_words = span, len(own)
    for other in pool:
        if other == span:
            continue
        words = _words(view, other)
        if len(words) <= best_words or len(words) > 14:
            continue
        if _same(own, rest, first, last, is_role, words):
            best, best_words = other, len(words)
    return best


def _same(own: list[str], rest: set[str], first: str, last: str, is_role: bool, words: list[str]) -> bool:
    heads = source_heads()
    definite = first.removeprefix("ال")
    if len(own) == 1 and first.startswith("ال") and (heads.get(first) or is_role):
        # «الوزارة» → «وزارة الصحة»; «الوزير» → «وزير الصحة فلان»
        return words[0] == definite or words[0] == first
    if rest <= set(words):
        return True
    if heads.get(first) in ("organization", "document", "group", "anonymous") and not is_role:
        return (
            words[0].removeprefix("ال") == definite and len(rest & set(words)) >= max(1, len(rest) - 1) and len(own) > 1
        )
    # a person: the last name is shared, and nothing contradicts the first
    if (
        last in words[1:]
        and last not in heads
        and last not in roles()
        and not (last.startswith("ال") and len(own) > 2 and words[-1] != last)
    ):
        return len(own) == 1 or len(rest & set(words)) >= 2
    return False
