"""What crawlers, content systems and newsrooms' exports write is read without setting anything."""

import datetime
import json

import openpyxl
import pandas as pd
import pytest

from toolkit import load_articles, open_corpus, select
from toolkit.articles.dates import parse_date
from toolkit.articles.markup import plain
from toolkit.articles.name_dates import address_date
from toolkit.articles.relative_dates import relative_date

TEXT = "اجتمع المجلس البلدي صباح الثلاثاء لبحث ملف المياه. وقال عميد البلدية سالم الورفلي إن المشروع سيبدأ قريبا."

RECORDS = {
    "newspaper": {"title": "خبر", "text": TEXT, "authors": ["منى سالم"], "publish_date": "2024-04-29 10:00:00", "source_url": "https://x.ly", "url": "https://x.ly/1"},
    "news-please": {"title": "خبر", "maintext": TEXT, "authors": ["منى سالم"], "date_publish": "2024-04-29 08:00:00", "date_download": "2024-05-01 10:00:00", "source_domain": "صحيفة سبها", "url": "https://x.ly/1"},
    "fundus": {"title": "خبر", "authors": ["منى سالم"], "publishing_date": "2024-04-29T01:30:00+03:00", "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [TEXT, "ثان."]}]}, "html": {"requested_url": "https://x.ly/1", "source_info": {"publisher": "صحيفة سبها"}}},
    "trafilatura": {"title": "خبر", "author": "منى سالم", "hostname": "x.ly", "date": "2024-04-29", "raw_text": "خام", "text": TEXT, "source": "https://x.ly/1", "sitename": "صحيفة سبها", "id": None},
    "wordpress": {"id": 7, "date": "2024-04-29T08:00:00", "link": "https://x.ly/1", "title": {"rendered": "خبر"}, "content": {"rendered": f"<p>{TEXT}</p>"}, "author": 3, "categories": [4], "_embedded": {"author": [{"name": "منى سالم"}]}},
    "schema.org": {"headline": "خبر", "articleBody": TEXT, "datePublished": "2024-04-29", "author": [{"name": "منى سالم"}], "publisher": {"name": "صحيفة سبها"}, "url": "https://x.ly/1"},
}  # fmt: skip


@pytest.mark.parametrize("tool", RECORDS)
def test_field_names_of_tools(tmp_path, tool):
    (tmp_path / "a.json").write_text(json.dumps([RECORDS[tool]], ensure_ascii=False), encoding="utf-8")
    row = load_articles(tmp_path)[0].iloc[0]
    assert row["title"] == "خبر" and TEXT in row["text"] and "<" not in row["text"]
    assert row["published"].date() == datetime.date(2024, 4, 29)
    assert row["author"] == "منى سالم" and row["url"].startswith("https://x.ly")
    if tool not in ("newspaper", "wordpress"):
        assert row["outlet"] == "صحيفة سبها"


def test_feeds(tmp_path):
    item = f"<item><title>خبر</title><link>https://x.ly/9</link><pubDate>Fri, 01 Mar 2024 00:30:00 +0200</pubDate><description>&lt;p&gt;{TEXT}&lt;/p&gt;</description></item>"
    (tmp_path / "a.xml").write_text(f"<rss><channel><title>صحيفة سبها</title>{item}</channel></rss>", encoding="utf-8")
    entry = f'<entry><title>خبر</title><link href="https://x.ly/7"/><updated>2024-03-02T10:00:00Z</updated><author><name>منى</name></author><content type="html">{TEXT}</content></entry>'
    (tmp_path / "b.xml").write_text(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>وكالة</title>{entry}</feed>', encoding="utf-8")
    place = "<url><loc>https://x.ly/8</loc><n:news><n:publication><n:name>صحيفة</n:name></n:publication><n:publication_date>2024-03-03</n:publication_date><n:title>عنوان</n:title></n:news></url>"
    (tmp_path / "c.xml").write_text(f'<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">{place}</urlset>', encoding="utf-8")
    articles, _ = load_articles(tmp_path)
    assert articles["outlet"].tolist() == ["صحيفة سبها", "وكالة", "صحيفة"]
    assert articles["published"].dt.strftime("%F").tolist() == ["2024-03-01", "2024-03-02", "2024-03-03"]
    assert articles["text"].tolist()[:2] == [TEXT, TEXT] and pd.isna(articles["text"][2])


def test_sgml_as_news_archives_have_it(tmp_path):
    first = f'<DOC id="XIN_1" type="story">\n<HEADLINE>\nخبر\n</HEADLINE>\n<TEXT>\n<P>\n{TEXT}\n</P>\n<P>\nثان.\n</P>\n</TEXT>\n</DOC>'
    second = f"<DOC>\n<DOCNO> 2 <HEADER><TITLE>عنوان</TITLE></HEADER><BODY><TEXT>{TEXT}</TEXT></BODY></DOC>"
    (tmp_path / "a.sgm").write_text(f"{first}\n{second}", encoding="utf-8")
    articles, _ = load_articles(tmp_path)
    assert articles["title"].tolist() == ["خبر", "عنوان"]
    assert articles["text"].tolist() == [f"{TEXT}\nثان.", TEXT]


def test_a_sheet_with_titles_above_its_header(tmp_path):
    book = openpyxl.Workbook()
    for row in (["تقرير الرصد"], [], ["التاريخ", "الصحيفة", "النص"], [datetime.datetime(2024, 3, 5), "فبراير", TEXT]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    articles, _ = load_articles(tmp_path)
    assert articles["outlet"].tolist() == ["فبراير"] and articles["published"].notna().all()


def test_cells_that_say_they_are_empty(tmp_path):
    (tmp_path / "a.csv").write_text(f"title,outlet,date,text\nnan,NULL,None,{TEXT}\n", encoding="utf-8")
    articles, problems = load_articles(tmp_path)
    assert articles[["title", "outlet", "published"]].isna().all(axis=None)
    assert "doubtful date" not in problems["problem"].tolist()


def test_folders_may_name_outlets(tmp_path):
    for outlet in ("سبها", "فبراير"):
        (tmp_path / outlet / "أخبار").mkdir(parents=True)
        for n in range(2):
            (tmp_path / outlet / "أخبار" / f"{n}.txt").write_text(f"خبر {n}\n\n{TEXT} {outlet} {n}", encoding="utf-8")
    articles, problems = load_articles(tmp_path)
    assert articles["outlet"].isna().all()
    assert problems["problem"].tolist() == ["folders may be named by outlet"]
    articles, problems = load_articles(tmp_path, folders="outlet/category")
    assert articles["outlet"].tolist() == ["سبها", "سبها", "فبراير", "فبراير"] and set(articles["category"]) == {"أخبار"}
    with pytest.raises(ValueError, match="none of outlet"):
        load_articles(tmp_path, folders="month")


def test_a_column_of_dates_that_is_not_understood_is_named(tmp_path):
    rows = [{"text": f"{TEXT} {n}", "date": f"رقم {n}", "stamp_of_it": f"2024-03-0{n}"} for n in (1, 2, 3)]
    (tmp_path / "a.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    problems = load_articles(tmp_path)[1]
    row = problems[problems["problem"] == "dates not understood"].iloc[0]
    assert row["severity"] == "warning" and "'date'" in row["detail"]
    (tmp_path / "a.json").write_text(
        json.dumps([{k: v for k, v in row.items() if k != "date"} for row in rows], ensure_ascii=False), encoding="utf-8"
    )
    problems = load_articles(tmp_path)[1]
    assert "stamp_of_it" in problems.loc[problems["problem"] == "no column of dates is known", "detail"].iloc[0]


def test_the_day_is_the_day_where_it_was_written(tmp_path):
    rows = [{"text": TEXT, "date": "2024-03-01T00:30:00+02:00"}, {"text": f"{TEXT} ثان", "date": "2024-02-29T23:00:00-05:00"}]
    (tmp_path / "a.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    articles, _ = load_articles(tmp_path)
    assert articles["published"].dt.strftime("%F %H:%M").tolist() == ["2024-03-01 00:30", "2024-02-29 23:00"]
    assert articles["published_offset"].tolist() == [120, -300]
    assert len(select(articles, since="2024-03-01")) == 1


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://x.ly/arab_world/202003171044893040-x/", "2020-03-17"),
        ("https://x.ly/news/2015/7/21/title", "2015-07-21"),
        ("https://x.ly/2024-03-05-title.html", "2024-03-05"),
        ("https://x.ly/20240305/title", "2024-03-05"),
        ("https://x.ly/post/20240305", None),
        ("https://x.ly/?p=20240305", None),
        ("https://x.ly/news/20244305", None),
        ("https://x.ly/news/120240305", None),
        ("https://x.ly/2024/03/05/2023-01-01", None),
        ("https://x.ly/2087/03/05/x", None),
    ],
)
def test_dates_in_addresses(address, day):
    found = address_date(address)
    assert (None if found is None else found.time.date().isoformat()) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("أمس", "2024-02-29"), ("اليوم", "2024-03-01"), ("أول أمس", "2024-02-28"), ("منذ ٣ ساعات", "2024-02-29"), ("قبل يومين", "2024-02-28"),
        ("منذ أسبوع", "2024-02-23"), ("3 hours ago", "2024-02-29"), ("منذ ثلاثة أيام", "2024-02-27"),
    ],
)  # fmt: skip
def test_dates_that_count_from_the_crawl(tmp_path, text, day):
    rows = [{"text": TEXT, "date": text, "crawled_at": "2024-03-01T02:00:00"}]
    (tmp_path / "a.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    assert load_articles(tmp_path)[0]["published"].dt.strftime("%F").tolist() == [day]
    assert relative_date(text, None).time is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("15 كانون 2 2021", "2021-01-15"), ("3 تشرين 1 2020", "2020-10-03"), ("5 آذار/مارس 2024", "2024-03-05"), ("۵ مارس ۲۰۲۴", "2024-03-05")],
)
def test_months_in_other_spellings(text, day):
    assert parse_date(text).time.date().isoformat() == day


def test_dates_that_no_newspaper_has_are_doubtful(tmp_path):
    rows = [{"text": f"{TEXT} {day}", "date": day} for day in ("1700-01-01", "3000-01-01", "2020-01-01")]
    (tmp_path / "a.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    problems = load_articles(tmp_path)[1]
    assert problems.loc[problems["problem"] == "doubtful date", "severity"].tolist() == ["warning", "warning"]


@pytest.mark.parametrize(
    ("written", "want"),
    [
        ("<p>قال <b>المدير</b> نعم.</p><script>var x=1</script><p>ثم غادر.</p>", "قال المدير نعم.\nثم غادر."),
        ("سعر&nbsp;النفط &quot;ارتفع&quot; &#8211; أمس", 'سعر النفط "ارتفع" – أمس'),
        ("&lt;p&gt;خبر&lt;/p&gt;", "خبر"),
        ("وصل الوفد\\nثم غادر\\r\\nإلى طرابلس", "وصل الوفد\nثم غادر\nإلى طرابلس"),
        ("الملف في C:\\new\\temp.txt", "الملف في C:\\new\\temp.txt"),
        ("5 < 7 و 9 > 3 وشركة AT&T", "5 < 7 و 9 > 3 وشركة AT&T"),
    ],
)
def test_markup_becomes_text(written, want):
    assert plain(written) == want


def test_boilerplate_recurs_and_reprints_do_not(tmp_path):
    words = "المياه الكهرباء المطار الميناء الجامعة المستشفى الطريق الجسر المزارع الشرطة".split()
    bodies = [" ".join(words[n:] + words[:n]) + f". وقال المدير إن العمل بدأ في الموقع {n}" for n in range(9)]
    rows = [{"outlet": "أ", "text": f"{body} قناة إذاعية تبث من سبها منذ سنوات طويلة"} for body in bodies]
    rows += [{"outlet": "ب", "text": f"{TEXT}\nهذه فقرة أخرى من الخبر نفسه هنا"}] * 9
    (tmp_path / "a.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    articles, problems = load_articles(tmp_path)
    assert articles["text"].tolist()[:9] == bodies
    assert set(articles["text"].tolist()[9:]) == {rows[-1]["text"]}
    assert "9 articles of أ" in problems.loc[problems["problem"] == "recurring line taken off the body", "detail"].iloc[0]


def test_datelines_recur_and_stay(tmp_path):
    rows = [{"outlet": "أ", "text": f"الرياض 25 شوال 1436 هـ الموافق 10 اغسطس 2015 م واس\nقال المدير رقم {n} كلاما آخر {n}"} for n in range(9)]
    (tmp_path / "a.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    assert load_articles(tmp_path)[0]["text"].str.startswith("الرياض").all()


def test_other_languages_are_flagged_and_left_out(tmp_path):
    english = "The minister said on Sunday that the budget of the state was not enough for the year and that it is to be discussed."
    persian = "وزیر امور خارجه ایران گفت که این کشور برای گفتگو با همسایگان خود آماده است و از آن استقبال می کند."
    urdu = "وزیر اعظم نے کہا ہے کہ ملک میں مہنگائی کو کم کرنے کے لیے اقدامات کیے جا رہے ہیں اور اس کا فائدہ عوام کو ہوگا۔"
    rows = [{"text": text} for text in (TEXT, english, persian, urdu)]
    (tmp_path / "a.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    articles, problems = load_articles(tmp_path)
    assert articles["language"].tolist() == ["ar", "en", "fa", "ur"]
    assert {"not in Arabic: en", "not in Arabic: fa", "not in Arabic: ur"} <= set(problems["problem"])
    corpus = open_corpus(tmp_path)
    assert len(corpus.articles) == 1 and corpus.left_out == 3 and corpus.tokens["article_id"].nunique() == 1
    assert len(open_corpus(tmp_path, every_language=True).articles) == 4


def test_what_bytes_plainly_are_goes_before_the_declared_charset(tmp_path):
    page = '<html><head><meta charset="{}"><title>خبر البلدية</title></head><body><article><p>' + TEXT * 3 + "</p></article></body></html>"
    (tmp_path / "a.html").write_bytes(page.format("windows-1256").encode("utf-8"))
    (tmp_path / "b.html").write_bytes(page.format("iso-8859-1").encode("cp1256"))
    (tmp_path / "c.html").write_bytes(page.format("utf-8").encode("cp1256", "replace"))
    assert load_articles(tmp_path)[0]["text"].str.contains("المجلس البلدي").all()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32"])
def test_wide_encodings_with_and_without_a_mark(tmp_path, encoding):
    (tmp_path / "a.csv").write_bytes(f"title\ttext\r\nخبر\t{TEXT}\r\n".encode(encoding))
    assert load_articles(tmp_path)[0]["text"].tolist() == [TEXT]
