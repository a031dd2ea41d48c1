import pandas as pd
import pytest

from toolkit import attributions, citations, mentions, shares_over_time, tokens


def corpus(*rows):
    frame = pd.DataFrame(rows, columns=["outlet", "author", "published", "text"])
    frame["published"] = pd.to_datetime(frame["published"], utc=True)
    return frame.assign(article_id=[str(n) for n in range(len(frame))])


def test_paths_lead_over_relays_and_credits():
    articles = corpus(
        ("النهر", None, None, "نقلت وكالة الضفاف عن الوزير سالم العلي قوله إن السد امتلأ."),
        ("النهر", "تونس - رويترز", None, "قال الوزير سالم العلي إن السد امتلأ."),
        ("الجبل", None, None, "قال الوزير سالم العلي إن السد امتلأ."),
    )
    words = tokens(articles)
    names = mentions(articles, words)
    paths = citations(attributions(articles, words, mentions=names), articles, mentions=names)
    rows = paths[["outlet", "relayed_by", "via", "speaker", "relations", "total"]].astype(object).where(paths.notna(), None).values.tolist()
    assert sorted(rows, key=str) == [
        ["الجبل", None, None, "سالم العلي", 1, 1],
        ["النهر", "رويترز", "credit", "سالم العلي", 1, 2],
        ["النهر", "وكالة الضفاف", "relay", "سالم العلي", 1, 2],
    ]


def test_an_agency_that_speaks_itself_is_no_relay():
    articles = corpus(("النهر", None, None, "أعلنت وكالة الضفاف أن السد امتلأ."))
    paths = citations(attributions(articles, tokens(articles)), articles)
    assert paths["relayed_by"].isna().all() and paths["relations"].sum() == 1


def test_shares_over_time_have_gaps_and_zeros():
    articles = corpus(
        ("أ", None, "2024-01-03", "قال سالم العلي إن السد امتلأ."),
        ("أ", None, "2024-03-03", "قالت وزارة الري إن السد امتلأ."),
        ("أ", None, None, "قال سالم العلي إن السد امتلأ."),
    )
    rows = shares_over_time(attributions(articles, tokens(articles)), articles, "source_kind", period="M").set_index(["source_kind", "period"])
    person = rows.loc["person"]
    assert person["relations"].tolist() == [1, pd.NA, 0] and person["total"].tolist() == [1, 0, 1]
    assert (rows["low"].fillna(0) <= rows["share"].fillna(0)).all() and (rows["share"].fillna(0) <= rows["high"].fillna(1)).all()
    with pytest.raises(ValueError, match="none of"):
        shares_over_time(attributions(articles, tokens(articles)), articles, "source_kind", period="H")


def test_nothing_cited_gives_the_right_columns():
    articles = corpus(("أ", None, "2024-01-03", "لا شيء هنا."))
    none = attributions(articles, tokens(articles))
    assert citations(none, articles).empty
    assert list(shares_over_time(none, articles, "source_kind").columns) == ["period", "source_kind", "relations", "total", "share", "low", "high"]
