"""The direct object of verbs like أعلن، نفى، أدان: where it begins after the subject."""

from __future__ import annotations

from toolkit.arabic import fold
from toolkit.attribution.chunks import chunk_end, is_name, name_end, names
from toolkit.attribution.circumstances import starts_adjunct, time_words
from toolkit.attribution.heads import is_state
from toolkit.attribution.lexicon import complement_words, roles, source_heads
from toolkit.attribution.view import View
from toolkit.lexicons import word_list
from toolkit.words.lattice import frequencies

_MASDAR_ENDS = ("ه", "ها", "هم", "هما")


def object_start(view: View, i: int, end: int) -> int | None:
    """Where the object of a verb like أعلن، نفى، أدان begins after its subject, or None.

    The object's first word is a verbal noun (by its shape, or one of a closed list) or a noun with the subject's pronoun.
    """
    limit = min(end, i + 22)
    for j in range(i + 1, limit):
        word = view.types[j]
        if word in (".", ":", "؛"):
            return None
        if not view.is_word[j] or word in ("في", "من") or word in time_words():
            continue  # «أعلن مساء الأحد عن …»: when, not what
        if j > i + 1 and view.pos[j - 1] == "ADP" and "+" not in view.segments[j - 1]:
            continue  # «توقعت الرئاسة في تقريرها …»: what a preposition governs is no object
        if j == i + 1 and word.startswith("ال") and source_heads().get(word):
            continue  # «كشف التقرير عن …»: the subject, although it looks like a verbal noun
        subject = view.types[j - 1].startswith("ال") or view.pos[j - 1] == "PROPN"
        if j > i + 1 and subject and word in ("هذا", "هذه", "تلك", "ذلك") and j + 1 < limit and view.types[j + 1].startswith("ال"):
            return j  # «نفى المسؤولون | هذه الاتهامات»
        if (word in complement_words("object_head") or verbal_noun(word)) and not _construct(view, i, j):
            return j
        if j > i + 1 and (_new_phrase(view, i, j) or _after_name(view, i, j) or _after_subject(view, i, j, limit) or _after_aside(view, i, j)):
            return j
        if j == i + 1 and ((j + 1 < limit and _bare_object(view, j)) or _own_noun(view, j)):
            return j
    return None


def _construct(view: View, i: int, j: int) -> bool:
    """Whether the word completes an indefinite noun before it: «وزارة | التربية»."""
    before = view.types[j - 1]
    return (
        j - 1 > i and view.pos[j - 1] in ("NOUN", "ADJ", None) and view.is_word[j - 1] and "+" not in view.segments[j - 1]
        and not before.startswith(("ال", "وال", "لل")) and view.types[j].startswith("ال")
    )  # fmt: skip


def _bare_object(view: View, j: int) -> bool:
    """«أكد | سعي الحكومة»: right after the verb an indefinite noun in construct that is nobody's title."""
    word = view.types[j]
    construct = view.types[j + 1].startswith("ال") or view.pos[j + 1] == "PROPN"
    return (
        view.pos[j] == "NOUN" and not word.startswith(("ال", "لل")) and construct and word not in roles()
        and word not in source_heads() and word not in word_list("names") and len(word) > 2
    )  # fmt: skip


def _own_noun(view: View, j: int) -> bool:
    """«أبدى | سعادته بما شاهد»: right after the verb a noun with the subject's pronoun, which is no person («أبدى والده …»)."""
    parts = view.segments[j].split("+")
    own = len(parts) == 2 and parts[1] in ("ه", "ها", "هم") and view.pos[j] in ("NOUN", "VERB") and len(parts[0]) > 2
    host = fold(parts[0])
    host = host[:-1] + "ة" if host.endswith("ت") else host
    return own and host not in roles() and host not in source_heads() and host not in names()


def _new_phrase(view: View, i: int, j: int) -> bool:
    """Whether the subject is over at token j: a noun with the subject's pronoun, or an indefinite noun after a definite one."""
    word = view.types[j]
    if view.pos[j] not in ("NOUN", "VERB", None) or view.types[j - 1] in ("الذي", "التي", "الذين"):
        return False
    if word.endswith(_MASDAR_ENDS) and "+" in view.segments[j] and len(word) > 4 and view.types[j - 1] not in ("،", ","):
        return True
    before = view.types[j - 1]
    ended = before.startswith(("ال", "وال", "لل")) or view.pos[j - 1] in ("PROPN", "ADJ")
    plain = not word.startswith(("ال", "لل")) and "+" not in view.segments[j] and word not in roles() and view.pos[j] == "NOUN" and len(word) > 2
    return ended and plain and view.types[i + 1] not in roles()


COMMON = 300  # occurrences in the shipped word list from which a definite word is a common noun, no family name


def _after_name(view: View, i: int, j: int) -> bool:
    """«استنكر النائب سالم العلي | التفجير …»: a definite common noun after a name of two words or more."""
    last = j - 1 - (view.types[j - 1] in ("،", ","))  # «استنكر النائب، سالم العلي، | التفجير …»
    if last < i + 2 or not (_common_thing(view, j) or (last < j - 1 and _plain_thing(view, j))):
        return False
    starts = (k for k in range(max(i + 1, last - 4), last) if is_name(view, k))
    return any(name_end(view, k, last + 1) == last + 1 for k in starts)


def _common_thing(view: View, j: int) -> bool:
    """A definite noun that many texts have and that is nobody's title: «التفجير»."""
    word = view.types[j]
    return (
        word.startswith("ال") and view.pos[j] == "NOUN" and frequencies().get(word, 0) >= COMMON
        and word not in roles() and word not in names() and not word.endswith(("ي", "ية"))
    )  # fmt: skip


def _after_subject(view: View, i: int, j: int, limit: int) -> bool:
    """«أدانت الولايات المتحدة | العنف», «ثمن البيان | الجهد», «أكد لاعب الفريق سالم العلي | جدارة …»: a noun right after a whole subject."""
    first = i + 1
    if is_state(view, first):
        after = first + 1 + (" ".join(view.types[first : first + 2]) in word_list("states"))
        return j == after and (_common_thing(view, j) or _plain_thing(view, j))
    if view.types[first].startswith("ال") and (source_heads().get(view.types[first]) or view.types[first] in roles()) and j == first + 1:
        return _common_thing(view, j)
    return j > first + 2 and is_name(view, j - 1) and view.types[first] in roles() and _plain_thing(view, j) and chunk_end(view, first, limit) == j


def _plain_thing(view: View, j: int) -> bool:
    """An indefinite noun that is nobody's title, name or head."""
    word = view.types[j]
    return (
        view.pos[j] == "NOUN" and not word.startswith(("ال", "لل")) and "+" not in view.segments[j] and len(word) > 2
        and word not in roles() and word not in names() and word not in source_heads()
    )  # fmt: skip


def _after_aside(view: View, i: int, j: int) -> bool:
    """«انتقد القاضي، بعد تحقيقات طويلة، | الأمن …»: the object after a circumstance between commas."""
    commas = [k for k in range(i + 1, j) if view.types[k] in ("،", ",")]
    if len(commas) < 2 or commas[-1] != j - 1 or not (_common_thing(view, j) or verbal_noun(view.types[j])):
        return False
    return starts_adjunct(view, commas[-2] + 1, j)


def verbal_noun(word: str) -> bool:
    """Whether the folded word has the shape of a derived verbal noun (استفعال، انفعال، افتعال، تفعيل، إفعال); تقرير is a thing."""
    if word.removeprefix("ال") == "تقرير":
        return False
    return _verbal_shape(word) or (word.startswith("ال") and _verbal_shape(word[2:]))


def _verbal_shape(bare: str) -> bool:
    for ending in ("ها", "هم", "ه"):
        if len(bare) > 6 and bare.endswith(ending):
            bare = bare[: -len(ending)]
            break
    n = len(bare)
    if bare.startswith("است") and n >= 6 and bare[-2] == "ا":
        return True
    if bare.startswith("ان") and n == 6 and bare[-2] == "ا":
        return True
    if n == 6 and bare[0] == "ا" and bare[2] == "ت" and bare[4] == "ا":
        return True
    return n == 5 and bare[0] == "ت" and bare[3] == "ي" and bare[1] not in "ا"
