"""CoNLL-U: sentences and words with segments, lemmas and parts of speech, for tools of linguistics; no syntax, which nothing here reads."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from toolkit.corpus import Corpus

_PREFIXES = {"و": "CCONJ", "ف": "CCONJ", "ب": "ADP", "ل": "ADP", "ك": "ADP", "س": "AUX", "أ": "PART"}


def write(corpus: Corpus, folder: Path) -> dict[str, int]:
    """Writes corpus.conllu: `# newdoc id`, `# sent_id`, `# text`; a word of several segments is a range with a line for each (the host has lemma and
    tag); MISC has the place in the article's text (`start=3|end=8`), and `SpaceAfter=No`."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = dict(zip(corpus.articles["article_id"].astype("str"), corpus.articles["text"].fillna("").astype(object), strict=True))
    sentences = words = 0
    with (folder / "corpus.conllu").open("w", encoding="utf-8", errors="surrogatepass") as out:
        for article_id, rows in corpus.tokens.groupby("article_id", observed=True, sort=False):
            out.write(f"# newdoc id = {_one_line(str(article_id))}\n")
            text = texts[str(article_id)]
            for sentence_id, part in rows.groupby("sentence_id", sort=False):
                start, end = int(part["start"].iloc[0]), int(part["end"].iloc[-1])
                out.write(f"# sent_id = {_one_line(str(article_id))}:{sentence_id}\n# text = {_one_line(text[start:end])}\n")
                out.write(_sentence(part, text))
                sentences, words = sentences + 1, words + len(part)
    return {"sentences": sentences, "words and marks": words}


def _sentence(part: pd.DataFrame, text: str) -> str:
    lines, number = [], 1
    for row in part.itertuples():
        misc = f"start={row.start}|end={row.end}" + ("" if text[row.end : row.end + 1].isspace() or row.end >= len(text) else "|SpaceAfter=No")
        pieces = str(row.segments).split("+") if row.is_word and pd.notna(row.segments) else [str(row.token)]
        pos = "X" if pd.isna(row.pos) else str(row.pos)
        lemma = "_" if pd.isna(row.lemma) else str(row.lemma)
        if len(pieces) == 1:
            lines.append(_line(str(number), str(row.token), lemma, pos, misc))
        else:
            host = max(range(len(pieces)), key=lambda n: len(pieces[n]))
            lines.append(_line(f"{number}-{number + len(pieces) - 1}", str(row.token), "_", "_", misc))
            for n, piece in enumerate(pieces):
                tag = pos if n == host else "PRON" if n > host else _PREFIXES.get(piece, "PART")
                lines.append(_line(str(number + n), piece, lemma if n == host else piece, tag, "_"))
        number += len(pieces)
    return "".join(lines) + "\n"


def _line(number: str, form: str, lemma: str, pos: str, misc: str) -> str:
    return "\t".join([number, _one_line(form) or "_", _one_line(lemma) or "_", pos, "_", "_", "_", "_", "_", misc]) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
