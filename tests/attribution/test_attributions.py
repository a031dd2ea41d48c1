"""Short cases for each way to cite."""

import pandas as pd
import pytest

from toolkit import attributions, tokens

CASES = [
    ("قال وزير الصحة سعيد العايدي إن المستشفى جاهز.", "قال", "وزير الصحة سعيد العايدي", "إن المستشفى جاهز"),
    ("أكد المدير على ضرورة الحذر.", "أكد", "المدير", "ضرورة الحذر"),
    ("وكانت الوزارة قد أعلنت أن العمل بدأ.", "أعلنت", "الوزارة", "أن العمل بدأ"),
    ("وأوضح رئيس البلدية، في تصريح لإذاعة محلية، أن الطريق مغلق.", "أوضح", "رئيس البلدية", "أن الطريق مغلق"),
    ("قال المحامي: «سنطعن في الحكم غدا».", "قال", "المحامي", "سنطعن في الحكم غدا"),
    ("وقال المدير ان العمل بدا.", "قال", "المدير", "ان العمل بدا"),
    ("ارتفعت الأسعار أمس، بحسب وزارة التجارة.", "بحسب", "وزارة التجارة", "ارتفعت الأسعار أمس"),
    ("دعت المنظمة إلى وقف القتال.", "دعت", "المنظمة", "وقف القتال"),
    ("نفت الشركة وجود تسرب.", "نفت", "الشركة", "وجود تسرب"),
]


@pytest.mark.parametrize(("text", "cue", "source", "content"), CASES)
def test_one_relation(cite, text, cue, source, content):
    rows = cite(text)
    assert rows[["cue", "source", "content"]].values.tolist() == [[cue, source, content]]


def test_participles_and_dropped_subjects_keep_their_speaker(cite):
    rows = cite("قال الوزير سالم العلي إن السد امتلأ، مؤكدا أن الري مضمون. وأضاف أن العمل مستمر.")
    assert rows["cue"].tolist() == ["قال", "مؤكدا", "أضاف"]
    assert set(rows["resolved"]) == {"الوزير سالم العلي"}
    assert rows.loc[0, "content"] == "إن السد امتلأ"


def test_the_fullest_name_has_further_family_names(cite):
    rows = cite("قال المهندس سالم المرواني الزيدي إن السد امتلأ. وأضاف المرواني أن الري مضمون.")
    assert set(rows["resolved"]) == {"المهندس سالم المرواني الزيدي"}


def test_a_relay_is_two_relations(cite):
    rows = cite("ونقلت وكالة الأنباء عن المدير قوله إن العمل بدأ.")
    assert rows["cue"].tolist() == ["نقلت", "قوله"]
    assert rows["resolved"].tolist() == ["وكالة الأنباء", "المدير"]
    assert rows.loc[1, "parent_id"] == rows.loc[0, "attribution_id"]


@pytest.mark.parametrize(
    "text",
    [
        "يذكر أن المدينة شهدت أمطارا غزيرة.",
        pytest.param("وهذه التحركات تؤكد أن الوضع صعب.", marks=pytest.mark.xfail(strict=True, reason="the models let the moves speak")),
        "تحتاج البلاد إلى مصادر تمويل جديدة.",
        "تقرأ «ألف ليلة وليلة» كل مساء.",
        "فاز نادي الضفاف على ضيفه بثلاثة أهداف.",
        "أصبح المصنع مهددا بالإغلاق منذ أشهر.",
        "فتح تحقيق لتكذيب ما ورد في المقال.",
        "",
        "No Arabic at all, said the man.",
    ],
)
def test_what_is_no_attribution(cite, text):
    assert cite(text).empty


@pytest.mark.parametrize("text", ['قال "', '"' * 1000, "« قال المدير إن", "قال: ", "وقال «ما", "إن إن إن", "بحسب", "قال قال قال إن"])
def test_stray_marks_and_stumps_never_raise(cite, text):
    cite(text)


def test_spans_slice_to_their_text(seeds):
    texts = seeds.articles.set_index("article_id")["text"]
    for row in seeds.attributions.itertuples():
        for part in ("cue", "source", "resolved", "content"):
            start, end = getattr(row, f"{part}_start"), getattr(row, f"{part}_end")
            value = getattr(row, part)
            assert pd.isna(start) == pd.isna(value)
            if not pd.isna(start):
                assert texts[row.article_id][start:end] == value


def test_a_long_paragraph_full_of_cues_and_quotes_takes_linear_time(make_articles):
    import time

    sentence = 'قال المدير "نعم" إن العمل بدأ، مؤكدا أن " الطريق مفتوح. '
    times = []
    for size in (500, 4000):
        articles = make_articles(sentence * size)
        words = tokens(articles)
        clock = time.perf_counter()
        attributions(articles, words)
        times.append(time.perf_counter() - clock)
    assert times[1] < 8 * times[0] * 4


@pytest.mark.parametrize("step", [3, 7])
def test_an_article_cut_anywhere_gives_whole_rows(seeds, step):
    found = seeds.tokens.groupby("article_id", observed=True)["end"].agg(list)
    cut = [
        {"article_id": f"{article.article_id}-{end}", "text": article.text[:end]}
        for article in seeds.articles.head(12).itertuples()
        for end in found[article.article_id][step :: step * 3]
    ]
    articles = pd.DataFrame(cut)
    rows = attributions(articles, tokens(articles)).merge(articles, on="article_id")
    assert len(rows) > 100
    assert all(row.text[row.content_start : row.content_end] == row.content != "" for row in rows.itertuples())


def test_a_cue_with_nothing_after_it_says_nothing(make_articles):
    articles = make_articles("قال المدير إن العمل انتهى. وأضاف:")
    assert attributions(articles, tokens(articles))["cue"].tolist() == ["قال"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("حضر مدير المركز ومؤسسه سالم العلي. وأضاف العلي أن العمل بدأ.", "مدير المركز ومؤسسه سالم العلي"),
        ("أعلنت كتلة الوفاق المنضوية في إطار تحالف الفجر أنها ستشارك.", "كتلة الوفاق المنضوية في إطار تحالف الفجر"),
        ("كما توقعت هيئة الأرصاد أن تهطل أمطار.", "هيئة الأرصاد"),
    ],
)
def test_the_whole_phrase_speaks(cite, text, speaker):
    assert cite(text)["resolved"].iloc[-1] == speaker


@pytest.mark.xfail(strict=True, reason="the model takes «طلب عدم نشر اسمه» for a statement")
def test_the_wish_to_stay_unnamed_is_not_a_statement(cite):
    rows = cite("قال قيادي في الحزب، طلب عدم نشر اسمه، إن الاجتماع تأجل. وأضاف أن الموعد لم يحدد.")
    assert rows["cue"].tolist() == ["قال", "أضاف"] and rows["resolved"].str.startswith("قيادي في الحزب").all()
