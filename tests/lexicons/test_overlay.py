"""A user's own lexicon entries: laid over those of the package, checked, kept apart from corpus to corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from toolkit import attributions, open_corpus, tokens, use_lexicons
from toolkit.cli import main
from toolkit.lexicons import grammar_words, table, word_list
from toolkit.lexicons.overlay import BadLexicon
from toolkit.sentence.lexicon import cue_forms

WHISPERED = "وبربر المدير سالم العلي بأن العمل انتهى في المدينة. وقال الوزير إن السد امتلأ."
VERB = "lemma,class,tier,perfect,imperfect,participle,masdar,frames\nبربر,say,1,بربر بربرت,يبربر تبربر,مبربرا,بربرته,clause ب\n"


@pytest.fixture(autouse=True)
def _package_alone():
    yield
    use_lexicons(None)


def _folder(where: Path, **files: str) -> Path:
    folder = where / "lexicons"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def _cues(text: str) -> list[str]:
    articles = pd.DataFrame({"article_id": ["1"], "text": [text]})
    return attributions(articles, tokens(articles))["cue_lemma"].tolist()


def test_a_new_verb_reports_at_once(tmp_path):
    use_lexicons(_folder(tmp_path, cues=VERB))
    assert _cues(WHISPERED) == ["بربر", "قال"]


def test_an_entry_of_the_package_can_be_taken_away(tmp_path):
    assert "قالت" in cue_forms()
    use_lexicons(_folder(tmp_path, cues="lemma\n-قال\n"))
    assert "قالت" not in cue_forms()
    use_lexicons(None)
    assert "قالت" in cue_forms()


def test_lists_grow_and_shrink(tmp_path):
    assert "لم" in grammar_words("negation")
    assert "برنجي" not in word_list("roles")
    use_lexicons(_folder(tmp_path, roles="word\nبرنجي\n-رئيسة\n", grammar_words="word,kind\nمو,negation\n"))
    assert {"برنجي", "رئيس"} <= word_list("roles")
    assert "رئيسة" not in word_list("roles")
    assert {"مو", "لم"} <= grammar_words("negation")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("cues", "lemma,class,tier\nبربر,shout,1\n", "shout"),
        ("cues", "lemma,sort\nبربر,say\n", "sort"),
        ("cues", "class\nsay\n", "lemma"),
        ("cues", "lemma,class\nبربر,\n", "class"),
        ("roles", "word\nرئيس\n", "stands in the package"),
        ("roles", "word\nرئيس الوزراء\n", "one word"),
        ("roles", "word\n—\n", "letters"),
        ("roles", "word\n-برنجي\n", "برنجي"),
        ("rolls", "word\nبرنجي\n", "no lexicon of this name"),
    ],
)
def test_an_entry_that_cannot_be_used_is_told_and_nothing_changes(tmp_path, name, text, told):
    folder = _folder(tmp_path, **{name: text})
    with pytest.raises(BadLexicon, match=told) as error:
        use_lexicons(folder)
    assert f"{name}.csv" in str(error.value)
    assert len(table("roles")) == len(set(table("roles")["word"]))
    assert "برنجي" not in word_list("roles")


def test_a_folder_beside_the_corpus_is_used_for_it_alone(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name / "texts").mkdir(parents=True)
        (tmp_path / name / "texts" / "1.txt").write_text(WHISPERED, encoding="utf-8")
    _folder(tmp_path / "one", cues=VERB)
    one, other = open_corpus(tmp_path / "one" / "texts"), open_corpus(tmp_path / "other" / "texts")
    assert one.attributions["cue_lemma"].tolist() == ["بربر", "قال"]
    assert other.attributions["cue_lemma"].tolist() == ["قال"]


def test_the_command_takes_them_and_says_so(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "1.txt").write_text(WHISPERED, encoding="utf-8")
    folder, out = _folder(tmp_path / "texts" / "..", cues=VERB), tmp_path / "tables"
    folder = folder.rename(tmp_path / "mine")
    run = CliRunner().invoke(main, ["tables", str(tmp_path / "texts"), "--out", str(out), "--lexicons", str(folder)])
    assert run.exit_code == 0, run.output
    assert json.loads((out / "isnad.json").read_text(encoding="utf-8"))["lexicons"] == str(folder)
    assert pd.read_parquet(out / "attributions.parquet")["cue_lemma"].tolist() == ["بربر", "قال"]
    missing = CliRunner().invoke(main, ["tables", str(tmp_path / "texts"), "--out", str(out), "--lexicons", str(tmp_path / "none")])
    assert missing.exit_code == 1
    assert "no folder of lexicons" in missing.output


def test_a_changed_file_is_read_again(tmp_path):
    file, before = tmp_path / "roles.csv", use_lexicons(None)
    try:
        file.write_text("word\nبحريني\n", encoding="utf-8")
        use_lexicons(tmp_path)
        assert "بحريني" in word_list("roles")
        file.write_text("word\nتونسوي\n", encoding="utf-8")
        use_lexicons(tmp_path)
        assert "بحريني" not in word_list("roles") and "تونسوي" in word_list("roles")
    finally:
        use_lexicons(before)
