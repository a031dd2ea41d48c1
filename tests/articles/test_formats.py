"""Every format by a tiny file made here: the same two articles come out of each."""

import gzip
import io
import json
import lzma
import zipfile

import docx
import openpyxl
import pandas as pd
import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from toolkit import load_articles

BODY = "قال المدير إن العمل بدأ اليوم في المدينة القديمة، وإن الطريق سيفتح قريبا أمام الناس."
ROWS = [
    {"title": "خبر أول", "outlet": "الضفاف", "date": "2024-02-14", "text": BODY},
    {"title": "خبر ثان", "outlet": "صوت الجبل", "date": "2024-03-05", "text": "نص آخر. " + BODY},
]


def csv_of(delimiter):
    lines = [delimiter.join(ROWS[0])] + [delimiter.join(row.values()) for row in ROWS]
    return "\n".join(lines).encode()


def xlsx():
    book = openpyxl.Workbook()
    for row in [list(ROWS[0]), *[list(row.values()) for row in ROWS]]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parquet():
    return pd.DataFrame(ROWS).assign(date=lambda f: pd.to_datetime(f["date"])).to_parquet()


JSONL = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode()
TREC = "".join(
    f"<DOC>\n<TITLE>{r['title']}</TITLE>\n<OUTLET>{r['outlet']}</OUTLET>\n<DATE>{r['date']}</DATE>\n<TEXT>\n{r['text']}\n</TEXT>\n</DOC>\n"
    for r in ROWS
).encode()


def zipped(name, data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    return out.getvalue()


TABLES = {
    "a.jsonl": JSONL,
    "a.json": json.dumps(ROWS).encode(),
    "wrapped.json": json.dumps({"total": 2, "articles": ROWS}).encode(),
    "a.csv": csv_of(","),
    "semicolon.csv": csv_of(";"),
    "a.tsv": csv_of("\t"),
    "a.xlsx": xlsx(),
    "a.parquet": parquet(),
    "trec.txt": TREC,
    "a.jsonl.gz": gzip.compress(JSONL),
    "a.jsonl.xz": lzma.compress(JSONL),
    "a.jsonl.zst": zstandard.compress(JSONL),
    "a.zip": zipped("داخل/a.jsonl", JSONL),
    "bom.csv": b"\xef\xbb\xbf" + csv_of(","),
    "utf16.jsonl": JSONL.decode().encode("utf-16"),
    "cp1256.csv": csv_of(",").decode().encode("cp1256"),
    "iso.csv": csv_of(",").decode().encode("iso8859_6"),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables(tmp_path, name):
    (tmp_path / name).write_bytes(TABLES[name])
    articles, problems = load_articles(tmp_path)
    assert articles["title"].tolist() == [row["title"] for row in ROWS]
    assert articles["outlet"].astype(str).tolist() == [row["outlet"] for row in ROWS]
    assert articles["published"].dt.strftime("%F").tolist() == [row["date"] for row in ROWS]
    assert [text.strip() for text in articles["text"]] == [row["text"] for row in ROWS]
    assert not (problems["severity"] == "error").any()


PAGE = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>خبر أول</title>
<meta property="og:title" content="خبر أول"><meta property="og:site_name" content="الضفاف">
<meta property="article:published_time" content="2024-02-14T10:00:00Z"></head>
<body><nav><a href="/">الرئيسية</a></nav><article><h1>خبر أول</h1><p>{BODY}</p><p>{BODY}</p></article><footer>حقوق</footer></body></html>"""


def test_html(tmp_path):
    (tmp_path / "صفحة الخبر.html").write_text(PAGE, encoding="utf-8")
    row = load_articles(tmp_path)[0].iloc[0]
    assert [row["title"], row["outlet"], row["published"].isoformat()] == ["خبر أول", "الضفاف", "2024-02-14T10:00:00+00:00"]
    assert BODY in row["text"] and "الرئيسية" not in row["text"]


def test_html_in_the_encoding_that_it_names(tmp_path):
    page = PAGE.replace("utf-8", "windows-1256")
    (tmp_path / "a.html").write_bytes(page.encode("cp1256"))
    assert BODY in load_articles(tmp_path)[0].loc[0, "text"]


def test_warc(tmp_path):
    with (tmp_path / "a.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0")
        writer.write_record(writer.create_warc_record("http://difaf.example/1", "response", payload=io.BytesIO(PAGE.encode()), http_headers=headers))
    row = load_articles(tmp_path)[0].iloc[0]
    assert row["url"] == "http://difaf.example/1" and BODY in row["text"]


def test_docx(tmp_path):
    document = docx.Document()
    for paragraph in ("خبر أول", BODY, BODY):
        document.add_paragraph(paragraph)
    document.save(tmp_path / "a.docx")
    row = load_articles(tmp_path)[0].iloc[0]
    assert row["title"] == "خبر أول" and row["text"] == f"{BODY}\n\n{BODY}"


def test_front_matter_and_sidecar(tmp_path):
    (tmp_path / "a.txt").write_text(f"---\ntitle: خبر أول\nالمصدر: الضفاف\ndate: 14 فيفري 2024\n---\n{BODY}\n", encoding="utf-8")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "b" / "metadata.csv").write_text("الملف,العنوان,التاريخ\nx.txt,خبر ثان,25/03/2024\n", encoding="utf-8")
    articles = load_articles(tmp_path, duplicates=False)[0]
    assert articles["title"].tolist() == ["خبر أول", "خبر ثان"]
    assert articles["published"].dt.strftime("%F").tolist() == ["2024-02-14", "2024-03-25"]
    assert articles["published_from"].astype(str).tolist() == ["front_matter", "metadata"]


def test_dates_from_the_dateline_the_address_and_the_file_name(tmp_path):
    (tmp_path / "2024-02-14 خبر.txt").write_text("خبر أول\n\n" + BODY, encoding="utf-8")
    rows = [{"text": "جدة 05 شوال 1436 هـ الموافق 21 يوليو 2015 م واس\n" + BODY}, {"text": BODY, "url": "http://x.example/2016/03/09/1"}]
    (tmp_path / "b.json").write_text(json.dumps(rows), encoding="utf-8")
    found = load_articles(tmp_path, duplicates=False)[0]
    got = dict(zip(found["published_from"].astype(str), found["published"].dt.strftime("%F"), strict=True))
    assert got == {"file_name": "2024-02-14", "dateline": "2015-07-21", "url": "2016-03-09"}


def test_columns_override_what_is_recognised(tmp_path):
    (tmp_path / "a.csv").write_text("نص,ملخص,جهة النشر\nطويل,قصير,الضفاف\n", encoding="utf-8")
    articles, problems = load_articles(tmp_path, columns={"text": "ملخص", "outlet": "جهة النشر"})
    assert articles.loc[0, ["text", "outlet"]].tolist() == ["قصير", "الضفاف"]
    assert "outlet←جهة النشر" in problems["detail"].str.cat()


def test_damaged_decoding_is_repaired_and_told(tmp_path):
    broken = (BODY * 3).encode().decode("latin-1")
    (tmp_path / "a.json").write_text(json.dumps([{"text": broken}]), encoding="utf-8")
    articles, problems = load_articles(tmp_path)
    assert articles.loc[0, "text"] == BODY * 3
    assert "text was decoded wrongly" in problems["problem"].tolist()


def test_text_of_a_field_stays_as_given(tmp_path):
    text = "ﻣﺪﻳﻨﺔ مـحـمـد\u200f علی  \n\nاقرأ أيضا: خبر\n"
    (tmp_path / "a.json").write_text(json.dumps([{"text": text}]), encoding="utf-8")
    assert load_articles(tmp_path)[0].loc[0, "text"] == text


def test_a_glob(tmp_path):
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text(BODY, encoding="utf-8")
    assert len(load_articles(str(tmp_path / "*.txt"))[0]) == 2
