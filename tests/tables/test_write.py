import pandas as pd
from click.testing import CliRunner

from toolkit.cli import main
from toolkit.opened import open_corpus


def test_isnad_tables_writes_what_the_functions_give(tmp_path, seeds):
    result = CliRunner().invoke(main, ["tables", "seeds", "--out", str(tmp_path / "t")])
    assert result.exit_code == 0, result.output
    for name in ("articles", "tokens", "attributions", "mentions"):
        frame = pd.read_parquet(tmp_path / "t" / f"{name}.parquet")
        want = getattr(seeds, name)
        assert len(frame) == len(want) and list(frame.columns) == list(want.columns)
    again = open_corpus(tmp_path / "t")
    assert again.name == "seeds"
    pd.testing.assert_frame_equal(again.attributions, pd.read_parquet(tmp_path / "t" / "attributions.parquet"))


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    result = CliRunner().invoke(main, ["tables", "seeds", "--out", str(tmp_path)])
    assert result.exit_code == 1 and "holds other files" in result.output
    assert (tmp_path / "mine.txt").exists()


def test_the_same_corpus_gives_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        CliRunner().invoke(main, ["tables", "seeds", "--out", str(tmp_path / name)])
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes(), file.name
