"""The user's document holds exactly eight attributions, each with the right speaker."""

SPUTNIK = "وكالة “سبوتنيك” الروسية"
ACTIVISTS = "النشطاء والسياسيين"


def test_eight_attributions(seeds):
    rows = seeds.attributions[seeds.attributions["article_id"] == seeds.articles.loc[0, "article_id"]]
    got = list(zip(rows["cue"], rows["resolved"], strict=True))
    assert [cue for cue, _ in got] == ["أكد", "قالت", "أضافت", "تابعت", "ربط", "أشار", "شدد", "مؤكدا"]
    speakers = [who for _, who in got]
    assert "خليفة حفتر" in speakers[0]
    assert speakers[1:4] == [SPUTNIK] * 3
    assert all(ACTIVISTS in who for who in speakers[4:])
    assert rows["source_kind"].tolist() == ["person"] + ["organization"] * 3 + ["group"] * 4


def test_movements_that_indicate_are_no_speakers(seeds):
    rows = seeds.attributions[seeds.attributions["article_id"] == seeds.articles.loc[0, "article_id"]]
    assert not {"تشير", "تؤكد"} & set(rows["cue"])


def test_dropped_subjects_have_no_source_but_a_speaker(seeds):
    rows = seeds.attributions[seeds.attributions["cue"].isin(["أضافت", "تابعت"])]
    first = rows[rows["article_id"] == seeds.articles.loc[0, "article_id"]]
    assert first["source"].isna().all() and first["resolved"].notna().all()
