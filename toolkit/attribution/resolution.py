"""Who speaks: each relation's source, carried over dropped subjects and written in full."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from toolkit.attribution import phrases
from toolkit.attribution.chunks import chunk_end, name_end, name_like, names
from toolkit.attribution.lexicon import roles, source_heads
from toolkit.attribution.relation import Relation
from toolkit.attribution.view import View
from toolkit.words.lattice import frequencies

RARE = 300  # occurrences in the shipped word list below which a word after a name is a name
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
    if relation.source is not None and _same_source(view, relation.source) and spoken:
        return spoken[-1].span, "same-source"
    if relation.source is not None and relation.source[1] - relation.source[0] == 1 and view.types[relation.source[0]] in ("المصدر", "المصادر"):
        nameless = [s for s in spoken if source_heads().get(phrases.head(view, s.span[0])) == "anonymous"]
        if nameless:
            return nameless[-1].span, "same-source"
    if relation.source is not None and not (relation.source[1] - relation.source[0] == 1 and view.types[relation.source[0]] in _HONORIFICS):
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
        if "relay" not in s.relation.rule and not s.inner and not (s.relation.order == "after-content" and s.relation.cue.form == "preposition")
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


def _agrees(relation: Relation, speaker: Speaker) -> bool:
    cue = relation.cue
    if cue.gender is None:
        return True
    if cue.number in ("p", "d"):
        return speaker.number == "p" or speaker.relation.cue.number == "p"
    return bool(speaker.gender is None or speaker.gender == cue.gender)


def _plural(view: View, span: tuple[int, int]) -> bool:
    word = phrases.head(view, span[0])
    bare = word.removeprefix("ال")
    return word in phrases.person_plurals() or source_heads().get(word) == "group" or bare.endswith("ون")


def _gender(view: View, span: tuple[int, int]) -> str:
    word = phrases.head(view, span[0])
    return "f" if word.endswith(("ة", "ات")) or word in phrases.countries() or word in ("مصادر", "وسائل", "المصادر") else "m"


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
        if word in roles() or source_heads().get(word) in ("organization", "document", "anonymous", "group"):
            if i > begin and view.types[i - 1] in phrases.PREPOSITIONS and view.types[i - 1] != "من":
                continue  # what a preposition governs is no subject
            if word in phrases.DETERMINERS:
                continue
            first = i
            while first > begin and (view.types[first - 1] == "من" or view.types[first - 1] in phrases.DETERMINERS):
                first -= 1
            return first + (view.types[first] == "من"), min(chunk_end(view, i, stop), stop)
        if (word in names() or view.pos[i] == "PROPN") and "+" not in view.segments[i] and word not in phrases.time_words():
            end = name_end(view, i, stop)
            alone = word in names() and word.startswith("ال") and i + 1 < stop and view.pos[i + 1] == "VERB"  # «ولكن العلي رفض …، وأصر على أن»
            if end - i > (0 if alone or (view.pos[i] == "PROPN" and word in phrases.countries()) else 1):
                return i, end
    return None


# --- the fullest mention -------------------------------------------------------------------------------------------


def _pool(view: View, found: list[Relation]) -> list[tuple[int, int]]:
    """Phrases that may name a speaker in full, each wording once: all sources, and every role with the name after it."""
    starts = sorted(
        {r.content[0] for r in found if r.content and r.frame in ("clause", "preposition", "object") and view.types[r.content[0]] not in roles()}
    )
    phrases_ = []
    for a, b in _phrases(view, found):  # «طالب خبير اقتصادي | بضرورة …»: what is said is no part of who says it
        at = bisect_right(starts, a)
        phrases_.append((a, min(b, starts[at]) if at < len(starts) else b))
    return list({tuple(_words(view, span)): span for span in reversed(phrases_)}.values())[::-1]


def _phrases(view: View, found: list[Relation]) -> list[tuple[int, int]]:
    pool = [_core(view, span) if not _apposed(view, span) else span for r in found for span in (r.source, r.antecedent) if span]
    size = len(view)
    verbs = {r.at for r in found}
    for i in range(size):
        word = view.types[i]
        if i in verbs and word in roles():
            continue  # «طالب خبير بضرورة …»: the verb, not the student
        if word in roles() or source_heads().get(word) in ("organization", "anonymous"):
            end = chunk_end(view, i, size)
            if end - i > 1:
                pool.append((i, end))
            # «رئيس الهيئة، شفيق صرصار»: the name after a comma, if it is a name by itself
            if end + 2 < size and view.types[end] in ("،", ",") and word in roles():
                name = name_end(view, end + 1, size)
                if name - end > 2 and (view.types[end + 1] in names() or view.pos[end + 1] == "PROPN"):
                    pool.append((i, name))
        elif (word in names() or view.pos[i] == "PROPN") and (i == 0 or not name_like(view, i - 1)):
            end = name_end(view, i, size)
            if end - i > 1:
                pool.append((i, end))
                # «سمير الورغي المتحدث الرسمي للهيئة», «سالم بن جابر، أمين عام …»: the title after the name
                title = end + (end < size and view.types[end] in ("،", ","))
                if title < size and view.types[title] in roles() and view.sentence[title] == view.sentence[i]:
                    pool.append((i, chunk_end(view, title, size)))
    return pool


def _same_source(view: View, span: tuple[int, int]) -> bool:
    """«نفس المصدر», «المصدر ذاته»: whoever spoke last."""
    words = ["ال" + view.types[k][2:] if view.types[k].startswith("لل") else view.types[k] for k in range(*span) if view.is_word[k]]
    return len(words) == 2 and any(w in ("المصدر", "مصدر", "المصادر") for w in words) and any(w in _GENERIC for w in words)


_HONORIFICS = frozenset("سعادته معاليه سموه فضيلته جلالته فخامته سيادته معاليها سعادتها سموها سيادتها دولته".split())
_SYNONYMS = {"ناطق": "متحدث", "الناطق": "المتحدث", "ناطقة": "متحدثة", "الناطقة": "المتحدثة"}


def _words(view: View, span: tuple[int, int]) -> list[str]:
    """The words of a phrase as they are compared: without marks and conjunctions, عبد joined to its complement."""
    words: list[str] = []
    for i in range(*span):
        if not view.is_word[i] or view.types[i] == "و":
            continue
        word, segments = view.types[i], view.segments[i].split("+")
        if len(segments) > 1 and (segments[0] == "و" or (i == span[0] and segments[0] in ("ل", "ب", "ف"))):
            word = word[1:]
            if segments[0] == "ل" and word.startswith("ل") and len(word) > 3:
                word = "ا" + word
        word = _SYNONYMS.get(word, word)
        if words and words[-1] in ("عبد", "ابو"):
            words[-1] += word
        else:
            words.append(word)
    return words


def _apposed(view: View, span: tuple[int, int]) -> bool:
    """«رئيس الهيئة، شفيق صرصار»: a comma joins title and name."""
    end = _core(view, span)[1]
    return end < span[1] and view.types[end] in ("،", ",")


def _core(view: View, span: tuple[int, int]) -> tuple[int, int]:
    """The phrase up to a relative clause, a comma or a preposition: what names, without what describes."""
    a, b = span
    for k in range(a + 1, b):
        if view.types[k] in ("التي", "الذي", "الذين", "،", ",", "وهو", "وهي", "عن", "من", "الي", "خلال", "في") and not (
            view.types[k] == "في" and view.types[a] in roles()
        ):
            return a, k
    return span


def _runs_on(own: list[str], words: list[str]) -> bool:
    """A person's longer form may add words before the shared last name, not run on past it («سالم العلي | تبني وثيقة …»)."""
    if source_heads().get(own[0]) or own[0] in roles() or own[-1] not in words:
        return False
    after = words[words.index(own[-1]) + 1 :]
    if after and len(own) == 1 and frequencies().get(after[0], 0) < RARE:
        return False  # a further family name
    return bool(after) and after[0] not in roles() and not after[0].startswith("ال") and after[0] not in names()


def fullest(view: View, span: tuple[int, int], pool: list[tuple[int, int]]) -> tuple[int, int]:
    """The longest phrase of the article that names the same: «العلي» → «وزير الصناعة سالم العلي», «الوزارة» → «وزارة …»."""
    whole = len(_words(view, span))
    own = [word for word in _words(view, _core(view, span)) if word not in _GENERIC]
    if not own or len(own) > 7:
        return span
    best, best_words = span, len(own)
    if _apposed(view, span):
        best_words = whole  # title and name in apposition: the phrase itself is full already
    for other in pool:
        words = _words(view, other)
        if best_words < len(words) <= 16 and other != span and _same(own, words) and not _runs_on(own, words):
            best, best_words = other, len(words)
    return best


def _same(own: list[str], words: list[str]) -> bool:
    heads, first, last, rest = source_heads(), own[0], own[-1], set(own)
    bare = first.removeprefix("ال")
    is_role, kind = first in roles(), heads.get(first)
    head = words[0].removeprefix("ال")
    if (is_role or kind) and first.startswith("ال"):
        # «الوزارة» → «وزارة الصحة», «الوزير السعودي» → «وزير الخارجية السعودي فلان»
        if head == bare and rest - {first} <= set(words):
            return True
        if is_role and len(own) == 1:
            return len(words) > 2 and words[-1] == first  # a surname that is also a trade: «الطبيب»
        return is_role and last in words[1:] and last not in roles() and not last.endswith("ي") and head in roles()
    if kind in ("organization", "document", "group", "anonymous") and not is_role:
        return head == bare and len(own) > 1 and (rest <= set(words) or len(rest & set(words)) >= max(2, len(rest) - 1))
    if len(own) > 1 and first.startswith("ال") and not kind and words[0] in roles() and words[1 : 1 + len(own)] == own and last not in names():
        return False  # «المرصد العربي للحقوق» is not «مدير المرصد العربي للحقوق سالم العلي»
    if rest <= set(words):
        return True
    if len(own) == 1 and len(words) > 1 and words[-1] == "ال" + first and not is_role and not kind:
        return True  # «توقع مرواني» → «الوالي، سالم المرواني»
    # a person: the last name is shared, and nothing contradicts the first
    if last in words[1:] and last not in heads and last not in roles():
        return len(own) == 1 or len(rest & set(words)) >= 2
    return False
