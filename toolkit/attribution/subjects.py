"""The subject of a finite verb where it stands before it, and what can be none."""

from __future__ import annotations

from toolkit.attribution import phrases
from toolkit.attribution.chunks import names
from toolkit.attribution.frames import COMPLEMENTIZERS, WITH_BI, Frame
from toolkit.attribution.heads import can_speak
from toolkit.attribution.lexicon import Cue
from toolkit.attribution.relation import Relation
from toolkit.attribution.view import View


def subject_first(view: View, i: int, cue: Cue, subject: tuple[int, int]) -> bool:
    """«(ذكر) أن العلي أبلغ القاضي أن», «كان المنسق الخاص صرح أمام المجلس أن»: after أن or كان the subject comes before its verb."""
    a, b = subject
    if a and view.types[a - 1] in COMPLEMENTIZERS | WITH_BI and b == i:
        alone = b - a == 1 and view.types[a].startswith("ال") and view.types[a].endswith("ة") == (cue.gender == "f")
        return _named(view, a, b) or can_speak(view, a, b, strict=not alone)
    return was_saying(view, i) and can_speak(view, a, b, strict=True)


def was_saying(view: View, i: int) -> bool:
    """«وكان الوزير السابق، سالم العلي، | كشف أن»: the clause began with كان, and no verb has come since."""
    begin = view.sentence_start(i)
    if view.types[begin] not in ("وكان", "وكانت", "كان", "كانت") or i - begin > 20:
        return False
    return not any(view.pos[k] == "VERB" and view.types[k] not in names() for k in range(begin + 1, i))


def object_between(view: View, source: tuple[int, int], subject: tuple[int, int]) -> bool:
    """Whether of two phrases around the verb only the one before it can speak."""
    return not _named(view, *source) and not can_speak(view, *source, strict=True) and can_speak(view, *subject, strict=True)


def no_speaker(view: View, a: int, b: int) -> bool:
    """«يؤكد ذلك ويزيد …»: another verb inside the phrase, or a noun that is neither a name nor anybody who speaks."""
    if any(view.pos[k] == "VERB" and view.segments[k].startswith(("و+", "ف+")) for k in range(a, b)):
        return True
    return not _named(view, a, b) and not can_speak(view, a, b, strict=True)


def _named(view: View, a: int, b: int) -> bool:
    return any(view.pos[k] == "PROPN" or view.types[k] in names() for k in range(a, b))


def right_before_colon(view: View, source: tuple[int, int], frame: Frame) -> bool:
    """«ويضيف العييد قائلا: …»: one or two definite words, unknown as a name, between the verb and the colon."""
    a, b = source
    return frame.kind == "colon" and b == frame.gap_end and b - a <= 2 and view.types[a].startswith("ال")


def subject_before(view: View, i: int, found: list[Relation]) -> tuple[int, int] | None:
    """The phrase before the verb in its own clause, not one in the content of an earlier cue."""
    least = view.sentence_start(i)
    for relation in reversed(found):
        if relation.at < least:
            break
        if relation.content and least < relation.content[0] <= i and relation.frame in ("clause", "colon", "quote"):
            least = max(least, relation.content[0] + (view.types[relation.content[0]] in COMPLEMENTIZERS | WITH_BI))
    return phrases.before_cue(view, i, least)


def quoted_name(view: View, i: int) -> tuple[int, int] | None:
    """«“الضفاف للكهرباء” تؤكد سعيها»: a name in marks that opens the clause, right before the verb."""
    for k in range(i - 3, max(i - 7, -1), -1):
        number = view.opened.get(k)
        if number is not None and view.quotations[number].closed and view.quotations[number].close == i - 1:
            opens = k == view.sentence_start(i) or view.types[k - 1] in COMPLEMENTIZERS | {":"}
            return (k, i) if opens else None
    return None


def verbless(view: View, i: int) -> bool:
    """Whether the verb's complement follows at once, so that its subject stands elsewhere."""
    return view.types[i + 1] in ("ان", "الي", "علي", "انه", "انها", "عن") if i + 1 < len(view) else False
