"""Label Studio: a JSON file of tasks, each an article with its marks, and the labelling interface that shows them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from toolkit.exchange.marked import NAMES, ROLES, BadExchange, Marked

CONFIG = """<View>
  <Relations>{relations}</Relations>
  <Labels name="label" toName="text">{labels}</Labels>
  <Text name="text" value="$text" granularity="word" style="direction: rtl; text-align: right"/>
</View>
"""
_COLOURS = ("#2a9d8f", "#e9c46a", "#8ab17d", "#f4a261", "#bc6c25", "#d62828", "#1d3557", "#457b9d", "#a8dadc")


def write(articles: Iterable[Marked], folder: Path) -> dict[str, int]:
    """Writes `tasks.json` (import it as it is) and `labels.xml` (the labelling interface)."""
    folder.mkdir(parents=True, exist_ok=True)
    labels = "".join(f'<Label value="{name}" background="{colour}"/>' for name, colour in zip((*NAMES, "cue", *ROLES), _COLOURS, strict=True))
    relations = "".join(f'<Relation value="{role}"/>' for role in ROLES)
    (folder / "labels.xml").write_text(CONFIG.format(labels=labels, relations=relations), encoding="utf-8")
    written = 0
    with (folder / "tasks.json").open("w", encoding="utf-8") as out:
        out.write("[")
        for one in articles:
            out.write(",\n" if written else "\n")
            json.dump(_task(one), out, ensure_ascii=False)
            written += 1
        out.write("\n]\n")
    return {"articles": written}


def _task(one: Marked) -> dict[str, object]:
    ids = {(span, label): f"{label}-{span[0]}-{span[1]}" for span, label in one.spans()}
    result: list[dict[str, object]] = [
        {"id": ids[span, label], "from_name": "label", "to_name": "text", "type": "labels", "value": {"start": span[0], "end": span[1], "text": one.text[slice(*span)], "labels": [label]}}
        for span, label in one.spans()
    ]  # fmt: skip
    result += [
        {"type": "relation", "from_id": ids[cue, "cue"], "to_id": ids[span, role], "direction": "right", "labels": [role]}
        for cue, role, span in one.links()
    ]
    return {"data": {"article_id": one.article_id, "text": one.text}, "annotations": [{"result": result}]}


def read(path: Path) -> list[Marked]:
    """The articles of a JSON export, with the last annotation of each.

    Raises BadExchange for a file that is no such export.
    """
    file = path / "tasks.json" if path.is_dir() else path
    try:
        tasks = json.loads(file.read_text(encoding="utf-8-sig"))
        return [_marked(task) for task in tasks if task.get("annotations")]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise BadExchange(f"{file} is no JSON export of Label Studio with the labels that isnad export wrote: {error!r}") from None


def _marked(task: dict) -> Marked:
    one = Marked(str(task["data"]["article_id"]), str(task["data"]["text"]))
    result = [row for row in task["annotations"][-1]["result"] if not task["annotations"][-1].get("was_cancelled")]
    places = {
        row["id"]: ((int(row["value"]["start"]), int(row["value"]["end"])), row["value"]["labels"][0]) for row in result if row["type"] == "labels"
    }
    for span, label in places.values():
        if label in NAMES:
            one.names[span] = label
        elif label == "cue":
            one.relations.setdefault(span, {})
    for row in result:
        if row["type"] == "relation" and {row["from_id"], row["to_id"]} <= set(places):
            (cue, _), (span, role) = places[row["from_id"]], places[row["to_id"]]
            role = (row.get("labels") or [role])[0]
            if cue in one.relations and role in ROLES:
                one.relations[cue][role] = span
    return one
