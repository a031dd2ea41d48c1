"""A corpus in parts gives the tables of the corpus as a whole, whatever the parts, the processes and the interruptions."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from toolkit.articles import load_articles
from toolkit.articles.batches import article_batches
from toolkit.corpus import Corpus
from toolkit.opened import open_corpus
from toolkit.schema import TABLES
from toolkit.tables import analysed, parts, write_tables
from toolkit.tables import staging as staging_module
from toolkit.tables import write as tables_module
from toolkit.workers import side_by_side

NAMES = ["articles", "problems", "sentences", "tokens", "mentions", "attributions", "entities", "timeline"]
ORDER = {
    "articles": ["article_id"], "problems": ["path", "problem"], "sentences": ["article_id", "sentence_id"], "tokens": ["article_id", "position"],
    "mentions": ["mention_id"], "attributions": ["attribution_id"], "timeline": ["entity", "type", "period"], "entities": ["entity_id", "type", "label"],
}  # fmt: skip


def same(one, other, table):
    assert list(one.columns) == list(other.columns) == list(TABLES[table])
    one, other = (frame.astype({name: "str" for name in ORDER[table] if name != "period"}) for frame in (one, other))
    one, other = (frame.sort_values(ORDER[table], kind="stable", ignore_index=True) for frame in (one, other))
    for name in one.columns:
        a, b = (frame[name].astype(object).where(frame[name].notna(), None).tolist() for frame in (one, other))
        assert a == b, (table, name)


def everything(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def corpus(seeds):
    return Corpus(seeds.path, gazetteer=seeds.gazetteer)


@pytest.fixture
def analysed_parts(monkeypatch):
    done = []
    monkeypatch.setattr(staging_module, "analysed", lambda articles, **names: done.append(len(articles)) or analysed(articles, **names))
    return done


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_parts_of_any_size(seeds, corpus, tmp_path, monkeypatch, size):
    monkeypatch.setattr(tables_module, "parts", lambda articles, partitioned: parts(articles, size=size, partitioned=partitioned))
    rows = write_tables(corpus, tmp_path / "t")
    made = open_corpus(tmp_path / "t")
    for name in NAMES:
        same(getattr(made, name), getattr(seeds, name), name)
        assert rows[name] == len(getattr(seeds, name))
        assert (tmp_path / "t" / f"{name}.parquet").is_file()
    assert made.tokens.attrs["analyzer"] == "buckwalter"
    assert isinstance(made.tokens["lemma"].dtype, pd.CategoricalDtype)


def test_partitions_by_outlet_and_month(seeds, corpus, tmp_path):
    write_tables(corpus, tmp_path / "t", partitioned=True)
    made = open_corpus(tmp_path / "t")
    for name in NAMES:
        same(getattr(made, name), getattr(seeds, name), name)
    words = pd.read_parquet(str(tmp_path / "t") + "/tokens.parquet")
    assert len(words) == len(seeds.tokens)
    outlet = seeds.articles["outlet"].dropna().iloc[0]
    some = pd.read_parquet(tmp_path / "t" / "tokens.parquet", filters=[("by_outlet", "==", outlet)])
    assert set(some["article_id"]) <= set(seeds.articles.loc[seeds.articles["outlet"] == outlet, "article_id"])
    assert len(some)
    articles, problems = load_articles(tmp_path / "t")
    same(articles, seeds.articles, "articles")
    same(problems, seeds.problems, "problems")


def test_outlets_that_no_path_could_hold(tmp_path):
    names = ["../../etc/passwd", "أخبار/اليوم", "ا" * 5000, "a=b%2F", "..", None]
    articles = pd.DataFrame({"article_id": list("123456"), "outlet": names, "published": pd.NaT, "text": "قال المدير إن العمل بدأ."})
    articles["published"] = pd.to_datetime(articles["published"], utc=True)
    folders = [folder for folder, _ in parts(articles, partitioned=True)]
    assert len(set(folders)) == 6
    assert all(len(Path(folder).parts) == 2 and len(folder.split("/")[0].encode()) < 255 for folder in folders)
    articles.to_json(tmp_path / "c.jsonl", orient="records", lines=True, force_ascii=False, date_format="iso")
    write_tables(Corpus(tmp_path / "c.jsonl"), tmp_path / "t", partitioned=True)
    assert open_corpus(tmp_path / "t").articles["outlet"].isna().sum() == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.jsonl", "t"]


def test_two_processes_and_a_cluster_write_the_same_bytes(corpus, tmp_path, monkeypatch):
    distributed = pytest.importorskip("distributed")
    write_tables(corpus, tmp_path / "one", workers=1, partitioned=True)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster:
        write_tables(Corpus(corpus.path, gazetteer=corpus.gazetteer), tmp_path / "dask", scheduler=cluster.scheduler_address, partitioned=True)
        with distributed.Client(cluster) as client:
            write_tables(Corpus(corpus.path, gazetteer=corpus.gazetteer), tmp_path / "client", scheduler=client, partitioned=True)
    with side_by_side(2) as run:
        monkeypatch.setattr(tables_module, "side_by_side", lambda *_, **__: __import__("contextlib").nullcontext(run))
        write_tables(Corpus(corpus.path, gazetteer=corpus.gazetteer), tmp_path / "two", scheduler="pool", partitioned=True)
    one = everything(tmp_path / "one")
    for other in ("dask", "client", "two"):
        assert everything(tmp_path / other) == one


def _slowly(name):
    time.sleep(0.5)
    return os.getpid()


def test_a_worker_that_is_killed_costs_only_time():
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster,
        side_by_side(1, cluster.scheduler_address) as run,
    ):
        found = []
        for pid in run(_slowly, [str(n) for n in range(8)]):
            if not found:
                os.kill(pid, signal.SIGKILL)
            found.append(pid)
    assert len(found) == 8


def test_an_interrupted_run_goes_on_where_it_stood(corpus, tmp_path, monkeypatch, analysed_parts):
    write_tables(corpus, tmp_path / "whole", workers=1, partitioned=True)
    count = len(analysed_parts)
    analysed_parts.clear()
    analyse = staging_module.Staging.analyse

    def killed(self, name):
        if len(analysed_parts) == 3:
            raise KeyboardInterrupt
        return analyse(self, name)

    monkeypatch.setattr(staging_module.Staging, "analyse", killed)
    with pytest.raises(KeyboardInterrupt):
        write_tables(corpus, tmp_path / "t", workers=1, partitioned=True)
    assert not (tmp_path / "t").exists()
    monkeypatch.setattr(staging_module.Staging, "analyse", analyse)
    (tmp_path / ".t-parts" / "tokens.parquet" / ".half-x").write_bytes(b"PAR1")  # what a kill in the middle of a file leaves
    write_tables(corpus, tmp_path / "t", workers=1, partitioned=True)
    assert len(analysed_parts) == count
    assert everything(tmp_path / "t") == everything(tmp_path / "whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t", "whole"]


def test_a_changed_and_an_added_article_redo_their_partitions_only(corpus, tmp_path, analysed_parts):
    write_tables(corpus, tmp_path / "t", workers=1, partitioned=True)
    count = len(analysed_parts)
    analysed_parts.clear()
    write_tables(Corpus(corpus.path, gazetteer=corpus.gazetteer), tmp_path / "t", workers=1, partitioned=True)
    assert analysed_parts == []
    articles = corpus.articles.copy()
    articles.loc[articles.index[15], "text"] = "نص آخر."
    changed = Corpus(corpus.path, gazetteer=corpus.gazetteer)
    changed.__dict__["_loaded"] = articles, corpus.problems
    write_tables(changed, tmp_path / "t", workers=1, partitioned=True)
    assert len(analysed_parts) == 1 < count
    assert "نص آخر." in open_corpus(tmp_path / "t").articles["text"].tolist()
    assert json.loads((tmp_path / "t" / "isnad.json").read_text())["parts"] == count


def test_batches_are_the_corpus(seeds):
    found = [articles for articles, _ in article_batches(seeds.path, size=50_000)]
    assert len(found) > 1
    whole = pd.concat(found, ignore_index=True)
    assert whole["article_id"].tolist() == seeds.articles["article_id"].tolist()
    assert whole["text"].tolist() == seeds.articles["text"].tolist()


def test_ids_and_reprints_across_batches(tmp_path):
    for name in ("a", "b"):
        rows = [{"article_id": "1", "text": "قال المدير إن العمل بدأ."}, {"article_id": name, "text": f"نص {name}"}]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (one, _), (two, problems) = article_batches(tmp_path, size=1)
    assert one["article_id"].tolist() + two["article_id"].tolist() == ["1", "a", "1~2", "b"]
    assert two["duplicate_of"].tolist()[:1] == ["1"] and two["duplicate_of"].isna().tolist() == [False, True]
    assert "article_id occurs twice" in problems["problem"].tolist()


@pytest.mark.skipif(sys.platform == "win32", reason="flock")
def test_a_second_run_into_the_folder_is_told_and_the_first_is_whole(corpus, tmp_path):
    import fcntl

    with (tmp_path / ".t-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(FileExistsError, match="another run"):
            write_tables(corpus, tmp_path / "t", partitioned=True)
    write_tables(corpus, tmp_path / "t", partitioned=True)
    assert open_corpus(tmp_path / "t").articles.shape[0] == 41


@pytest.mark.parametrize("with_signal", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_a_command_that_is_stopped_leaves_earlier_tables_whole(corpus, tmp_path, with_signal):
    write_tables(corpus, tmp_path / "t", partitioned=True)
    before = everything(tmp_path / "t")
    command = [
        sys.executable,
        "-c",
        "from toolkit.tables import write; write.PART = 10; from toolkit.cli import main; main()",
        "tables",
        str(corpus.path),
        "--out",
        str(tmp_path / "t"),
        "--analyzer",
        "lattice",
    ]
    # A shell's background jobs ignore SIGINT, and so would a command started from them.
    heard = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)  # noqa: E731
    run = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=heard)
    deadline = time.monotonic() + 60
    while not (tmp_path / ".t-parts").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    run.send_signal(with_signal)
    run.communicate(timeout=60)
    assert run.returncode != 0
    assert everything(tmp_path / "t") == before
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    assert json.loads((tmp_path / "t" / "isnad.json").read_text())["analyzer"] == "lattice"


def test_no_articles_gives_empty_tables(tmp_path, seeds):
    nothing = Corpus(tmp_path)
    nothing.__dict__["_loaded"] = seeds.articles.iloc[:0], seeds.problems.iloc[:0]
    assert set(write_tables(nothing, tmp_path / "t").values()) == {0}


def test_a_file_that_vanishes_under_the_run_is_told(tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"قال المدير {name} إن العمل بدأ.", encoding="utf-8")
    found = []
    for articles, problems in article_batches(tmp_path, size=1):
        found.append((len(articles), problems["problem"].tolist()))
        (tmp_path / "b.txt").unlink(missing_ok=True)
    assert [count for count, _ in found] == [1, 0, 1]
    assert found[1][1] == ["not a regular file"]


def test_a_report_on_tables_keeps_their_analyzer(corpus, tmp_path):
    write_tables(Corpus(corpus.path, gazetteer=corpus.gazetteer, analyzer="lattice"), tmp_path / "t", partitioned=True)
    rows = write_tables(open_corpus(tmp_path / "t"), tmp_path / "copy")
    made, again = open_corpus(tmp_path / "t"), open_corpus(tmp_path / "copy")
    assert again.analyzer_name == again.tokens.attrs["analyzer"] == "lattice"
    for name in NAMES:
        same(getattr(again, name), getattr(made, name), name)
        assert rows[name] == len(getattr(made, name))


def test_a_scheduler_without_dask_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ValueError, match="isnad-toolkit\\[dask\\]"), side_by_side(1, "tcp://127.0.0.1:1"):
        pass
