"""Who gets to speak: what is known of each speaker, by which sign, and the shares with what is unknown beside."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

from toolkit import attributions, entity_table, mentions, speaker_profiles, tokens, unknown_speakers, who_speaks
from toolkit.corrections import load_corrections


def profiles(*texts):
    articles = pd.DataFrame({"article_id": [str(n) for n in range(len(texts))], "text": texts, "published": pd.NaT})
    words = tokens(articles)
    names = mentions(articles, words)
    return speaker_profiles(attributions(articles, words, mentions=names), names, entity_table(names, articles))


@pytest.mark.parametrize(
    ("text", "office", "gender", "way"),
    [
        ("قال وزير الصحة سالم المرواني إن اللقاح وصل.", "government", "m", None),
        ("قالت المتحدثة باسم الوزارة ليلى المرواني إن اللقاح وصل.", "spokesperson", "f", None),
        ("وأكد رئيس البرلمان سالم المرواني أن الجلسة أجلت.", "parliament", "m", None),
        ("وقال رئيس تحرير الصحيفة سالم المرواني إن العدد صدر.", "media", "m", None),
        ("وقال الخبير الاقتصادي سالم المرواني إن الأسعار سترتفع.", "expert", "m", None),
        ("قالت مينا بركزاي إن المدرسة أغلقت.", None, "f", "verb"),
    ],
)
def test_office_and_gender(text, office, gender, way):
    row = profiles(text).iloc[0]
    assert (None if pd.isna(row["office_kind"]) else row["office_kind"], row["gender"]) == (office, gender)
    assert way is None or row["gender_from"] == way


def test_country_and_affiliation():
    row = profiles("قال وزير الخارجية الفرنسي جان المرواني إن بلاده سترد.").iloc[0]
    assert row["country"] == "FR"
    row = profiles("وقالت وزارة الصحة إن اللقاح وصل.").iloc[0]
    assert row["source_kind"] == "organization" and row["affiliation"] == row["speaker"] and pd.isna(row["gender"])


def test_shares_are_of_the_known_with_the_unknown_beside():
    rows = pd.DataFrame({
        "article_id": list("aabbc"), "attribution_id": list("12345"), "speaker": ["س", "س", "ع", "ص", "ط"], "source_kind": ["person"] * 4 + ["document"],
        "gender": ["m", "m", "f", None, None],
    })  # fmt: skip
    found = who_speaks(rows, "gender").set_index("gender")
    assert (found.loc["m", "relations"], found.loc["m", "total"], found.loc["m", "speakers"]) == (2, 3, 1)
    assert np.allclose(found.loc["f", ["low", "high"]].astype(float), proportion_confint(1, 3, method="wilson"))
    assert (found["unknown_relations"] == 1).all() and np.allclose(found["unknown_share"], 0.25)
    by = who_speaks(rows, "gender", group=pd.Series({"a": "أ", "b": "ب", "c": "ب"}, name="outlet"))
    assert by.set_index(["outlet", "gender"])["total"].to_dict() == {("أ", "m"): 2, ("ب", "f"): 1}
    assert by.set_index("outlet").loc["ب", "unknown_share"] == 0.5


def test_the_unknown_is_a_sheet_of_corrections(tmp_path):
    rows = profiles("قال برهان قلندر زاده إن المدرسة أغلقت.", "قال برهان قلندر زاده إن الطريق فتح.")
    sheet = unknown_speakers(rows.assign(entity_id="PER:برهان قلندر زاده", gender=None))
    assert {"gender", "country", "roles"} >= set(sheet["field"]) and sheet["relations"].nunique() == 1
    sheet.assign(value=["m" if field == "gender" else "AF" for field in sheet["field"]]).to_csv(tmp_path / "corrections.csv", index=False)
    read = load_corrections(tmp_path / "corrections.csv")
    assert len(read) == len(sheet) and read.attrs["problems"].empty
