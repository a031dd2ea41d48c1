from toolkit import sentences


def cut(text, make_articles):
    rows = sentences(make_articles(text))
    return [text[row.start : row.end] for row in rows.itertuples()]


def test_the_users_document_has_five_headings(seeds):
    text = seeds.articles.loc[0, "text"]
    rows = seeds.sentences[seeds.sentences["article_id"] == seeds.articles.loc[0, "article_id"]]
    headings = [text[row.start : row.end] for row in rows[rows["is_heading"]].itertuples()]
    assert headings == ["آخر الهجمات", "دور بارز", "تنسيق مع القبائل", "خلط الأوراق", "العلاقة بين داعش والقاعدة"]


def test_a_stray_full_stop_does_not_end_a_sentence(make_articles):
    assert len(cut("هاجموا بوابة في منطقة تمسة. والتابعة للسرية 77 .", make_articles)) == 1
    assert len(cut("سد الثغرات الأمنية. من خلال قطع التمويل.", make_articles)) == 1


def test_abbreviations_decimals_and_addresses(make_articles):
    assert len(cut("وصل د. سالم ومعه 3.5 مليون عبر example.com أمس.", make_articles)) == 1


def test_closing_marks_belong_to_the_sentence(make_articles):
    assert cut("قال: «انتهى.» ثم غادر.", make_articles) == ["قال: «انتهى.»", "ثم غادر."]
    assert cut("هل انتهى؟ نعم!", make_articles) == ["هل انتهى؟", "نعم!"]


def test_a_quotation_that_runs_over_sentences_is_known(make_articles):
    text = 'قال المدير: «وصلنا أمس. كان الطريق طويلا. ثم عدنا» وغادر. انتهى.\nقال: "نعم. لا" ثم "مضى. وفات\nلم يغلق. بعد.'
    rows = sentences(make_articles(text))
    quoted = [text[row.start : row.end] for row in rows.itertuples() if row.in_quote]
    assert quoted == ["كان الطريق طويلا.", "ثم عدنا» وغادر.", 'لا" ثم "مضى.']


def test_quotation_marks_without_a_partner_quote_nothing(make_articles):
    assert not sentences(make_articles("قال: «نعم. لا. ثم «مضى. وفات. انتهى")).in_quote.any()
    assert not sentences(make_articles("قال» نعم. لا", '"', "»«")).in_quote.any()
