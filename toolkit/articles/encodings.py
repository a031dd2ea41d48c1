"""Bytes → text: byte-order marks, UTF-8, Windows-1256, ISO-8859-6, UTF-16; damaged text recognised and repaired."""

from __future__ import annotations

import re

import ftfy
from charset_normalizer import from_bytes

_ARABIC = re.compile("[\u0621-\u064a]")
# What UTF-8 Arabic looks like after somebody decoded it as Windows-1252 or Windows-1256.
_MOJIBAKE = re.compile("[ØÙ][\u0080-\u00ff\u2018-\u203a\u0152-\u0178\u02c6\u02dc€]|ط[§\u00a0-\u00bf]|ظ[…\u2020†„ٹ‡ˆٹپ]")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class NotText(Exception):
    """The bytes are no text in any encoding that we know."""


def decode(data: bytes) -> tuple[str, str, str | None]:
    """(text, encoding, doubt) of the bytes; line ends become \\n, NUL bytes go.

    Raises NotText for binary data.

    >>> decode("خبر".encode("cp1256"))[:2]
    ('خبر', 'cp1256')
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _clean(data.decode(name, "replace")), name, None
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
    return _other(data)


def _other(data: bytes) -> tuple[str, str, str | None]:
    zeros = data.count(0)
    if zeros:
        for name in ("utf-16-le", "utf-16-be"):
            text = data.decode(name, "replace")
            if len(_ARABIC.findall(text)) > len(text) / 3:
                return _clean(text), name, None
        raise NotText
    candidates = []
    for name in ("cp1256", "iso8859_6"):
        text = data.decode(name, "replace")
        good = len(re.findall('[\u0621-\u064a\\s.,،؛؟0-9«»"()-]', text)) / max(len(text), 1)
        candidates.append((good, name, text))
    good, name, text = max(candidates, key=lambda row: row[0])
    if good > 0.75 and len(_ARABIC.findall(text)) > len(text) / 4:
        return _clean(text), name, None
    best = from_bytes(data[:200_000]).best()
    if best is None or sum(byte < 9 or 13 < byte < 32 for byte in data[:4000]) > len(data[:4000]) / 20:
        raise NotText
    return _clean(data.decode(best.encoding, "replace")), best.encoding, f"the encoding {best.encoding} is a guess"


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
