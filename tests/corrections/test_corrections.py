"""What people judged is applied on every run, in every way to the tables, and never to another place."""

from __future__ import annotations

import json
import shutil

import pandas as pd
import pytest

from toolkit import attributions, mentions, open_corpus, tokens
from toolkit.corrections import COLUMNS, BadCorrections, Correction, load_corrections, record, undo
from toolkit.corrections.attributions import corrected_attributions
from toolkit.corrections.mentions import merged
from toolkit.corrections.read import no_corrections
from toolkit.tables import write_tables

TEXT = "قال الوزير سالم العلي إن السد امتلأ. وأضاف أن الري مضمون. وحضر اللقاء المدير عمر الفيتوري وصيام مرضى القلب."


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    rows = [
        {"id": "a", "title": "خبر", "text": TEXT, "outlet": "صحيفة"},
        {"id": "b", "title": "خبر", "text": "وصل عمر الفيتوري إلى تونس. وقال عمر الفيتوري إن الأمر انتهى."},
    ]
    (folder / "articles.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return folder


def at(words, text=TEXT):
    start = text.index(words)
    return start, start + len(words)


def judged(corpus, *corrections):
    ids = open_corpus(corpus).articles["article_id"].tolist()
    record(
        corpus / "corrections.csv",
        *[one._replace(article_id=ids[one.article_id] if one.article_id is not None else None) for one in corrections],
        by="س",
    )
    return open_corpus(corpus)


def relation(tables, cue, article=0):
    rows = tables.attributions
    rows = rows[rows["article_id"] == tables.articles["article_id"].iloc[article]]
    return rows[rows["cue"] == cue].iloc[0]


def test_a_new_speaker_goes_on_speaking(corpus):
    start, end = at("قال")
    tables = judged(corpus, Correction("attributions", "speaker", "المدير عمر الفيتوري", 0, start, end))
    for cue in ("قال", "أضاف"):
        row = relation(tables, cue)
        assert (row["resolved"], row["rule"]) == ("المدير عمر الفيتوري", "corrected"), cue
    assert relation(tables, "قال")["confidence"] == 1
    assert relation(tables, "قال")["source"] == "الوزير سالم العلي"


def test_a_rejected_row_is_gone_and_a_missed_one_is_there(corpus):
    cue, content = at("وحضر"), at("اللقاء المدير")
    tables = judged(
        corpus,
        Correction("attributions", "reject", None, 0, *at("أضاف")),
        Correction("attributions", "content", f"{content[0]}-{content[1]}", 0, *cue),
        Correction("attributions", "speaker", "عمر الفيتوري", 0, *cue),
    )
    assert "أضاف" not in tables.attributions["cue"].tolist()
    row = relation(tables, "وحضر")
    assert (row["content"], row["resolved"], row["source_kind"], row["rule"]) == ("اللقاء المدير", "عمر الفيتوري", "person", "corrected")


def test_names_are_rejected_added_and_of_another_type(corpus):
    tables = judged(
        corpus,
        Correction("mentions", "type", "ORG", 0, *at("السد")),
        Correction("mentions", "reject", None, 0, *at("سالم العلي")),
        Correction("mentions", "type", "ORG", 0, *at("عمر الفيتوري")),
    )
    rows = tables.mentions[tables.mentions["article_id"] == tables.articles["article_id"].iloc[0]]
    assert "سالم العلي" not in rows["text"].tolist()
    assert rows.set_index("text").loc["السد", ["type", "rule"]].tolist() == ["ORG", "corrected"]
    assert rows.set_index("text").loc["عمر الفيتوري", "type"] == "ORG"


def test_entities_are_merged_and_split(corpus):
    before = open_corpus(corpus).entities
    assert {"سالم العلي", "عمر الفيتوري"} <= set(before["label"])
    tables = judged(corpus, Correction("entities", "merge", "PER:عمر الفيتوري", entity_id="PER:سالم العلي"))
    assert "سالم العلي" not in tables.entities["label"].tolist()
    assert (
        tables.entities.set_index("label").loc["عمر الفيتوري", "mentions"]
        == before.set_index("label").loc[["عمر الفيتوري", "سالم العلي"], "mentions"].sum()
    )
    assert (tables.mentions.loc[tables.mentions["text"] == "سالم العلي", "rule"] == "corrected").all()
    apart = judged(corpus, Correction("entities", "split", "سالم العلي", entity_id="PER:عمر الفيتوري"))
    assert "سالم العلي" not in apart.entities["label"].tolist()  # it was merged first; a split speaks of what the articles tell
    undo(corpus / "corrections.csv", 2)
    assert "سالم العلي" in open_corpus(corpus).entities["label"].tolist()


def test_articles_are_corrected_and_rejected(corpus):
    tables = judged(
        corpus,
        Correction("articles", "outlet", "وكالة", 0),
        Correction("articles", "published", "2024-05-31", 0),
        Correction("articles", "reject", None, 1),
    )
    assert tables.articles["outlet"].tolist() == ["وكالة"]
    assert tables.articles["published"].dt.strftime("%Y-%m-%d").tolist() == ["2024-05-31"]
    assert set(tables.mentions["article_id"]) == set(tables.articles["article_id"])


def same(one, other):
    for table in ("articles", "mentions", "attributions", "entities"):
        a, b = (
            getattr(tables, table).astype("str").drop(columns=["path", "confidence"], errors="ignore").reset_index(drop=True)
            for tables in (one, other)
        )
        pd.testing.assert_frame_equal(a, b)


def test_every_way_to_the_tables_gives_the_same(corpus, tmp_path):
    corrections = (
        Correction("attributions", "speaker", "المدير عمر الفيتوري", 0, *at("قال")),
        Correction("mentions", "type", "ORG", 0, *at("السد")),
        Correction("entities", "merge", "PER:سالم العلي", entity_id="PER:عمر الفيتوري"),
        Correction("articles", "outlet", "وكالة", 1),
    )
    write_tables(open_corpus(corpus), tmp_path / "plain")
    direct = judged(corpus, *corrections)
    write_tables(direct, tmp_path / "made")
    made = open_corpus(tmp_path / "made")
    assert made.judgements.pending.empty and len(made.corrections) == 4
    same(direct, made)
    shutil.copyfile(corpus / "corrections.csv", tmp_path / "plain" / "corrections.csv")  # corrected after the tables were made
    later = open_corpus(tmp_path / "plain")
    assert len(later.judgements.pending) == 4
    same(direct, later)
    write_tables(later, tmp_path / "copied")
    same(direct, open_corpus(tmp_path / "copied"))


def test_tables_made_with_corrections_are_told(corpus, tmp_path):
    write_tables(judged(corpus, Correction("mentions", "type", "ORG", 0, *at("السد"))), tmp_path / "made")
    told = json.loads((tmp_path / "made" / "isnad.json").read_text(encoding="utf-8"))["corrections"]
    assert (told["rows"], told["unusable"]) == (1, 0)


def test_what_no_longer_fits_is_told_and_not_applied(corpus):
    tables = judged(
        corpus,
        Correction("mentions", "type", "ORG", 0, *at("السد"), text="الجسر"),
        Correction("mentions", "reject", None, 0, 9_000, 9_010),
        Correction("attributions", "speaker", "رجل لم يذكر", 0, *at("قال")),
    )
    assert tables.problems["problem"].tolist().count("correction no longer fits") == 3
    assert "السد" not in tables.mentions["text"].tolist()
    assert relation(tables, "قال")["resolved"] == "الوزير سالم العلي"


def test_corrections_of_another_corpus(corpus):
    record(corpus / "corrections.csv", Correction("mentions", "reject", None, "elsewhere", 0, 5))
    problems = open_corpus(corpus).problems
    assert "corrections of another corpus" in problems["problem"].tolist()


# As a spreadsheet leaves it: semicolons, Windows-1256, a day turned round, Arabic digits, names of columns in capitals.
EXCEL = "Table;Article_ID;Start;End;Field;Value;When\r\nmention;a;٢٥;٢٩;type;ORG;31/05/2024\r\nmentions;a;30;20;type;ORG;\r\nmentions;a;1;3;colour;red;\r\nattributions;a;0;3;;;\r\nghosts;a;0;3;type;ORG;\r\n"


def test_a_file_edited_in_excel(tmp_path):
    file = tmp_path / "corrections.csv"
    file.write_bytes((EXCEL + "attributions;a;0;3;speaker;سالم;\r\n").encode("cp1256", errors="replace").replace(b"??;??", b"25;29"))
    rows = load_corrections(file)
    assert rows["field"].tolist()[-2:] == ["reject", "speaker"] and rows["value"].iloc[-1] == "سالم"
    problems = rows.attrs["problems"]
    assert "not UTF-8" in problems["problem"].tolist()
    assert problems["detail"].str.contains("no place in a text").any() and problems["detail"].str.contains("colour").any()
    assert problems["detail"].str.contains("no table 'ghosts'").any()
    assert len(load_corrections(file)) + problems["problem"].eq("correction cannot be used").sum() == 6


def test_the_last_of_two_judgements_holds(corpus):
    start, end = at("السد")
    tables = judged(corpus, Correction("mentions", "type", "ORG", 0, start, end), Correction("mentions", "type", "LOC", 0, start, end))
    assert tables.mentions.set_index("text").loc["السد", "type"] == "LOC"
    assert "correction replaced" in tables.problems["problem"].tolist()


def test_nothing_of_the_users_is_written_over(tmp_path):
    file = tmp_path / "corrections.csv"
    own = "table;article_id;start;end;field;value;colour\nmentions;a;0;3;type;ORG;blue"
    file.write_text(own, encoding="utf-8")
    assert record(file, Correction("mentions", "reject", None, "a", 5, 9)) == 2
    assert file.read_text(encoding="utf-8-sig").startswith(own) and load_corrections(file)["field"].tolist() == ["type", "reject"]
    assert file.with_name("corrections.csv.bak").read_text(encoding="utf-8") == own
    assert undo(file) == 1 and load_corrections(file)["field"].tolist() == ["type"]


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "\x00\x01"])
def test_something_else_is_refused(tmp_path, content):
    file = tmp_path / "corrections.csv"
    file.write_text(content)
    with pytest.raises(BadCorrections):
        load_corrections(file)


def test_a_correction_of_nothing_known_is_refused(tmp_path):
    with pytest.raises(BadCorrections):
        record(tmp_path / "corrections.csv", Correction("mentions", "colour", "red"))
    assert COLUMNS[:4] == ["table", "article_id", "start", "end"]


def test_an_id_that_nobody_has_takes_nobody_in():
    names = pd.DataFrame({"text": ["سالم العلي"], "type": ["PER"], "entity_id": ["person:salem"], "entity": ["سالم العلي"]})
    rows = no_corrections().reindex(range(1)).assign(table="entities", entity_id="person:salem", field="merge", value="person:nobody")
    assert merged(names, rows)["entity"].tolist() == ["سالم العلي"]
    assert merged(names, rows.assign(value="PER:سالم"))["entity"].tolist() == ["سالم"]


def test_a_quotation_that_was_missed_has_its_kind_and_its_marks():
    text = "وصاحت امرأة «نريد الماء» ثم مضت."
    articles = pd.DataFrame({"article_id": ["1"], "text": [text], "title": None, "published": pd.NaT})
    words = tokens(articles)
    names = mentions(articles, words)
    start = text.index("صاحت")
    spots = {"speaker": "امرأة", "content": "نريد الماء"}
    rows = pd.DataFrame(
        [{"table": "attributions", "article_id": "1", "start": start, "end": start + 4, "field": f, "value": v} for f, v in spots.items()]
    )
    said = corrected_attributions(
        attributions(articles, words, mentions=names).head(0), names, words, {"1": text}, rows.reindex(columns=[*COLUMNS, "row"])
    )
    assert said[["resolved", "source_kind", "content", "quote_type"]].values.tolist() == [["امرأة", "person", "نريد الماء", "direct"]]
