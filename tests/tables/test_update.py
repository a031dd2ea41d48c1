"""Articles are added to tables: the same as all made at once; what is known is known; a feed from a server on loopback."""

from __future__ import annotations

import functools
import http.server
import json
import threading
import urllib.request

import pandas as pd
import pytest
from click.testing import CliRunner

from toolkit import open_corpus
from toolkit.cli import main
from toolkit.tables import NoTables, update_tables, write_tables


def articles(numbers, outlet="النهر", month="03"):
    return [
        {
            "id": f"{outlet}{n}", "title": f"خبر {n}", "outlet": outlet, "date": f"2024-{month}-{n % 27 + 1:02d}", "url": f"https://x.ly/{outlet}/{n}",
            "text": f"قال الوزير سالم العلي إن مشروع السد رقم {n} في وادي الرمان سيكتمل قريبا. وأضاف أن {n * 7} عاملا يعملون فيه منذ شهر.",
        }
        for n in numbers
    ]  # fmt: skip


def written(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def same(one, other, table):
    frames = [getattr(open_corpus(folder), table).drop(columns="path", errors="ignore") for folder in (one, other)]
    keys = [name for name in ("article_id", "start", "cue_start", "label", "entity", "period") if name in frames[0]]
    first, second = (frame.astype("str").sort_values(keys).reset_index(drop=True) for frame in frames)
    pd.testing.assert_frame_equal(first, second)


def test_an_update_is_as_if_all_were_made_at_once(tmp_path):
    old = [*articles(range(12)), *articles(range(8), "الضفاف", "02")]
    new = [*articles(range(12, 17)), *articles(range(3), "وكالة", "04")]
    write_tables(open_corpus(written(tmp_path / "a.jsonl", old)), tmp_path / "grown", workers=1, partitioned=True)
    before = {file: file.stat().st_ino for file in (tmp_path / "grown" / "tokens.parquet").rglob("*.parquet")}
    done = update_tables(tmp_path / "grown", [written(tmp_path / "b.jsonl", new)], workers=1)
    assert (done.added, done.changed, done.known) == (8, 0, 0) and done.rows["articles"] == 28
    after = {file: file.stat().st_ino for file in (tmp_path / "grown" / "tokens.parquet").rglob("*.parquet")}
    assert set(before.values()) <= set(after.values()), "what was analysed is taken as it is"
    write_tables(open_corpus(written(tmp_path / "all.jsonl", [*old, *new])), tmp_path / "whole", workers=1, partitioned=True)
    for table in ("articles", "mentions", "attributions", "tokens", "entities", "timeline"):
        same(tmp_path / "grown", tmp_path / "whole", table)
    again = update_tables(tmp_path / "grown", [tmp_path / "b.jsonl"], workers=1)
    assert (again.added, again.changed, again.known) == (0, 0, 8)


def test_a_changed_article_replaces_the_one_of_its_address(tmp_path):
    rows = articles(range(4))
    write_tables(open_corpus(written(tmp_path / "a.jsonl", rows)), tmp_path / "t", workers=1)
    rows[2]["text"] += " ثم نفى الخبر."
    other = {**rows[0], "url": None, "text": "نص آخر تماما عن المدرسة والطلاب في المدينة القديمة."}
    done = update_tables(tmp_path / "t", [written(tmp_path / "b.jsonl", [rows[2], other])], workers=1)
    now = open_corpus(tmp_path / "t").articles.set_index("article_id")["text"]
    assert (done.added, done.changed, done.known) == (1, 1, 0) and len(now) == 5
    assert now["النهر2"].endswith("نفى الخبر.") and now["النهر0~2"].startswith("نص آخر")


def test_only_tables_are_updated(tmp_path):
    (tmp_path / "f").mkdir()
    written(tmp_path / "f" / "a.jsonl", articles(range(2)))
    with pytest.raises(NoTables, match="make it first"):
        update_tables(tmp_path / "f", [tmp_path / "f" / "a.jsonl"])


def test_a_feed_day_after_day(tmp_path):
    """The recipe of docs/schedule.md against a server on loopback: the feed is fetched, the tables grow, the second report opens with what is new."""
    item = "<item><title>{title}</title><link>https://x.ly/{n}</link><pubDate>Fri, 0{n} Mar 2024 08:00:00 +0200</pubDate><description>{text}</description></item>"
    texts = [
        "قال الوزير سالم العلي إن السد امتلأ.",
        "وقالت مديرة الصحة ليلى حسن إن اللقاح وصل إلى المدينة.",
        "نفى رئيس البلدية عمر الفيتوري إغلاق الطريق.",
    ]

    def feed(count):
        items = "".join(item.format(n=n + 1, title=f"خبر {n}", text=text) for n, text in enumerate(texts[:count]))
        (tmp_path / "www").mkdir(exist_ok=True)
        (tmp_path / "www" / "rss.xml").write_text(f'<rss version="2.0"><channel><title>النهر</title>{items}</channel></rss>', encoding="utf-8")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path / "www")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        run, cron = CliRunner(), []
        for day, count in enumerate((2, 3, 3)):
            feed(count)
            with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/rss.xml") as answer:
                (tmp_path / "rss.xml").write_bytes(answer.read())
            made = run.invoke(
                main,
                ["update", str(tmp_path / "t"), str(tmp_path / "rss.xml")]
                if day
                else ["tables", str(tmp_path / "rss.xml"), "--out", str(tmp_path / "t")],
            )
            told = run.invoke(main, ["report", str(tmp_path / "t"), "--only", "1", "--since-last", "--out", str(tmp_path / "r")])
            cron.append((made.exit_code, told.exit_code))
            if day == 1:
                assert "1 articles added, 0 changed, 2 known already; 3 in" in made.output and "1 new articles since" in told.output
    finally:
        server.shutdown()
    assert cron == [(0, 0), (0, 0), (4, 4)]
    pages = sorted((tmp_path / "r").glob("*/6_new.html"))
    assert len(pages) == 1 and "عمر الفيتوري" in pages[0].read_text(encoding="utf-8")
