"""Markup in texts that should be plain: tags, entity references and line ends written out, as crawlers leave them in JSON and CSV."""

from __future__ import annotations

import html
import re

_TAGS = "p|br|div|span|a|b|i|u|em|strong|h[1-6]|ul|ol|li|img|script|style|figure|figcaption|iframe|table|tbody|tr|td|th|blockquote|font|section|article|video|audio|noscript|hr|center|sup|sub|small|html|body|head|meta|link|input|button|form|svg"
TAG = rf"(?i)</?(?:{_TAGS})(?:\s[^<>]*)?/?>|<!--"
ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}[0-9]{0,2});"
ESCAPE = r'\\(?:r\\n|n|r|t|"|/|u0[0-9a-fA-F]{3})'
# What stands beside a line end that was written out: after «C:» it is a folder.
_BETWEEN = re.compile(r"(?<![A-Za-z:\\])((?:\\r\\n|\\n|\\r|\\t)+)(?![a-z]{3,}[\\.])")
_UNICODE = re.compile(r"\\u(0[0-9a-fA-F]{3})")
_BLOCKS = frozenset("p div br h1 h2 h3 h4 h5 h6 ul ol li figure figcaption table tr blockquote section article hr center body html tbody".split())
_UNSEEN = frozenset("script style noscript iframe svg head template button form".split())
_TAG = re.compile(TAG)
_ENTITY = re.compile(ENTITY)
_ANY = re.compile(f"{TAG}|{ENTITY}|{ESCAPE}")


def plain(text: str) -> str:
    """The text without markup, entity references and written-out line ends; blocks become lines.

    >>> plain("<p>قال <b>المدير</b>&nbsp;نعم.</p><script>x=1</script><p>ثم غادر.</p>")
    'قال المدير نعم.\\nثم غادر.'
    >>> plain("وصل الوفد\\\\nثم غادر")
    'وصل الوفد\\nثم غادر'
    """
    if "\\" in text:
        text = _unescaped(text)
    for _ in range(2):  # markup may itself be written as entities
        if _TAG.search(text):
            text = _without_tags(text)
        if _ENTITY.search(text):
            text = html.unescape(text).replace("\xa0", " ")
    return text


def is_plain(text: str) -> bool:
    """Whether `plain` would leave the text as it is."""
    return _ANY.search(text) is None


def _unescaped(text: str) -> str:
    text = _BETWEEN.sub(lambda match: "\n" * (match[1].count("\\n") or match[1].count("\\r")) or " ", text)
    if len(_UNICODE.findall(text)) > 3:
        text = _UNICODE.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace('\\"', '"').replace("\\/", "/")


def _without_tags(text: str) -> str:
    from lxml import etree

    parser = etree.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    root = etree.fromstring(f"<div>{text}</div>", parser)
    pieces: list[str] = []
    hidden = 0
    for event, node in etree.iterwalk(root, events=("start", "end")) if root is not None else ():
        if event == "start":
            hidden += node.tag in _UNSEEN
            pieces.append("\n" if node.tag in _BLOCKS else "")
            pieces.append(_flowing(node.text) if node.text and not hidden else "")
        else:
            hidden -= node.tag in _UNSEEN
            pieces.append("\n" if node.tag in _BLOCKS else "")
            pieces.append(_flowing(node.tail) if node.tail and not hidden else "")
    lines = (" ".join(line.split(" ")).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _flowing(text: str) -> str:
    return text.replace("\xa0", " ")
