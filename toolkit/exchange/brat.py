"""brat: a text and a file of stand-off annotations for each article, and the configuration that shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

from toolkit.exchange.marked import NAMES, ROLES, BadExchange, Marked, Span, file_name, read_names, write_names

_TEXT = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t")
_RELATION = re.compile(r"R\d+\t(\S+) Arg1:(T\d+) Arg2:(T\d+)")


def write(articles: Iterable[Marked], folder: Path) -> dict[str, int]:
    """Writes NAME.txt and NAME.ann for each article, `annotation.conf` and `visual.conf`; `articles.tsv` says of which."""
    folder.mkdir(parents=True, exist_ok=True)
    entities, kinds = "\n".join((*NAMES, "cue", *ROLES)), "|".join(NAMES)
    relations = "\n".join(f"{role}\tArg1:cue, Arg2:{role}|{kinds}" for role in ROLES)
    (folder / "annotation.conf").write_text(f"[entities]\n{entities}\n\n[relations]\n{relations}\n\n[events]\n\n[attributes]\n", encoding="utf-8")
    (folder / "visual.conf").write_text("[options]\nText direction:rtl\n\n[labels]\n\n[drawing]\n", encoding="utf-8")
    names: dict[str, str] = {}
    for one in articles:
        name = file_name(one.article_id, names)
        (folder / f"{name}.txt").write_bytes(one.text.encode("utf-8", errors="surrogatepass"))
        (folder / f"{name}.ann").write_text(_lines(one), encoding="utf-8")
    write_names(folder, names)
    return {"articles": len(names)}


def _lines(one: Marked) -> str:
    spans = one.spans()
    number = {key: n for n, key in enumerate(spans, 1)}
    lines = []
    for (span, label), n in number.items():
        parts = _parts(one.text, span)
        places = ";".join(f"{a} {b}" for a, b in parts)
        lines.append(f"T{n}\t{label} {places}\t{' '.join(one.text[a:b] for a, b in parts)}")
    lines += [f"R{n}\t{role} Arg1:T{number[cue, 'cue']} Arg2:T{number[span, role]}" for n, (cue, role, span) in enumerate(one.links(), 1)]
    return "".join(f"{line}\n" for line in lines)


def _parts(text: str, span: Span) -> list[Span]:
    """The span in pieces that hold no line break: brat marks none."""
    return [(span[0] + match.start(), span[0] + match.end()) for match in re.finditer(r"[^\n]+", text[slice(*span)])] or [span]


def read(path: Path) -> list[Marked]:
    """The articles of a folder of NAME.txt and NAME.ann.

    Raises BadExchange where there is none.
    """
    files = sorted(path.glob("*.ann")) if path.is_dir() else []
    if not files:
        raise BadExchange(f"{path} is no folder of brat: it has no .ann files")
    names = read_names(path)
    return [_marked(file, names) for file in files if file.with_name(f"{file.stem}.txt").is_file()]


def _marked(file: Path, names: dict[str, str]) -> Marked:
    one = Marked(
        names.get(file.stem.lower(), unquote(file.stem)), file.with_name(f"{file.stem}.txt").read_bytes().decode("utf-8", errors="surrogatepass")
    )
    places: dict[str, tuple[Span, str]] = {}
    links = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if match := _TEXT.match(line):
            numbers = [int(n) for n in re.findall(r"\d+", match[3])]
            span, label = (numbers[0], numbers[-1]), match[2]
            places[match[1]] = span, label
            if label in NAMES:
                one.names[span] = label
            elif label == "cue":
                one.relations.setdefault(span, {})
        elif match := _RELATION.match(line):
            links.append(match.groups())
    for role, cue, place in links:
        if cue in places and place in places and places[cue][0] in one.relations and role in ROLES:
            one.relations[places[cue][0]][role] = places[place][0]
    return one
