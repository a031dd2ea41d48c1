import pytest

from toolkit import BadGazetteer, load_gazetteer, mentions, open_corpus, tokens


@pytest.fixture
def names(make_articles):
    def run(text, gazetteer=None):
        articles = make_articles(text)
        rows = mentions(articles, tokens(articles), gazetteer=gazetteer)
        return list(zip(rows["text"], rows["type"].astype(str), strict=True))

    return run


def test_places_titles_and_heads(names):
    assert names("وصل وزير الصحة سعيد العايدي إلى طرابلس.") == [("سعيد العايدي", "PER"), ("طرابلس", "LOC")]
    assert ("وزارة التجارة", "ORG") in names("أعلنت وزارة التجارة عن النتائج.")


def test_places_after_plural_and_dual_heads_and_in_chains(names):
    assert names("زار الوفد محافظتي أبين وشبوة أمس.") == [("أبين", "LOC"), ("وشبوة", "LOC")]
    assert [text for text, _ in names("وصلت القافلة إلى مدن تونس وصفاقس.")] == ["تونس", "وصفاقس"]
    assert names("تقرر ذلك في مدن كثيرة.") == []


def test_a_town_called_as_a_common_word_needs_its_country_in_the_article(names):
    assert "معسكر" in [text for text, _ in names("زار الوفد مدينة معسكر، ثم عاد من معسكر مساء.")]
    assert "الباحة" in [text for text, _ in names("عاد الوفد إلى الباحة مساء.")]  # a word too, but hardly ever


def test_states_by_their_full_name_and_directions_beside_names(names):
    assert names("عادت الجمهورية اليمنية إلى المفاوضات.") == [("الجمهورية اليمنية", "LOC")]
    assert [kind for _, kind in names("وقع الحادث شرقي تركيا مساء.")] == ["LOC"]


def test_written_on_conjunctions_and_prepositions_stay_in_the_span(names):
    assert names("سافر بين تونس وليبيا ثم للجزائر") == [("تونس", "LOC"), ("وليبيا", "LOC"), ("للجزائر", "LOC")]


def test_offsets_slice_to_the_text(seeds):
    texts = seeds.articles.set_index("article_id")["text"]
    assert all(texts[row.article_id][row.start : row.end] == row.text for row in seeds.mentions.itertuples())


def test_mentions_do_not_overlap(seeds):
    for _, rows in seeds.mentions.groupby("article_id"):
        rows = rows.sort_values("start")
        assert (rows["start"].to_numpy()[1:] >= rows["end"].to_numpy()[:-1]).all()


def write(path, *lines):
    path.write_text("entity_id,label,type,alias,kind\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_users_names_go_first(names, tmp_path):
    own = write(tmp_path / "g.csv", "e1,داعش,ORG,تنظيم الدولة,name")
    assert ("تنظيم الدولة", "ORG") in names("هاجم تنظيم الدولة القرية.", own)


@pytest.mark.parametrize(
    ("lines", "problem", "kept"),
    [
        (["e1,سالم,HERO,سالم,name", "e2,زيد,PER,زيد,name"], "unknown type", ["زيد"]),
        (["e1,سالم,PER,,name", "e2,زيد,PER,زيد,name"], "empty cell", ["زيد"]),
        (["e1,سالم,PER,س,name", "e2,زيد,PER,زيد,name"], "name too short", ["زيد"]),
        (["e1,سالم,PER,سالم,title", "e2,زيد,PER,زيد,name"], "unknown kind", ["زيد"]),
        (["e1,سالم,PER,سالم,name", "e2,سالم,PER,ابن علي,name"], "label of two ids", ["سالم"]),
        (["e1,سالم,PER,سالم,name", "e1,سليم,PER,سليم,name"], "second label", ["سالم"]),
        (["e1,سالم,PER,الأمير,name", "e2,زيد,PER,الامير,name"], "alias of two entities", ["الأمير"]),
        (["e1,سالم,PER,سالم,name", "e1,سالم,PER,سالم,name"], "row twice", ["سالم"]),
    ],
)
def test_a_row_that_cannot_be_used_is_told_and_the_others_are_used(tmp_path, lines, problem, kept):
    rows = load_gazetteer(write(tmp_path / "g.csv", *lines))
    told = rows.attrs["problems"]
    assert told["problem"].tolist() == [problem] and "row " in told["detail"][0], told
    assert rows["alias"].tolist() == kept


def test_two_holders_of_a_role_at_other_times_are_both_used(tmp_path):
    path = tmp_path / "g.csv"
    path.write_text(
        "entity_id,label,type,alias,kind,valid_from,valid_to\ne1,سالم,PER,الوالي,role,2010-01-01,2012-12-31\n"
        "e2,زيد,PER,الوالي,role,2013-01-01,\ne3,عمر,PER,الوالي,role,2013-06-01,\n", encoding="utf-8",
    )  # fmt: skip
    rows = load_gazetteer(path)
    assert rows["entity_id"].tolist() == ["e1", "e2"]
    assert rows.attrs["problems"]["problem"].tolist() == ["alias of two entities"]


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16"])
def test_a_gazetteer_in_another_encoding_is_read_and_told(tmp_path, encoding):
    path = tmp_path / "g.csv"
    path.write_bytes("entity_id,label,type,alias\ne1,سالم,PER,سالم\n".encode(encoding))
    rows = load_gazetteer(path)
    assert rows["alias"].tolist() == ["سالم"] and rows.attrs["problems"]["problem"].tolist() == ["not UTF-8"]


@pytest.mark.parametrize(("data", "message"), [(b"", "no valid CSV"), (b"label,alias\nx,y\n", "lacks the columns")])
def test_a_file_that_is_no_gazetteer_is_refused(tmp_path, data, message):
    (tmp_path / "g.csv").write_bytes(data)
    with pytest.raises(BadGazetteer, match=message):
        load_gazetteer(tmp_path / "g.csv")


def test_a_large_gazetteer_is_used_in_linear_time(tmp_path):
    lines = [f"e{n},سالم ال{chr(0x628 + n % 20)}{n},PER,سالم ال{chr(0x628 + n % 20)}ب{'ج' * (n % 7)} {n // 7},name" for n in range(100_000)]
    rows = load_gazetteer(write(tmp_path / "g.csv", *lines))
    assert len(rows) == 100_000 and rows.attrs["problems"].empty


def test_the_corpus_tells_what_its_gazetteer_lacks(tmp_path):
    (tmp_path / "1.txt").write_text("وصل سالم العلي إلى تونس.", encoding="utf-8")
    write(tmp_path / "gazetteer.csv", "e1,سالم العلي,PER,سالم العلي,name", "e2,زيد,HERO,زيد,name")
    corpus = open_corpus(tmp_path)
    assert "unknown type" in corpus.problems["problem"].tolist()
    assert "gazetteer" in corpus.mentions["rule"].tolist()


def test_titles_commas_and_second_family_names(names):
    assert ("نهلة المرواني", "PER") in names("أكدت وزيرة المرأة والأسرة، نهلة المرواني أن المشروع جاهز.")
    assert ("ألفة يوسف", "PER") in names("قالت الكاتبة ألفة يوسف إن الرواية جاهزة.")
    assert ("نور الدين الزيدي", "PER") in names("الأمين العام للاتحاد العام للصيادين نور الدين الزيدي أكد ذلك.")
    assert ("سالم المرواني الغامدي", "PER") in names("أوضح الدكتور سالم المرواني الغامدي أن المهرجان مستمر.")


def test_where_organizations_end(names):
    assert names("وافق الاتحاد العربي لكرة الطاولة على الطلب.") == [("الاتحاد العربي لكرة الطاولة", "ORG")]
    assert names("قال رئيس حركة الأمل، أمس، إن") == [("حركة الأمل", "ORG")]
    assert ("الضفاف أف أم", "ORG") in names("قال لمراسل الضفاف أف أم إن الطريق مفتوحة.")
    assert ("شركة الضفاف للنقل", "ORG") in names("قال رئيس مجلس إدارة شركة الضفاف للنقل أمس.")


def test_a_club_called_as_a_town_is_one_in_an_article_on_sport(names):
    assert names("فاز روما في مباراة الأحد.") == [("روما", "ORG")]
    assert names("وصل الوفد إلى روما الأحد.") == [("روما", "LOC")]


def test_a_last_name_is_whom_the_corpus_knows_by_it(make_articles):
    full = ["قال المدير سالم المرواني نعم."] * 3
    rows = mentions(articles := make_articles(*full, "وقال المرواني في بيان لا."), tokens(articles))
    assert set(rows["entity"]) == {"سالم المرواني"}
    rows = mentions(articles := make_articles(*full, *["قال المدير عمر المرواني نعم."] * 3, "وقال المرواني في بيان لا."), tokens(articles))
    assert rows["entity"].iloc[-1] == "المرواني"


def test_heads_fathers_and_parties_without_their_head(names):
    assert ("هيئة الصليب الأحمر", "ORG") in names("قالت هيئة الصليب الأحمر إن الدواء وصل.")
    found = names("أعلن حزب النهضة الوطنية أمس ذلك، ثم عادت النهضة الوطنية إليه.")
    assert found == [("حزب النهضة الوطنية", "ORG"), ("النهضة الوطنية", "ORG")]
    assert names("قال مسؤول تركي إن الأمر انتهى.") == []
    assert names("صام في شهر رمضان.") == []


def test_participles_months_and_adjectives_are_no_names(names):
    assert names("قال محمد مرسال المنتمي للحركة إن الأمر انتهى.") == [("محمد مرسال", "PER")]
    assert names("في يوليو تموز 2013 بدأ العمل.") == []
    assert names("وهناك ضخ مالي يصل إلى النصف.") == []
    assert ("مالي", "LOC") in names("زار رئيس مالي تونس.")
    assert names("هو صمام أمان للجميع.") == []


def test_a_place_called_as_a_common_noun_is_one_before_a_definite_noun(names):
    assert not [text for text, kind in names("قطر الأنبوب أكبر من خرطوم المياه في الحديقة.") if kind == "LOC"]
    assert ("قطر", "LOC") in names("وصل الوفد إلى قطر مساء الأحد.")


def test_an_organization_with_and_without_its_head_country_and_marks_is_one(make_articles):
    texts = ["أعلنت حركة حماس موقفها. وقالت حماس إن الأمر انتهى.", 'نشرت صحيفة "واشنطن بوست" الأميركية التقرير. وأضافت واشنطن بوست أن الأمر انتهى.']
    for text in texts:
        articles = make_articles(text)
        rows = mentions(articles, tokens(articles))
        assert len(rows) >= 2 and rows["entity"].nunique() == 1, rows[["text", "entity"]]


@pytest.mark.parametrize(
    ("type_", "names", "want"),
    [
        ("PER", ["رقية السادات", "رقية"], 1), ("PER", ["سالم العلي", "سالم المرواني", "سالم"], 3), ("PER", ["جاك ليو", "ليو"], 1),
        ("PER", ["سلمان بن عبدالعزيز", "محمد بن سلمان"], 2), ("ORG", ["المكتب التنفيذي للحزب", "المكتب التنفيذي"], 1),
        ("ORG", ["كلية الطب بجامعة صفاقس", "جامعة صفاقس"], 2), ("ORG", ["فريق تشيلسي الإنجليزي", "تشيلسي"], 1),
        ("ORG", ['حركة المقاومة الإسلامية " حماس', "حماس"], 1), ("LOC", ["المسجد الأقصى", "الأقصى"], 1), ("LOC", ["كوريا الشمالية", "كوريا الجنوبية"], 2),
    ],
)  # fmt: skip
def test_which_names_of_an_article_are_one(type_, names, want):
    from toolkit.entities.linking import canonical_names

    assert len(set(canonical_names([(type_, name) for name in names]))) == want


def test_a_city_has_no_article_where_the_common_noun_has(names):
    assert "LOC" not in [type_ for text, type_ in names("أقام الأهالي سدا للسيول التي جرفت الجسر.") if "سيول" in text]
    assert ("سيول", "LOC") in names("وصل الرئيس إلى سيول عاصمة كوريا الجنوبية.")


def test_a_camp_is_no_town(names):
    assert names("تناول الوفد الطعام في معسكر للشباب.") == []


def test_confidence_is_a_probability(seeds):
    assert seeds.mentions["confidence"].between(0, 1).all() and seeds.mentions["confidence"].nunique() > 20


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("عاد الوفد من معسكر إلى وهران.", [("معسكر", "LOC"), ("وهران", "LOC")]),
        ("أعلن حزب نهضة البلاد أمس ذلك.", [("حزب نهضة البلاد", "ORG")]),
    ],
)  # fmt: skip
@pytest.mark.xfail(strict=True, reason="what the rules knew and the tagger, nine points better on unseen articles, does not")
def test_known_misses_of_the_tagger(names, text, want):
    assert names(text) == want


def test_a_head_noun_belongs_to_the_organization(names):
    assert names("تبرعت هيئة الصليب الأحمر بالدواء.") == [("هيئة الصليب الأحمر", "ORG")]
