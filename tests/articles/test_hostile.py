"""Files that are damaged or made to do harm: each costs only itself, and no more work than its size is worth."""

import gzip
import io
import json
import os
import resource
import socket
import time
import zipfile

import openpyxl
import pandas as pd
import pytest

from toolkit import load_articles

GOOD = "خبر قصير\n\nقال المدير إن العمل بدأ اليوم في المدينة.\n"
BODY = "قال المدير إن العمل بدأ اليوم في المدينة بعد اجتماع طويل للمجلس."
SIZES = (1, 2, 4)  # times a base size: work may grow no faster
SLACK = 3.0  # of the time of four times the input over that of one, beside four


def _office(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _docx_bomb(n: int) -> bytes:
    import docx

    out = io.BytesIO()
    docx.Document().save(out)
    with zipfile.ZipFile(out) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    paragraph = "<w:p><w:r><w:t>نص</w:t></w:r></w:p>".encode()
    files["word/document.xml"] = files["word/document.xml"].replace(b"<w:sectPr", paragraph * (n * 5_000) + b"<w:sectPr")
    return _office(files)


def _far_cell(n: int) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["title", "text"])
    for row in range(n * 20):
        sheet.append([f"خبر {row}", BODY])
    sheet["XFD1048576"] = "x"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _aliases(n: int) -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"] + [f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 9)}]" for k in range(1, 4 + 3 * n)]
    return ("---\n" + "\n".join(lines) + "\n---\n" + BODY).encode()


def _parquet(n: int) -> bytes:
    out = io.BytesIO()
    pd.DataFrame({"text": [BODY] * (100 * n)}).to_parquet(out)
    data = bytearray(out.getvalue())
    data[len(data) // 3 : len(data) // 2] = b"\xff" * (len(data) // 2 - len(data) // 3)
    return bytes(data)


def _bad_zip_name(n: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for k in range(n):
            archive.writestr(f"é{k}.txt", GOOD)
    return out.getvalue().replace("é".encode(), b"\xff\xfe")


HOSTILE = {
    "deep.json": lambda n: b'[{"text": "x", "a": ' + b"[" * (40_000 * n) + b"]" * (40_000 * n) + b"}]",
    "deeper.jsonl": lambda n: b"".join(b'{"text": "' + BODY.encode() + b'"}\n' for _ in range(900)) + b'{"a": ' + b'{"a":' * (50_000 * n) + b"1" + b"}" * (50_000 * n + 1),
    "levels.json": lambda n: b'[{"text": "' + BODY.encode() + b'", "a": ' + b"[" * (200 * n) + b"]" * (200 * n) + b"}]",
    "surrogate.json": lambda n: b'[{"text": "' + BODY.encode() + b'", ' + b", ".join(b'"\\ud83d%d": "\\ud800"' % k for k in range(50 * n)) + b"}]",
    "aliases.txt": _aliases,
    "meta.html": lambda n: b"<html><head>" + b"<meta " * (30_000 * n) + b"</head><body><p>" + BODY.encode() + b"</p></body></html>",
    "nested.html": lambda n: b"<html><body>" + b"<div>" * (20_000 * n) + BODY.encode() + b"</body></html>",
    "docs.txt": lambda n: b"<DOC>" * (30_000 * n),
    "texts.sgm": lambda n: b"<DOC><TEXT>" + b"<TEXT>" * (30_000 * n) + BODY.encode(),
    "tags.txt": lambda n: b"<DOC>" + b"<AB>x" * (30_000 * n) + b"</DOC>",
    "fence.txt": lambda n: b"---\n" + b"\n---x" * (30_000 * n),
    "far.xlsx": _far_cell,
    "bomb.docx": _docx_bomb,
    "bomb.txt.gz": lambda n: gzip.compress(b"a" * (n * 20_000_000)),
    "bomb.zip": lambda n: _office({f"{k}.txt": b"a" * 8_000_000 for k in range(4 * n)}),
    "names.zip": _bad_zip_name,
    "entities.xml": lambda n: b'<!DOCTYPE r [<!ENTITY a "' + b"x" * 1000 + b'">' + b"".join(b'<!ENTITY b%d "%s">' % (k, b"&a;" * 100) for k in range(n)) + b"]><rss><channel><item><title>&b0;</title></item></channel></rss>",
    "wide.csv": lambda n: (",".join(f"c{k}" for k in range(30_000 * n)) + ",text\n" + "," * (30_000 * n) + BODY).encode(),
    "quote.csv": lambda n: ('title,text\n"' + f"خبر,{BODY}\n" * (10_000 * n)).encode(),
    "damaged.parquet": _parquet,
    "line.txt": lambda n: b"x" * (2_000_000 * n),
    "spaces.txt": lambda n: b" \t" * (1_000_000 * n) + b"---",
    "tags.json": lambda n: json.dumps([{"text": "<a <b &amp" * (30_000 * n)}]).encode(),
    "escapes.json": lambda n: json.dumps([{"text": "\\n\\" * (100_000 * n)}]).encode(),
    "marks.html": lambda n: b"\x80\x81\xff" * (100_000 * n),
    "zeros.txt": lambda n: b"\0" * (1_000_000 * n),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_only_itself_and_work_in_its_measure(tmp_path, name):
    seconds = []
    for n in SIZES:
        folder = tmp_path / str(n)
        folder.mkdir()
        (folder / "good.txt").write_text(GOOD, encoding="utf-8")
        (folder / name).write_bytes(HOSTILE[name](n))
        clock = time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
        articles, problems = load_articles(folder)
        seconds.append(time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - clock)
        assert "good.txt" in articles["path"].tolist()
        assert any(path.startswith(name) for path in [*articles["path"], *problems["path"]]), "read, or told"
        for frame in (articles, problems):
            frame.to_json(date_format="iso")  # every string can be written
    assert seconds[-1] < max(SIZES[-1] * SLACK * seconds[0], 3.0), seconds


def test_memory_stays_bounded():
    """After all the files above, in this process and in the one that reads apart from it."""
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        assert resource.getrusage(who).ru_maxrss < 1_500_000


def test_a_file_name_that_is_no_utf8(tmp_path):
    with open(os.fsencode(tmp_path) + b"/\xe4\xc7.txt", "wb") as file:
        file.write(GOOD.encode())
    articles, _ = load_articles(tmp_path)
    assert articles["path"].str.encode("utf-8").notna().all()


def test_a_zip_member_whose_name_is_no_utf8(tmp_path):
    (tmp_path / "a.zip").write_bytes(_bad_zip_name(3))
    assert len(load_articles(tmp_path)[0]) == 3


def test_a_damaged_zip_member_costs_only_itself(tmp_path):
    data = _office({"a.txt": GOOD.encode() * 50, "b.txt": GOOD.encode()})
    at = data.index(b"a.txt") + 20
    (tmp_path / "a.zip").write_bytes(data[:at] + b"\xff\xff\xff" + data[at + 3 :])
    articles, problems = load_articles(tmp_path)
    assert articles["path"].tolist()[-1] == "a.zip/b.txt"
    assert problems["path"].tolist()[0] == "a.zip/a.txt"


def test_pipes_sockets_and_links_are_told_and_never_waited_for(tmp_path):
    corpus, outside = tmp_path / "corpus", tmp_path / "outside"
    corpus.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text(GOOD, encoding="utf-8")
    (corpus / "good.txt").write_text(GOOD, encoding="utf-8")
    os.mkfifo(corpus / "pipe.txt")
    (corpus / "out.txt").symlink_to(outside / "secret.txt")
    (corpus / "folder").symlink_to(outside)
    (corpus / "loop.txt").symlink_to("loop.txt")
    (corpus / "device.txt").symlink_to("/dev/zero")
    listener = socket.socket(socket.AF_UNIX)
    old = os.getcwd()
    os.chdir(corpus)  # a socket's path may be no longer than a hundred bytes
    listener.bind("socket.txt")
    os.chdir(old)
    articles, problems = load_articles(corpus)
    listener.close()
    assert articles["path"].tolist() == ["good.txt"]
    told = problems.set_index("path")["problem"]
    assert told["out.txt"] == told["device.txt"] == told["folder"] == "link out of the corpus folder"
    assert told["pipe.txt"] == told["socket.txt"] == "not a regular file"
    assert "loop.txt" in told


def test_a_reader_that_kills_its_process_costs_its_file(tmp_path, monkeypatch):
    from toolkit.articles import apart

    class Killed(apart.Apart):
        def _started(self):
            process = super()._started()
            process.kill()
            return process

    from toolkit.articles import load

    monkeypatch.setattr(load, "APART", Killed())
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "a.xml").write_text(
        f"<rss><channel><item><title>خبر</title><description>{BODY}</description></item></channel></rss>", encoding="utf-8"
    )
    articles, problems = load_articles(tmp_path)
    assert articles["path"].tolist() == ["good.txt"]
    assert problems["problem"].tolist() == ["file crashes its parser"]


def test_a_reader_that_never_ends_is_given_up(tmp_path, monkeypatch):
    from toolkit.articles import apart

    monkeypatch.setattr(apart, "SECONDS", 0.0)
    monkeypatch.setattr(apart, "SECONDS_A_MB", 0.0)
    apart.APART.close()
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "a.xml").write_text(
        f"<rss><channel><item><title>خبر</title><description>{BODY}</description></item></channel></rss>", encoding="utf-8"
    )
    articles, problems = load_articles(tmp_path)
    assert len(articles) == 1
    assert problems["problem"].tolist() == ["file takes too long"]
