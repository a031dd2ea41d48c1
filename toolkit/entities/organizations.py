"""Organizations: a head noun with what completes it."""

from __future__ import annotations

from toolkit.entities.people import name_end
from toolkit.entities.words import ADJ, AREA, CUE, DEFINITE, FUNCTION, LINK, MEDIA, NAME, NATION, ORG, PROPER, ROLE, STOP, VERB, WEAK, Words

LONGEST = 9
_UNITS = frozenset("كلية قسم معهد عمادة مستشفي مركز لجنة".split())
_NISBA = ("ي", "ية")
_INSTITUTIONAL = frozenset(
    "العام العامة العليا الاعلي المستقلة المستقل المتحدة المتحد المشتركة المشترك الموحدة الموحد الحر الحرة المحترفة المحترف الخيرية الكبري".split()
)
_PLAIN = frozenset(
    "الجديد الجديدة الماضي الماضية الحالي الحالية المقبل المقبلة السابق السابقة المذكور المذكورة الاخير الاخيرة الاول الاولي الثاني الثانية القادم القادمة المعني المعنية الارهابي الارهابية المتطرف المتطرفة المتشدد المتشددة المنتمي المنتمية التابع التابعة المتمركز المتمركزة المسلحة المسلح المحظورة المحظور الانقلابي الانقلابية المختص المختصة".split()
)


def after_heads(words: Words, located: set[int]) -> list[tuple[int, int, str]]:
    """«وزارة التجارة», «الشركة السعودية للكهرباء», «حركة نداء تونس»: (start, end, rule)."""
    found, i, size = [], 0, len(words)
    while i < size:
        if words.hosts[i] in ("ادارة", "رئاسة") and i + 2 < size and words.has(i + 1, ORG) and not words.clitic[i + 1]:
            if complement_end(words, i + 1, located)[0] > i + 2:
                i += 1  # «رئيس مجلس إدارة | شركة …», «رئاسة | الاتحاد العربي»
                continue
        if words.flags[i] & (ORG | WEAK) and words.is_word[i] and words.types[i] not in ("برئاسة", "بقيادة", "بدار"):
            b, named = complement_end(words, i, located)
            strong = words.has(i, ORG)
            presided = (
                i
                and words.has(i - 1, ROLE)
                and b == i + 2
                and not words.has(i, DEFINITE)
                and (b >= size or bool(words.flags[b] & (FUNCTION | CUE | NAME)))
            )
            head, then = words.hosts[i], words.hosts[min(i + 1, size - 1)]
            if (head in ("البرنامج", "المشروع") and then != "الوطني") or (head in ("موقع", "شبكة") and then == "التواصل"):
                named = strong = presided = False  # «البرنامج التدريبي للفريق», «موقع التواصل الاجتماعي»: no one's name
            if b > i + 1 and (strong or named or presided):  # «رئيس حركة الأمل، …»: what has a president is named
                found.append((i, b, "head"))
                i = b
                continue
        i += 1
    return found


def complement_end(words: Words, a: int, located: set[int]) -> tuple[int, bool]:
    """(one past the organization that begins with the head at token a, whether a name or a nationality is in it)."""
    size = min(len(words), a + LONGEST)
    definite_head = words.has(a, DEFINITE)
    b, named, closed = a + 1, False, definite_head
    if words.hosts[a] in _NAMED_HEADS and (end := _outright(words, b, size)) > b:
        return end, True
    # the head's complement is closed once a definite word or a name has come: then only adjectives and joined nouns follow
    while b < size and words.sentence[b] == words.sentence[a]:
        flags, word = words.flags[b], words.types[b]
        if not words.is_word[b]:
            if word in ('"', "«", "“", "”") and b == a + 1 and not definite_head and words.hosts[a] not in ("برنامج", "مشروع"):
                return _quoted(words, a, b)
            break
        if (flags & STOP and not flags & NAME) or word in _PLAIN:
            break
        joined = word.startswith("وال") and words.clitic[b]
        if flags & DEFINITE and not words.clitic[b]:
            adjective = (
                word.endswith(_NISBA)
                or word in _INSTITUTIONAL
                or bool(flags & ADJ and b > a + 1 and (_agree(words, b) if words.types[b - 1].endswith(("ة", "ات")) else words.clitic[b - 1]))
            )
            if flags & ROLE and b > a + 1 and not word.endswith(_NISBA):
                break
            if flags & ROLE and b + 1 < size and words.flags[b + 1] & (NAME | LINK) and not definite_head:
                b, named, closed = name_end(words, b + 1), True, True  # «مركز الملك سلمان»
                continue
            if definite_head and b == a + 1 and not adjective:
                break
            if closed and not adjective and not (words.has(b - 1, PROPER) and flags & NAME):
                break
            closed = True
            named |= bool(flags & NATION or (word.endswith(_NISBA) and b > a + 1))
        elif joined and closed and not words.has(b - 1, PROPER | NAME) and not flags & (ROLE | ORG | WEAK):
            if definite_head and not word.endswith(_NISBA) and not (_purpose(words, a, b) and b > a + 2):
                break  # «الشركة … للإنارة | والكهرباء» goes on
        elif word.startswith("لل") and words.clitic[b] and closed:
            # «… للكهرباء», «… للانتخابات»: its purpose, with its adjectives
            if definite_head and b == a + 1:
                break
            named = True
        elif (
            words.clitic[b]
            and word.startswith("ل")
            and closed
            and (not definite_head or b > a + 1)
            and b + 1 < size
            and words.has(b + 1, DEFINITE)
            and not flags & (FUNCTION | PROPER | DEFINITE)
        ):
            b += 1  # «لجنة الإشراف … لانتخابات المجالس البلدية»
            named = True
        elif words.clitic[b] and word.startswith("ب") and flags & ORG and words.hosts[a].removeprefix("ال") in _UNITS:
            end, _ = complement_end(words, b, located)  # «كلية الطب بجامعة …»: nothing without its parent
            return (end, True) if end > b else (b, named)
        elif words.clitic[b] and word.startswith("ب") and closed and not named and b > a + 1 and (flags & AREA or b in located):
            # a designation without a name of its own keeps its place: «نادي كرة القدم بالحمامات», «… بمنطقة جازان»
            b += 1 + bool(flags & AREA)
            return min(b, size), True
        elif not words.clitic[b] and not definite_head and not closed and not flags & (FUNCTION | VERB | CUE):
            named |= bool(flags & (PROPER | NAME))
            closed = bool(flags & (PROPER | NAME)) and not flags & LINK
        elif not words.clitic[b] and words.has(b - 1, PROPER | NAME | LINK) and flags & (PROPER | LINK) and not flags & NAME and not definite_head:
            named = True
        elif flags & LINK and not flags & NAME and not words.clitic[b]:
            pass
        else:
            break
        b += 1
    while b > a + 1 and (words.flags[b - 1] & (LINK | ROLE) and not words.has(b - 1, DEFINITE)):
        b -= 1
    complete = definite_head or closed or named
    return (b, named) if complete else (a, False)


def _purpose(words: Words, a: int, b: int) -> bool:
    """«الغرفة الوطنية للزراعة والري | والصناعات الغذائية»: whether لل and what و joins to it go before token b."""
    b -= 1
    while b > a + 1 and words.clitic[b] and words.types[b].startswith("وال"):
        b -= 1
    return words.types[b].startswith("لل")


def _agree(words: Words, b: int) -> bool:
    """«الخدمات المساندة», «المدينة المنورة»: a feminine adjective after its definite noun."""
    return words.types[b].endswith("ة") and words.types[b - 1].endswith(("ة", "ات")) and words.types[b - 1].startswith(("ال", "لل", "بال", "وال"))


_NAMED_HEADS = frozenset("صحيفة جريدة قناة اذاعة راديو نادي مجلة شركة".split())


def _outright(words: Words, a: int, size: int) -> int:
    """«صحيفة ذي ستاندارد», «نادي ضمك»: indefinite words right after such a head are its name, whatever they mean."""
    b = a
    while b < size and b - a < 3 and words.is_word[b] and not words.clitic[b] and words.sentence[b] == words.sentence[a]:
        flags = words.flags[b]
        known = flags & (PROPER | LINK) or words.hosts[b] in ("ذي", "ذا")
        if flags & (DEFINITE | FUNCTION | CUE | STOP | ROLE | ORG | WEAK) or not (known or b == a) or (b > a and flags & NAME):
            break
        b += 1
    sure = b > a and (
        words.flags[a] & PROPER or words.hosts[a] in ("ذي", "ذا") or b >= len(words) or not words.is_word[b] or bool(words.flags[b] & FUNCTION)
    )
    return b if sure and not (b < len(words) and words.has(b, DEFINITE) and not words.has(b - 1, PROPER)) else a


def _quoted(words: Words, a: int, mark: int) -> tuple[int, bool]:
    """«صحيفة "الوطن"», «تنظيم "داعش"»: the name in quotation marks belongs to the head."""
    close = next((k for k in range(mark + 2, min(mark + 7, len(words))) if words.types[k] in ('"', "»", "”", "“")), None)
    if close is None:
        return a, False
    b = close + 1  # «وكالة "الأفق" | المصرية للأنباء»: its country and purpose go on behind the quotation marks
    if b + 1 < len(words) and words.has(b, NATION) and words.has(b, DEFINITE) and words.types[b + 1] in ("للانباء", "للاعلام"):
        b += 2
    return b, True


def media_names(words: Words) -> list[tuple[int, int, str]]:
    """«لـ"الوطن"», «بحسب «رويترز»»: a short quoted name after a preposition of citing is a medium."""
    found = []
    for i in range(1, len(words) - 2):
        if words.types[i] in ('"', "«", "“") and words.types[i - 1] in ("ل", "لـ", "بحسب", "حسب", "وبحسب", "وحسب"):
            close = next((k for k in range(i + 2, min(i + 6, len(words))) if words.types[k] in ('"', "»", "”")), None)
            if close is not None and all(words.is_word[k] for k in range(i + 1, close)):
                found.append((i + 1, close, "quoted-medium"))
    return found


_BROADCAST = {"اف": ("ام",), "تي": ("في",)}  # FM, TV: the letters as Arabic writes them
_QUOTES = frozenset("\"«»“”'")


def stations(words: Words) -> list[tuple[int, int, str]]:
    """«الضفاف أف أم», «"الضفاف "اف ام"»: a word and the letters FM or TV after it, whatever quotation marks stand between."""
    found = []
    for i in range(1, len(words) - 1):
        if words.types[i + 1] not in _BROADCAST.get(words.types[i], ()):
            continue
        a = i - 1
        while a > 0 and words.types[a] in _QUOTES:
            a -= 1
        if words.is_word[a] and words.sentence[a] == words.sentence[i] and not words.flags[a] & (FUNCTION | CUE | ROLE | MEDIA):
            found.append((a, i + 2, "quoted-medium"))
    return found
