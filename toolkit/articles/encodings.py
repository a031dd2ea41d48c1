"""Bytes → text: byte-order marks, UTF-8, Windows-1256, ISO-8859-6, UTF-16; damaged text recognised and repaired."""

from __future__ import annotations

import re

import ftfy
from charset_normalizer import from_bytes

_ARABIC = re.compile("[\u0621-\u064a]")
# What UTF-8 Arabic looks like after somebody decoded it as Windows-1252 or Windows-1256.
_MOJIBAKE = re.compile("[ØÙ][\u0080-\u00ff\u2018-\u203a\u0152-\u0178\u02c6\u02dc€]|ط[§\u00a0-\u00bf]|ظ[…\u2020†„ٹ‡ˆٹپ]")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_HIGH = re.compile(b"[\x80-\xff]+")
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b")
_ONE_BYTE = ("cp1256", "iso8859_6")
PLAINLY = 0.8  # share of letters among the bytes beyond ASCII from which they are Arabic in that encoding


class NotText(Exception):
    """The bytes are no text in any encoding that we know."""


def decode(data: bytes, declared: str | None = None) -> tuple[str, str, str | None]:
    """(text, encoding, doubt) of the bytes; line ends become \\n, NUL bytes go.

    What the bytes plainly are goes before the charset that a page has `declared`.
    Raises NotText for binary data.

    >>> decode("خبر جديد من المدينة".encode("cp1256"))[:2]
    ('خبر جديد من المدينة', 'cp1256')
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _clean(data.decode(name, "replace")), name, None
    if wide := _two_bytes(data):
        return _clean(data.decode(wide, "replace")), wide, None
    try:
        text = data.decode("utf-8")
        if "\0" not in text:
            return *_repaired(_clean(text), "utf-8"), None
        if text.count("\0") * 5 < len(text):
            return _clean(text), "utf-8", "NUL characters were removed"
    except UnicodeDecodeError as error:
        # One truncated or broken character in long UTF-8 text is damage, not another encoding.
        text = data.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        if len(_ARABIC.findall(text)) > 20 * broken and "\0" not in text:
            return _clean(text), "utf-8", f"{broken} broken characters, the first at byte {error.start}"
    return _other(data, declared)


def _two_bytes(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte is 0 (of ASCII) or 6 (of Arabic), which no other text has."""
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = data[first:20_000:2]
        if len(high) >= 8 and (high.count(0) + high.count(6)) > 0.8 * len(high):
            text = data[:20_000].decode(name, "replace")
            if len(_ARABIC.findall(text)) > len(text) / 20 and "\0" not in text:
                return name
    return None


def _other(data: bytes, declared: str | None) -> tuple[str, str, str | None]:
    sample = data[:200_000]
    if 0 in sample or sum(map(sample.count, _CONTROLS)) > len(sample) / 50:
        raise NotText
    high = b" ".join(_HIGH.findall(sample))
    shares = {name: _share(high, name) for name in _ONE_BYTE}
    best = max(_ONE_BYTE, key=shares.__getitem__)
    if shares[best] >= PLAINLY:
        return _clean(data.decode(best, "replace")), best, None
    if declared:
        try:
            return _clean(data.decode(declared)), declared, None
        except (UnicodeDecodeError, LookupError):
            pass
    guess = from_bytes(sample).best()
    if guess is None:
        raise NotText
    return _clean(data.decode(guess.encoding, "replace")), guess.encoding, f"the encoding {guess.encoding} is a guess"


def _share(high: bytes, name: str) -> float:
    text = high.decode(name, "replace").replace(" ", "")
    return len(_ARABIC.findall(text)) / max(len(text), 1)


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").removeprefix("\ufeff")


def _repaired(text: str, encoding: str) -> tuple[str, str]:
    fixed = repair(text)
    return (text, encoding) if fixed is None else (fixed, f"{encoding}, repaired")


def repair(text: str) -> str | None:
    """The text with wrongly decoded Arabic mended (Ø§Ù„ → ال), or None where nothing is wrong."""
    hits = len(_MOJIBAKE.findall(text[:5000]))
    if hits < 3 or hits * 8 < len(text[:5000]):
        return None
    for name in ("cp1256", "cp1252", "latin-1"):
        try:
            return text.encode(name).decode("utf-8")
        except UnicodeError:
            continue
    fixed = ftfy.fix_encoding(text)
    return fixed if len(_ARABIC.findall(fixed)) > len(_ARABIC.findall(text)) and not _MOJIBAKE.search(fixed) else None
