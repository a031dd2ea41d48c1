"""Noun phrases that name somebody: a title or a head noun with what belongs to it, and the name after it."""

from __future__ import annotations

from functools import cache

from toolkit.arabic import fold
from toolkit.attribution.circumstances import BELONGING, PREPOSITIONS, WITH_COMPLEMENT, posted, starts_adjunct, time_words
from toolkit.attribution.lexicon import countries, cue_forms, roles, source_heads
from toolkit.attribution.phrases import PLAIN_WORDS
from toolkit.attribution.view import ALI, View
from toolkit.lexicons import word_list
from toolkit.words.lattice import frequencies

LINKS = frozenset("بن ابن بنت ابو ابي ام ال عبد آل بو ولد اولد فون فان دي دو دا لا ماك سان".split())
_NO_NAME = frozenset(
    "التي الذي الذين كان كانت هو هي ان انه انها قد لم لن لا ما ثم او بل اليوم امس وهو وهي ذلك هذا هذه تلك نفسه نفسها ايضا كما الجميع".split()
)
_THAT = frozenset("بان بانه بانها بانهم".split())
LONGEST = 14
NAME_LONGEST = 5


@cache
def names() -> frozenset[str]:
    """Folded given and family names."""
    return word_list("names")


def is_name(view: View, k: int) -> bool:
    """Whether the word is a name by itself (على, folded, is none)."""
    return (view.types[k] in names() and view.types[k] not in PREPOSITIONS) or view.pos[k] == "PROPN"


def name_like(view: View, i: int) -> bool:
    """Whether the word can be part of a person's name (judged by itself)."""
    word = view.types[i]
    if not view.is_word[i] or word in _NO_NAME or word in PREPOSITIONS or word in PLAIN_WORDS or word in BELONGING or word[:1].isdigit():
        return False
    if view.segments[i].startswith("و+") or word in time_words():
        return False  # «سيزور موسكو الثلاثاء»
    if word in LINKS or word == ALI or word in names() or view.pos[i] in ("PROPN", None):
        return True
    if "+" in view.segments[i] or word in cue_forms() or view.pos[i] in ("ADP", "CCONJ", "PART", "PRON", "AUX", "ADV", "NUM", "DET"):
        return False
    return word.startswith("ال") and view.pos[i] in ("NOUN", "ADJ")


def name_end(view: View, a: int, limit: int) -> int:
    """One past the name that begins at token a (a itself if none does)."""
    b = a
    while b < limit and b - a < NAME_LONGEST and name_like(view, b) and view.sentence[b] == view.sentence[a]:
        if b == a and view.types[b].startswith("ال") and view.pos[b] != "PROPN" and view.types[b] not in names():
            break
        if (
            b - a >= 2
            and view.types[b].startswith("ال")
            and view.types[b] not in names()
            and (view.types[b] in roles() or view.types[b] in source_heads())
        ):
            break  # «سالم العلي | المدرب …»: the title after the name
        b += 1
    while b > a and view.types[b - 1] in LINKS:
        b -= 1
    # «العلي رفض …»: a family name takes no other after it
    if b - a == 1 and view.types[a] in names() and not view.types[a].startswith("ال") and b < limit and _surname(view, b):
        b += 1
    return b


def _surname(view: View, i: int) -> bool:
    """Whether the word after a given name is taken for the family name, however the dictionary reads it."""
    word = view.types[i]
    common = frequencies().get(word, 0) > 3000
    closed = view.pos[i] in ("ADP", "CCONJ", "PART", "PRON", "AUX", "ADV", "NUM", "DET", "SCONJ")
    return (
        view.is_word[i]
        and not common
        and not closed
        and word not in cue_forms()
        and word not in PREPOSITIONS
        and word not in roles()
        and not word.startswith(("ال", "و", "لل"))
    )


def _another_role(view: View, i: int) -> bool:
    """«مديرة المركز ومؤسسته»: a second title joined by و, a pronoun on it or not."""
    parts = view.segments[i].split("+")
    return len(parts) > 1 and parts[0] == "و" and fold(parts[1]) in roles()


def _accredited(view: View, a: int, b: int, limit: int) -> bool:
    """«سفير السودان لدى المملكة …», «مبعوث الأمم المتحدة إلى ليبيا»: where an envoy is posted belongs to the title."""
    if not posted(view.types[a]) or b + 1 >= limit or not view.is_word[b + 1]:
        return False
    return view.types[b] == "لدي" or (view.types[b] == "الي" and (view.types[b + 1] in countries() or view.pos[b + 1] == "PROPN"))


def _title_goes_on(view: View, a: int, b: int, limit: int) -> bool:
    """«وكيل أمانة منطقة كذا | للمشاريع وعضو المجلس الدكتور …»: after a name, tokens a … b-1, that was a place's."""
    if b >= limit or not view.is_word[b] or any(view.types[k] in names() for k in range(a, b)):
        return False
    return view.types[b].startswith("لل") or _another_role(view, b)


def _aim(view: View, b: int, limit: int) -> bool:
    """لـ and a noun in construct, what a body is for; not to whom it speaks."""
    host = view.types[b][1:]
    return (
        view.segments[b].startswith("ل+") and view.pos[b] == "NOUN" and host not in roles() and host not in source_heads()
        and b + 1 < limit and view.types[b + 1].startswith("ال")
    )  # fmt: skip


def chunk_end(view: View, a: int, limit: int) -> int:
    """One past the noun phrase that begins with the title or head noun at token a, its name included."""
    role = view.types[a] in roles() or view.types[a].removeprefix("و") in roles()
    b, aimed = a + 1, False
    limit = min(limit, a + LONGEST)
    while b < limit and view.is_word[b] and view.sentence[b] == view.sentence[a]:
        word = view.types[b]
        before = view.types[b - 1]
        said = cue_forms().get(word)
        # «رئيس كتابة عدل …», «مدير إعلام …»: a verbal noun after an indefinite title belongs to it
        belongs = said is not None and said.form == "masdar" and "+" not in view.segments[b] and role and b == a + 1
        if said is not None and not belongs and not word.startswith("ال") and word not in roles():
            break
        if starts_adjunct(view, b, limit) and not (role and word == "في") and not _accredited(view, a, b, limit):
            break
        if word.startswith("لل") and b == a + 1 and before.startswith("ال"):
            break  # «الحكومة | للشركات»: to whom, not whose
        if word in _NO_NAME or word in _THAT:
            break  # «أذن رئيس الحكومة | بأن تبقى اللجنة»
        # إلى, folded, begins like an article: «نوهت وزارة النقل | إلى أن»
        definite = word.startswith(("ال", "لل")) and word not in PREPOSITIONS
        joined = (word.startswith("وال") and word[1:] not in countries()) or (
            role and word.startswith("و") and "+" in view.segments[b] and word[1:] in roles()
        )
        construct = (
            not before.startswith(("ال", "وال", "لل"))
            and view.pos[b] in ("NOUN", "PROPN", "ADJ", None)
            and "+" not in view.segments[b]
            and view.pos[b - 1] != "PROPN"
        )
        joined = joined or (role and _another_role(view, b))
        if (
            definite
            or (joined and before.startswith(("ال", "وال", "لل")))
            or (word in roles() and not aimed)
            or word == "عام"
            or (word == "باسم" and before not in names())
        ):
            b += 1
        elif view.pos[b] == "PROPN" or word in LINKS or word in names() or (word == ALI and role):  # «الدكتور علي بن سالم»
            end = name_end(view, b, limit)
            if end == b or (not role and before.startswith("ال") and (b == a + 1 or (word in names() and before not in roles()))):
                break  # «الحكومة | سالم العلي»
            at, b = b, end
            if role and not _title_goes_on(view, at, b, limit):
                return b
        elif role and b - a >= 1 and (view.segments[b].startswith(("ب+", "ل+")) and b + 1 < limit):
            b += 1
        elif (role and word == "في" and b + 1 < limit and view.types[b + 1].startswith("ال")) or _accredited(view, a, b, limit):
            b += 2
        elif role and word in ("علي", "الي") and before in WITH_COMPLEMENT:
            b += 1  # «المشرف على كرسي …»
        elif not role and before.startswith("ال") and _aim(view, b, limit):
            b, aimed = b + 1, True  # «المنظمة التونسية لمناهضة التعذيب | وزيرة …»
        elif construct and word not in PLAIN_WORDS and word not in PREPOSITIONS:
            b += 1
        else:
            break
    while b > a + 1 and (view.types[b - 1] in ("باسم", "في", "علي", "الي") or view.types[b - 1] in LINKS):
        b -= 1
    return b
