"""Places: names of the built-in table where the context does not speak against them, and sites by their head noun."""

from __future__ import annotations

from toolkit.entities.words import ADJ, AREA, CUE, DEFINITE, FUNCTION, LINK, NAME, ORG, PROPER, ROLE, SITE, STOP, VERB, WEAK, Words

_BEFORE = frozenset("في من الي مدينة مدينه محافظة ولاية منطقة بلدة قرية جهة شمال جنوب شرق غرب وسط داخل خارج نحو عاصمة العاصمة".split())
LARGE = 150_000  # people: the name of a large town needs no context


def plausible(words: Words, a: int, b: int, population: int, *, own: bool = False) -> bool:
    """Whether the look-up at tokens a … b-1 is the place and not a common word or a person's name."""
    if own or b - a > 1:
        return True
    flags, word = words.flags[a], words.hosts[a]
    if flags & (STOP | FUNCTION | CUE) or len(word) < 3:
        return False
    before = words.flags[a - 1] if a and words.sentence[a - 1] == words.sentence[a] else 0
    after = words.flags[a + 1] if a + 1 < len(words) else 0
    previous = words.hosts[a - 1] if before or a else ""
    # «الشركة السعودية», «الحكومة الجزائر…»: an adjective after a definite noun
    if flags & DEFINITE and word.endswith("ية") and before & DEFINITE and not words.clitic[a] and not before & (AREA | SITE):
        return False
    if before & LINK or (before & NAME and not words.clitic[a] and not before & (AREA | SITE) and flags & (NAME | DEFINITE)):
        return False  # part of a person's name
    if flags & NAME and after & (NAME | LINK) and population < 2_000_000:
        return False
    if flags & PROPER or population >= 10**8:
        return True
    if before & (AREA | SITE) or previous in _BEFORE or (words.types[a][:1] == "ب" and words.clitic[a]):
        return not flags & (VERB | ADJ) or population >= LARGE
    return population >= LARGE and not flags & (VERB | ADJ) and not flags & NAME


def after_heads(words: Words) -> list[tuple[int, int, str]]:
    """«مطار قرطاج» (the site with its head), «محافظة شانلي» (the area without): (start, end, rule)."""
    found, i, size = [], 0, len(words)
    while i < size - 1:
        flags = words.flags[i]
        if flags & (AREA | SITE) and words.is_word[i] and words.sentence[i + 1] == words.sentence[i]:
            b = _name_end(words, i + 1)
            if b > i + 1:
                start = i if flags & SITE else i + 1
                found.append((start, b, "site" if flags & SITE else "area"))
                i = b
                continue
        i += 1
    return found


def _name_end(words: Words, a: int) -> int:
    b, size = a, len(words)
    while b < size and b - a < 3 and words.is_word[b] and not words.clitic[b] and words.sentence[b] == words.sentence[a]:
        flags = words.flags[b]
        if flags & (STOP | FUNCTION | CUE | ORG | WEAK | ROLE | VERB):
            break
        if flags & (PROPER | NAME | LINK):
            b += 1
        elif flags & DEFINITE and b == a:
            b += 1
            if b < size and words.has(b, DEFINITE) and words.has(b, ADJ) and not words.clitic[b]:
                b += 1
            break
        elif flags & DEFINITE and words.has(b - 1, LINK | NAME | PROPER) and not flags & ADJ:
            b += 1
            break
        else:
            break
    while b > a and words.has(b - 1, LINK):
        b -= 1
    return b
