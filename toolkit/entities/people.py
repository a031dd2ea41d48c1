"""Persons: after a title, by a list of names, as the subject of a verb of saying; then by last name alone."""

from __future__ import annotations

from toolkit.entities.words import AREA, CUE, DEFINITE, DEFNAME, FUNCTION, LINK, NAME, ORG, PROPER, ROLE, SITE, STOP, VERB, WEAK, Words

LONGEST = 6
_TITLE_REACH = 12  # words between a title and the name
_NO_SURNAME = frozenset("الله الدين العام الاول الثاني الاسلام الرحمن العزيز الكريم".split())


def name_part(words: Words, i: int, first: bool) -> bool:
    """Whether token i can stand in a person's name (`first`: at its head)."""
    if not words.is_word[i] or (words.clitic[i] and not first):
        return False
    flags = words.flags[i]
    if flags & LINK or (flags & NAME and not flags & STOP):
        return True
    if flags & DEFINITE and not first:
        return not flags & (STOP | FUNCTION | ORG) and len(words.hosts[i]) > 4
    if flags & (STOP | FUNCTION | CUE | ROLE | ORG | WEAK | SITE) or words.types[i][:1].isdigit() or words.types[i].isascii():
        return False
    if flags & DEFINITE:
        return bool(flags & DEFNAME)
    return bool(flags & PROPER) and len(words.hosts[i]) > 2


def name_end(words: Words, a: int) -> int:
    """One past the name that begins at token a (a if none does).

    Names run on through بن and عبد; a definite word after at least one other is a family name, and the last.
    """
    size, b, links = len(words), a, True
    while b < size and b - a < LONGEST + 4 and words.sentence[b] == words.sentence[a] and name_part(words, b, b == a):
        definite = words.has(b, DEFINITE) and not words.has(b, LINK)
        linked = b > a and words.has(b - 1, LINK)
        if b - a >= LONGEST and not linked:
            break
        if definite and not linked and not words.has(b, NAME | PROPER) and b > a and not words.has(b - 1, NAME | PROPER | LINK):
            break
        b += 1
        if definite and not linked and b - a >= 2 and not (b < size and words.has(b, LINK)):
            break
        links = words.has(b - 1, LINK)
    while b > a and words.has(b - 1, LINK):
        b -= 1
    del links
    return b


def _named(words: Words, a: int, b: int) -> int:
    """How many of the words are known names or proper nouns."""
    return sum(1 for k in range(a, b) if words.flags[k] & (NAME | PROPER))


def after_titles(words: Words, covered: set[int]) -> list[tuple[int, int, str]]:
    """«وزير الصحة | سعيد العايدي», «الدكتور | محمد بن إبراهيم»: (start, end, rule).

    `covered`: tokens of listed places and organizations, which belong to the title.
    """
    found, i, size = [], 0, len(words)
    while i < size:
        if not words.has(i, ROLE):
            i += 1
            continue
        j = i + 1
        while j < size and j - i < _TITLE_REACH and words.sentence[j] == words.sentence[i] and words.is_word[j]:
            flags = words.flags[j]
            if j in covered and not (j == i + 1 and flags & NAME):
                j += 1
                continue
            if flags & AREA:
                j += 2  # «أمير منطقة مكة …»: the area's name is no person's
                continue
            if flags & (NAME | LINK | PROPER) and not flags & STOP and not words.clitic[j] and (not flags & DEFINITE or flags & NAME):
                break
            if flags & DEFNAME and j + 1 < size and words.has(j + 1, DEFINITE | NAME) and j > i + 1 and not words.clitic[j]:
                break
            if flags & (FUNCTION | CUE | VERB | STOP) and not words.clitic[j]:
                break
            j += 1
        if j < size and words.is_word[j] and words.sentence[j] == words.sentence[i] and not words.clitic[j]:
            b = name_end(words, j)
            known = _named(words, j, b)
            # A lone word after a long title is most often the place or the club of that title.
            if (b - j >= 2 and known >= 1) or (b - j == 1 and known and j == i + 1 and not words.has(j, DEFINITE) and len(words.hosts[j]) > 2):
                found.append((j, b, "title+name"))
                i = b
                continue
            if j == i + 1 and words.has(j, DEFINITE):
                i += 1
                continue
        # «الوزير الجبير», «المهندس الغبان»: a title and a family name that is no common adjective
        i += 1
    return found


def by_lists(words: Words) -> list[tuple[int, int, str]]:
    """Two names in a row, or a chain with بن: «محمد المسعودي», «فهد بن سلطان»."""
    found, i, size = [], 0, len(words)
    while i < size - 1:
        flags = words.flags[i]
        if flags & (NAME | LINK) and not flags & (STOP | FUNCTION) and words.is_word[i] and name_part(words, i, True):
            b = name_end(words, i)
            known = _named(words, i, b)
            chain = any(words.hosts[k] in ("بن", "بنت", "ابن", "ال", "آل") for k in range(i + 1, b))
            verbal = flags & VERB and not words.flags[i + 1] & (NAME | PROPER)
            if b - i >= 2 and not verbal and (chain or known >= 2 or (known == 1 and flags & PROPER and words.has(b - 1, DEFINITE))):
                found.append((i, b, "name-list"))
                i = b
                continue
        i += 1
    return found


def proper_runs(words: Words) -> list[tuple[int, int, str]]:
    """Two or more unknown or proper words in a row before a verb of saying, after one, or before «، رئيس …»."""
    found, i, size = [], 0, len(words)
    while i < size:
        if words.has(i, PROPER) and not words.has(i, STOP | DEFINITE) and name_part(words, i, True):
            b = name_end(words, i)
            before = words.flags[i - 1] if i else 0
            after = b + (b < size and words.types[b] in ("،", ","))
            title = after < size and words.has(after, ROLE)
            if b - i >= 2 and (before & CUE or title or _named(words, i, b) == b - i):
                found.append((i, b, "speaker" if before & CUE else "apposition" if title else "proper-run"))
            elif b - i == 1 and (before & CUE) and not words.clitic[i] and not words.has(i, VERB):
                found.append((i, b, "speaker"))
            i = max(b, i + 1)
            continue
        i += 1
    return found


def last_names(words: Words, names: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Further occurrences of the last (or only foreign first) word of full names found in the article."""
    surnames = {}
    for a, b in names:
        if b - a >= 2:
            surnames.setdefault(words.hosts[b - 1], (a, b))
            if words.has(b - 2, LINK) and b - a >= 3:
                surnames.setdefault(f"{words.hosts[b - 2]} {words.hosts[b - 1]}", (a, b))
        elif not words.has(a, DEFINITE):
            surnames.setdefault(words.hosts[a], (a, b))
    surnames = {word: span for word, span in surnames.items() if len(word) > 2 and word not in _NO_SURNAME}
    found = []
    for i, word in enumerate(words.hosts):
        two = f"{words.hosts[i - 1]} {word}" if i else ""
        if two in surnames and words.has(i - 1, LINK):
            found.append((i - 1, i + 1, "last-name"))
        elif word in surnames and words.is_word[i]:
            found.append((i, i + 1, "last-name"))
    return found
