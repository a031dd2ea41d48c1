"""Two keys and a sheet: every answer is saved at once, and can be taken back."""

import pytest
from ipywidgets import Button, Text

from toolkit.judging import BadSheet, read_sheet, row_sample, write_sheet
from toolkit.show import judge


@pytest.fixture(params=["csv", "xlsx"])
def sheet(request, seeds, tmp_path):
    return write_sheet(row_sample(seeds.attributions, seeds.articles, 3), tmp_path / f"sheet.{request.param}")


def test_two_keys(sheet):
    panel = judge(sheet, language="ar").panel()
    keys = next(one for one in panel.children[1].children if isinstance(one, Text))
    for key in "1٠1":
        keys.value = key
    assert keys.value == ""
    assert read_sheet(sheet)[["cue_right", "speaker_right", "content_right"]].iloc[0].tolist() == [True, False, True]
    keys.value = "-"
    assert read_sheet(sheet)["content_right"].isna().all()
    right = next(one for one in panel.children[1].children if isinstance(one, Button))
    for _ in range(7):
        right.click()
    assert "قُرئت" in panel.children[0].value and read_sheet(sheet)["cue_right"].notna().all()
    assert sheet.with_name(f"{sheet.name}.bak").exists()


def test_hostile_text_is_inert(seeds, tmp_path):
    rows = row_sample(seeds.mentions, seeds.articles, 2).assign(name="<script>x</script>", left="<b>")
    panel = judge(write_sheet(rows, tmp_path / "s.csv"), language="en").panel()
    assert "<script" not in panel.children[0].value and "&lt;b&gt;" in panel.children[0].value


def test_what_is_no_sheet_is_told(tmp_path):
    (tmp_path / "s.csv").write_text("a,b\n1,2\n")
    with pytest.raises(BadSheet):
        judge(tmp_path / "s.csv")
