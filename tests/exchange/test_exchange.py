"""Out and back: what nobody touched comes back byte for byte, what somebody changed becomes a correction; other tools' readers agree."""

from __future__ import annotations

import filecmp
import json
import shutil
import xml.etree.ElementTree as ET

import networkx as nx
import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner

from toolkit import open_corpus
from toolkit.cli import main
from toolkit.corrections.read import usable
from toolkit.exchange import EXPORTS, IMPORTS, BadExchange, changes, export
from toolkit.schema import KEPT

TEXT = "قال الوزير سالم العلي إن السد\nامتلأ. وأضاف أن الري مضمون. وحضر المدير عمر الفيتوري اللقاء في تونس."


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    rows = [
        {"id": "a/1?", "title": "=1+1", "text": TEXT, "outlet": "صحيفة"},
        {"id": "b", "title": "خبر", "text": "قال عمر الفيتوري في تونس إن الأمر انتهى.", "outlet": "وكالة"},
    ]
    (folder / "articles.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.mark.parametrize("form", list(IMPORTS))
def test_what_nobody_touched_is_no_correction_and_the_same_again(corpus, tmp_path, form):
    opened = open_corpus(corpus)
    export(opened, form, tmp_path / "out")
    assert changes(opened, form, tmp_path / "out") == []
    back = IMPORTS[form](tmp_path / "out")
    if form == "csv":
        return
    from toolkit.exchange import brat, inception, labelstudio

    {"brat": brat, "inception": inception, "labelstudio": labelstudio}[form].write(sorted(back, key=lambda one: one.article_id), tmp_path / "again")
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert filecmp.cmpfiles(tmp_path / "out", tmp_path / "again", files, shallow=False) == (files, [], [])


def test_a_change_in_label_studio(corpus, tmp_path):
    export(open_corpus(corpus), "labelstudio", tmp_path / "out")
    file = tmp_path / "out" / "tasks.json"
    tasks = json.loads(file.read_text(encoding="utf-8"))
    task = next(one for one in tasks if one["data"]["text"] == TEXT)
    result = task["annotations"][0]["result"]
    task["annotations"][0]["result"] = [
        {**row, "value": {**row["value"], "labels": ["ORG"]}} if row.get("value", {}).get("labels") == ["PER"] else row
        for row in result
        if row.get("value", {}).get("text") != "تونس"
    ]
    file.write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")
    run = CliRunner().invoke(main, ["import", str(file), str(corpus), "--from", "labelstudio", "--by", "س"])
    assert run.exit_code == 0, run.output
    rows = open_corpus(corpus).mentions
    own = rows[rows["article_id"] == task["data"]["article_id"]]
    assert set(own["type"].astype(str)) == {"ORG"} and "تونس" not in own["text"].tolist()
    assert "تونس" in rows["text"].tolist()  # that of the other article


def test_a_change_in_brat(corpus, tmp_path):
    opened = open_corpus(corpus)
    export(opened, "brat", tmp_path / "out")
    file = next(path for path in (tmp_path / "out").glob("*.ann") if path.with_suffix(".txt").read_text(encoding="utf-8") == TEXT)
    start = TEXT.index("المدير عمر الفيتوري")
    lines = file.read_text(encoding="utf-8").splitlines()
    cue = next(line.split("\t")[0] for line in lines if "\tcue 0 3" in line)
    lines = [line for line in lines if f"speaker Arg1:{cue} " not in line]
    lines += [f"T90\tspeaker {start} {start + 19}\tالمدير عمر الفيتوري", f"R90\tspeaker Arg1:{cue} Arg2:T90"]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (found,) = changes(opened, "brat", tmp_path / "out")
    assert (found.table, found.field, found.value, found.text) == ("attributions", "speaker", f"{start}-{start + 19}", "قال")


def test_a_change_in_inception(corpus, tmp_path):
    cassis = pytest.importorskip("cassis")
    opened = open_corpus(corpus)
    export(opened, "inception", tmp_path / "out")
    system = cassis.load_typesystem(tmp_path / "out" / "TypeSystem.xml")
    file = tmp_path / "out" / "b.xmi" if (tmp_path / "out" / "b.xmi").exists() else next((tmp_path / "out").glob("*.xmi"))
    cas = cassis.load_cas_from_xmi(file, typesystem=system)
    names = cas.select("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity")
    assert all(name.get_covered_text() == cas.sofa_string[name.begin : name.end] for name in names)
    names[0].value = "ORG" if names[0].value != "ORG" else "LOC"
    cas.to_xmi(file)
    (found,) = changes(opened, "inception", tmp_path / "out")
    assert (found.table, found.field) == ("mentions", "type")


def test_brat_marks_no_line_break(corpus, tmp_path):
    export(open_corpus(corpus), "brat", tmp_path / "out")
    for file in (tmp_path / "out").glob("*.ann"):
        text = file.with_suffix(".txt").read_text(encoding="utf-8")
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("T"):
                _, places, shown = line.split("\t")
                parts = [text[slice(*map(int, part.split()))] for part in places.partition(" ")[2].split(";")]
                assert " ".join(parts) == shown and "\n" not in shown


def test_no_row_is_lost_and_no_cell_is_a_formula(corpus, tmp_path):
    opened = open_corpus(corpus)
    for form in ("csv", "xlsx", "parquet"):
        counts = export(opened, form, tmp_path / form)
        assert counts["attributions"] == len(opened.attributions)
    for name in KEPT:
        assert len(pd.read_csv(tmp_path / "csv" / f"{name}.csv")) == len(getattr(opened, name))
    assert "'=1+1" in pd.read_csv(tmp_path / "csv" / "articles.csv")["title"].tolist()
    book = openpyxl.load_workbook(tmp_path / "xlsx" / "tables.xlsx")
    assert book["articles"].sheet_view.rightToLeft and book["articles"].max_row == 3
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(open_corpus(tmp_path / "parquet").mentions) == len(opened.mentions)


@pytest.mark.parametrize("ending", ["gexf", "graphml"])
def test_networks_are_read_by_others(seeds, tmp_path, ending):
    export(seeds, ending, tmp_path)
    graph = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}[ending](tmp_path / f"names.{ending}")
    assert len(graph) > 5 and {"label", "type", "mentions", "community", "betweenness"} <= set(next(iter(graph.nodes(data=True)))[1])
    sources = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}[ending](tmp_path / f"sources.{ending}")
    weights = sum(data["relations"] for *_, data in sources.edges(data=True))
    named = seeds.attributions["source_named"].fillna(False).astype(bool).sum()
    assert 0 < weights <= named
    ET.parse(tmp_path / f"names.{ending}")


def test_what_is_not_ours_is_refused(corpus, tmp_path):
    opened = open_corpus(corpus)
    (tmp_path / "x.json").write_text("[1]")
    for form in IMPORTS:
        with pytest.raises(BadExchange):
            changes(opened, form, tmp_path / "x.json")
    shutil.copytree(corpus, tmp_path / "full")
    with pytest.raises(FileExistsError):
        export(opened, "csv", tmp_path / "full")
    with pytest.raises(BadExchange):
        export(opened, "pdf", tmp_path / "new")
    assert set(IMPORTS) <= set(EXPORTS)


def test_cells_that_a_spreadsheet_changed(corpus, tmp_path):
    opened = open_corpus(corpus)
    export(opened, "csv", tmp_path / "out")
    for name, old, new in (("attributions", "affirmed", "denied"), ("mentions", ",LOC,", ",مكان,"), ("articles", "وكالة", "وكالة أخرى")):
        file = tmp_path / "out" / f"{name}.csv"
        text = file.read_text(encoding="utf-8-sig")
        assert old in text
        file.write_text(text.replace(old, new, 1).replace(",", ";") if name == "articles" else text.replace(old, new, 1), encoding="utf-8")
    found, faults = usable(changes(opened, "csv", tmp_path / "out"))
    assert {(one.table, one.field, one.value) for one in found} == {("attributions", "polarity", "denied"), ("articles", "outlet", "وكالة أخرى")}
    assert len(faults) == 1 and "type cannot be 'مكان'" in faults[0]


def test_long_names_and_another_corpus(tmp_path):
    folder = tmp_path / "long"
    folder.mkdir()
    name = "خبر طويل جدا " * 9
    (folder / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    (folder / f"{name}ثان.txt").write_text(TEXT + " ثم غادر.", encoding="utf-8")
    opened = open_corpus(folder)
    for form in ("brat", "inception"):
        export(opened, form, tmp_path / form)
        assert changes(opened, form, tmp_path / form) == []
        assert any("خبر" in path.name for path in (tmp_path / form).iterdir())
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.txt").write_text("قال سالم الفيتوري في تونس إن الأمر بدأ.", encoding="utf-8")
    with pytest.raises(BadExchange, match="none of the 2 articles"):
        changes(open_corpus(other), "brat", tmp_path / "brat")


def test_conllu_is_read_back_word_by_word(corpus, tmp_path):
    opened = open_corpus(corpus)
    told = export(opened, "conllu", tmp_path / "out")
    lines = (tmp_path / "out" / "corpus.conllu").read_text(encoding="utf-8").split("\n")
    texts = opened.articles.set_index("article_id")["text"]
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert all(len(row) == 10 for row in rows) and told["words and marks"] == len(opened.tokens)
    document, places, last = "", 0, 0
    for line in lines:
        if line.startswith("# newdoc id = "):
            document = line.removeprefix("# newdoc id = ")
        elif line and not line.startswith("#"):
            row = line.split("\t")
            if "start=" in row[9]:
                start, end = (int(part.partition("=")[2]) for part in row[9].split("|")[:2])
                assert texts[document][start:end] == row[1]
                places += 1
            if "-" not in row[0]:
                last = 1 if int(row[0]) == 1 else last + 1
                assert int(row[0]) == last, "numbers run through each sentence"
    assert places == len(opened.tokens)


def test_tei_holds_the_text_and_the_names(corpus, tmp_path):
    opened = open_corpus(corpus)
    export(opened, "tei", tmp_path / "out")
    space = {"t": "http://www.tei-c.org/ns/1.0"}
    files = sorted((tmp_path / "out").glob("*.xml"))
    assert len(files) == len(opened.articles)
    for file in files:
        root = ET.parse(file).getroot()
        key = root.find(".//t:idno", space).text
        body = " ".join("".join(p.itertext()) for p in root.findall(".//t:body/t:p", space))
        assert body.split() == opened.articles.set_index("article_id").loc[key, "text"].split()
        names = opened.mentions[opened.mentions["article_id"] == key]
        marked_up = [e.text for e in root.iter() if e.tag.endswith("Name")]
        assert marked_up == names["text"].tolist()
        assert len(root.findall(".//t:spanGrp", space)) == (opened.attributions["article_id"] == key).sum()


def test_bibtex_and_vosviewer(corpus, tmp_path):
    opened = open_corpus(corpus)
    export(opened, "bibtex", tmp_path / "bib")
    bib = (tmp_path / "bib" / "articles.bib").read_text(encoding="utf-8")
    assert bib.count("@online{") == len(opened.articles) and bib.count("{") == bib.count("}")
    export(open_corpus("seeds"), "vosviewer", tmp_path / "vos")
    names = pd.read_csv(tmp_path / "vos" / "names_map.txt", sep="\t")
    links = pd.read_csv(tmp_path / "vos" / "names_network.txt", sep="\t", header=None)
    assert set(links[0]) | set(links[1]) == set(names["id"]) and names["label"].notna().all()
