"""Who speaks: each relation's source, carried over dropped subjects and written in full."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.attribution.chunks import chunk_end, is_name, name_end, names
from toolkit.attribution.circumstances import PREPOSITIONS, time_words
from toolkit.attribution.fullest import GENERIC, HONORIFICS, fullest, plain_words, pool_of
from toolkit.attribution.heads import DETERMINERS, head, person_plurals
from toolkit.attribution.lexicon import countries, roles, source_heads
from toolkit.attribution.relation import Relation
from toolkit.attribution.view import View
from toolkit.lexicons import word_list

MEMORY = 40  # relations that a dropped subject may reach back over


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
    pool = pool_of(view, found)
    chosen: dict[int, tuple[int, int]] = {}
    known: dict[str, tuple[int, int]] = {}
    told: list[tuple[int, int]] = []  # the full phrases of those who spoke
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
            name = " ".join(plain_words(view, span))
            before = _bare_title(view, span, told) or _bare_body(view, span, told, pool)
            if name not in known:
                known[name] = fullest(view, span, pool)
            full = before or (_described(view, span, known[name], told) if known[name] == span else known[name])
            full = _named_before(view, full) or full
            told.append(full)
            out.append(Resolved(full, rule if plain_words(view, full) == plain_words(view, span) else f"{rule}+full-name"))
        else:
            out.append(None)
    return out


def _speaker(view, relation: Relation, found, n, spoken: list[Speaker], chosen) -> tuple[tuple[int, int] | None, str]:
    if relation.source is not None and _same_source(view, relation.source) and spoken:
        return spoken[-1].span, "same-source"
    if relation.source is not None and (again := _himself(view, relation.source, spoken)) is not None:
        return again, "same-source"
    if relation.source is not None and relation.source[1] - relation.source[0] == 1 and view.types[relation.source[0]] in ("المصدر", "المصادر"):
        nameless = [s for s in spoken if source_heads().get(head(view, s.span[0])) == "anonymous"]
        if nameless or spoken:  # «وأضاف المصدر»: nobody without a name spoke, and so whoever did
            return (nameless or spoken)[-1].span, "same-source"
    if relation.source is not None and not (relation.source[1] - relation.source[0] == 1 and view.types[relation.source[0]] in HONORIFICS):
        return relation.source, "explicit"
    if relation.order == "asyndetic":
        subject = _clause_subject(view, relation)
        return (subject, "clause-subject") if subject else _carried(view, relation, spoken)
    if relation.order == "relative" and relation.antecedent and relation.cue.has_object:
        return _carried(view, relation, spoken)  # «الذي وصفته بـ…»: the antecedent is what is described
    if relation.order == "relative" and relation.antecedent:
        return relation.antecedent, "relative-antecedent"
    if relation.same_content_as is not None:
        return chosen.get(id(relation.same_content_as)), "same-as-doubled"
    sentence = view.sentence[relation.at]
    here = [s for s in spoken if view.sentence[s.relation.at] == sentence]
    if relation.order == "first-person":
        outer = [s for s in spoken if s.relation.content and s.relation.content[0] <= relation.at < s.relation.content[1]]
        return (outer[-1].span, "quoted-speaker") if outer else (None, "unresolved")
    if relation.order == "nominal":
        for other in reversed(found[max(n - MEMORY, 0) : n]):
            if "relay" in other.rule and other.antecedent and view.sentence[other.at] == sentence:
                return other.antecedent, "relayed-speaker"
        if here:
            return here[-1].span, "same-sentence"
    if relation.order == "participle":
        agreeing = [s for s in here if s.relation.at < relation.at and _agrees(relation, s)]
        outer = [s for s in agreeing if s.relation.order not in ("after-content", "relative")] or agreeing
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
        s for s in agreeing if "relay" not in s.relation.rule and not s.inner and not (s.relation.order == "after-content" and _passing(view, s))
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


def _passing(view: View, speaker: Speaker) -> bool:
    """«بحسب فلان», «وفق ما نقلته الوكالة»: named in passing, nobody who goes on speaking."""
    word = head(view, speaker.span[0])
    return speaker.relation.cue.form == "preposition" or word in word_list("media_heads") or word.removeprefix("ال") in word_list("media_heads")


def _agrees(relation: Relation, speaker: Speaker) -> bool:
    cue = relation.cue
    if cue.gender is None:
        return True
    if cue.number in ("p", "d"):
        return speaker.number == "p" or speaker.relation.cue.number == "p"
    return bool(speaker.gender is None or speaker.gender == cue.gender)


def _plural(view: View, span: tuple[int, int]) -> bool:
    word = head(view, span[0])
    bare = word.removeprefix("ال")
    several = view.types[span[0]] in ("عدد", "مجموعة", "بعض", "العديد") and word.startswith("ال")  # «عدد من المثقفين»
    joined = any(view.segments[k].startswith("و+") and (view.pos[k] == "PROPN" or view.types[k][1:] in names()) for k in range(*span))
    return several or joined or word in person_plurals() or source_heads().get(word) == "group" or bare.endswith("ون")


def _gender(view: View, span: tuple[int, int]) -> str:
    word = head(view, span[0])
    return "f" if word.endswith(("ة", "ات")) or word in countries() or word in ("مصادر", "وسائل", "المصادر") else "m"


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
        before = view.types[i - 1].removeprefix("و") if i > begin else ""
        if view.segments[i].startswith(("ب+", "ل+")) or (before in PREPOSITIONS and before != "من"):
            continue  # what a preposition governs is no subject: «وفي عمّان، قلل العساف من …، واصفا»
        if word in roles() or source_heads().get(word) in ("organization", "document", "anonymous", "group"):
            if word in DETERMINERS or view.types[i + 1 : i + 2] == ["/"]:  # «اب/اغسطس»: the month
                continue
            first = i
            while first > begin and (view.types[first - 1] == "من" or view.types[first - 1] in DETERMINERS):
                first -= 1
            return first + (view.types[first] == "من"), min(chunk_end(view, i, stop), stop)
        if (word in names() or view.pos[i] == "PROPN") and "+" not in view.segments[i] and word not in time_words():
            end = name_end(view, i, stop)
            alone = word in names() and word.startswith("ال") and i + 1 < stop and view.pos[i + 1] == "VERB"  # «ولكن العلي رفض …، وأصر على أن»
            if end - i > (0 if alone or (view.pos[i] == "PROPN" and word in countries()) else 1):
                return i, end
    return None


def _bare_title(view: View, span: tuple[int, int], told: list[tuple[int, int]]) -> tuple[int, int] | None:
    """«الوزير», «الناطق الرسمي»: the last speaker who was introduced with this title, before anybody else who has it."""
    own = plain_words(view, span)
    if not own or len(own) > 2 or own[0] not in roles() or not all(word.startswith("ال") for word in own):
        return None
    bare = {word.removeprefix("ال") for word in own}
    for other in reversed(told[-MEMORY:]):
        words = plain_words(view, other)
        if len(words) > len(own) and bare <= {word.removeprefix("ال") for word in words} and any(is_name(view, k) for k in range(*other)):
            return other
    return None


def _bare_body(view: View, span: tuple[int, int], told: list[tuple[int, int]], pool: list[tuple[int, int]]) -> tuple[int, int] | None:
    """«النقابة»: the last speaker that is one, or else the one that was named last."""
    own = plain_words(view, span)
    if len(own) != 1 or not own[0].startswith("ال") or source_heads().get(own[0]) != "organization":
        return None
    earlier = sorted(other for other in pool if other[1] <= span[0])
    for other in (*reversed(told[-MEMORY:]), *reversed(earlier)):
        words = plain_words(view, other)
        if len(words) > 1 and words[0].removeprefix("ال") == own[0].removeprefix("ال") and not any(word in roles() for word in words[1:]):
            return other
    return None


def _described(view: View, span: tuple[int, int], full: tuple[int, int], told: list[tuple[int, int]]) -> tuple[int, int]:
    """«القيادي النقابي»: a definite person whom the article names nowhere by these words is the one who spoke last."""
    own = plain_words(view, span)
    described = 1 <= len(own) <= 3 and own[0] in roles() and all(word.startswith("ال") and word not in names() for word in own)
    if not described or not told or any(view.pos[k] == "PROPN" for k in range(*span)):
        return full
    last = told[-1]
    person = any(is_name(view, k) for k in range(*last)) and (view.types[last[0]] in roles() or is_name(view, last[0]))
    return last if person and _gender(view, last) == _gender(view, span) else full


def _same_source(view: View, span: tuple[int, int]) -> bool:
    """«نفس المصدر», «المصدر ذاته»: whoever spoke last."""
    words = ["ال" + view.types[k][2:] if view.types[k].startswith("لل") else view.types[k] for k in range(*span) if view.is_word[k]]
    words = [word[1:] if word[:1] == "ل" and word[1:] in GENERIC else word for word in words]
    return 2 <= len(words) <= 3 and any(w in ("المصدر", "مصدر", "المصادر") for w in words) and any(w in GENERIC for w in words)


def _himself(view: View, span: tuple[int, int], spoken: list[Speaker]) -> tuple[int, int] | None:
    """«المتحدث ذاته», «المسؤول نفسه»: who spoke last and was called so; for a person's title, whoever spoke last."""
    words = [view.types[k] for k in range(*span) if view.is_word[k]]
    if not 2 <= len(words) <= 3 or words[-1] not in _REFLEXIVE or not words[0].startswith("ال") or not spoken:
        return None
    bare = words[0].removeprefix("ال")
    called = [s for s in spoken if any(word.removeprefix("ال") == bare for word in plain_words(view, s.span))]
    if called:
        return called[-1].span
    return spoken[-1].span if words[0] in roles() else None


_REFLEXIVE = frozenset("ذاته ذاتها نفسه نفسها عينه عينها".split())


def _named_before(view: View, span: tuple[int, int]) -> tuple[int, int] | None:
    """«تقول الشركة» after «غوغل»: a body without a name, of which no phrase says more, is the organization named last."""
    word = view.types[span[0]]
    if span[1] - span[0] > 1 or not word.startswith("ال") or source_heads().get(word) != "organization" or view.name_before(span[1]) is not None:
        return None
    before = [(a, b) for a, (b, kind) in view.names.items() if kind == "ORG" and b <= span[0] and view.sentence[span[0]] - view.sentence[a] <= NEAR]
    return max(before) if before else None


NEAR = 3  # sentences over which a body without a name looks back for it
