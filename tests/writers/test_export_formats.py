"""What is written in any format reads back as the same records, whatever they hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.actions.exporting import export
from litreview.model import Field, Person, Record, Source
from litreview.readers import reader
from litreview.readers._structured import container, house, parse_dates
from litreview.text.dates import year_of
from litreview.text.latex import to_text
from litreview.text.names import parse_names
from litreview.text.plain import latex, read_people, write_people
from litreview.text.record import Extra, record
from litreview.writers import writer

param = pytest.param

CASES = Path(__file__).parents[1] / "cases/structured"
FORMATS = ("biblatex", "csljson", "csv", "jsonl", "md", "ris")


def from_record(found: Record) -> Source:
    """Give a record as the library holds it."""
    year = year_of(found.text("year")) or year_of(found.text("date"))
    return Source(
        found.key, found.type, found.text("title"), year, found.people, found.fields, found.identifiers
    )


def bibtex(text: str) -> list[Source]:
    blocks = reader.named("bibtex").function(text.encode(), "x").blocks
    return [from_record(block.record) for block in blocks if block.record is not None]


def works() -> list[Source]:
    return bibtex((CASES / "works.bib").read_text(encoding="utf-8"))


def written(name: str, *sources: Source) -> str:
    return writer.named(name).function(sources)


@pytest.mark.parametrize("name", FORMATS)
def test_what_people_see(name: str) -> None:
    golden = CASES / f"exported.{name}"
    assert written(name, *works()) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_written_of_nothing(name: str) -> None:
    text = written(name)
    assert text.strip() in {"", "[]"} or text.startswith("key,")


@pytest.mark.parametrize("name", ["bibtex", *FORMATS])
def test_the_program_proves_its_exports(name: str) -> None:
    assert export(works(), name)


@pytest.mark.parametrize(
    ("entry", "lines"),
    [
        param(
            "@article{a, journal={J}, year=2016, month=feb, day=9}",
            "@article{a,\n  journaltitle = {J},\n  date = {2016-02-09},\n}\n",
            id="day",
        ),
        param(
            "@book{a, address={B}, year={2015--2017}}",
            "@book{a,\n  location = {B},\n  date = {2015/2017},\n}\n",
            id="range",
        ),
        param("@book{a, year={in press}}", "@book{a,\n  year = {in press},\n}\n", id="words"),
        param(
            "@book{a, date={2016-02}, journaltitle={J}}",
            "@book{a,\n  date = {2016-02},\n  journaltitle = {J},\n}\n",
            id="biblatex-stays",
        ),
        param("@book{a, year={c. 1850}}", "@book{a,\n  date = {1850~},\n}\n", id="circa"),
        param("@book{a, year={1999--2003}}", "@book{a,\n  date = {1999/2003},\n}\n", id="years"),
        param("@book{a, year={in press}}", "@book{a,\n  year = {in press},\n}\n", id="in-press"),
        param("@book{a, year={2016}, date={2016-02-09}}", "@book{a,\n  date = {2016-02-09},\n}\n", id="both"),
        param(
            "@book{a, year={2015}, date={2016-02-09}}",
            "@book{a,\n  year = {2015},\n  date = {2016-02-09},\n}\n",
            id="contradiction",
        ),
        param(
            "@book{a, year={2016}, month={Spring}}",
            "@book{a,\n  date = {2016-21},\n}\n",
            id="season",
        ),
        param(
            "@phdthesis{a, school={S}}",
            "@thesis{a,\n  institution = {S},\n  type = {phdthesis},\n}\n",
            id="thesis",
        ),
        param("@techreport{a, type={Memo}}", "@report{a,\n  type = {Memo},\n}\n", id="report"),
        param(
            "@book{a, journal={J}, journaltitle={K}}",
            "@book{a,\n  journal = {J},\n  journaltitle = {K},\n}\n",
            id="taken",
        ),
        param("@misc{a, title={A {B} \\& c}}", "@misc{a,\n  title = {A {B} \\& c},\n}\n", id="latex-stays"),
    ],
)
def test_biblatex(entry: str, lines: str) -> None:
    (source,) = bibtex(entry)
    assert written("biblatex", source) == lines
    assert written("biblatex", *bibtex(lines)) == lines


@pytest.mark.parametrize(
    ("entry", "item"),
    [
        param(
            "@article{a, title={T \\& U}, journal={J}, number=2, pages={1--9}, year=2016, month=feb}",
            {
                "type": "article-journal",
                "title": "T & U",
                "container-title": "J",
                "issue": "2",
                "page": "1-9",
                "issued": {"date-parts": [[2016, 2]]},
            },
            id="article",
        ),
        param(
            "@book{a, series={S}, number=4, date={2015/2017-03}}",
            {
                "type": "book",
                "collection-title": "S",
                "collection-number": "4",
                "issued": {"date-parts": [[2015], [2017, 3]]},
            },
            id="series-and-range",
        ),
        param(
            "@misc{a, year={2010}, month={Spring}}",
            {"type": "document", "issued": {"date-parts": [[2010]], "season": 1}},
            id="season",
        ),
        param(
            "@misc{a, year={c. 1850}}",
            {"type": "document", "issued": {"date-parts": [[1850]], "circa": True}},
            id="circa",
        ),
        param(
            "@misc{a, year={1965 [1929]}}",
            {"type": "document", "issued": {"date-parts": [[1965]]}, "custom": {"year": "1965 [1929]"}},
            id="reprint",
        ),
        param("@misc{a, year={n.d.}}", {"type": "document", "issued": {"literal": "n.d."}}, id="no-date"),
        param(
            "@mastersthesis{a, school={S}}",
            {
                "type": "thesis",
                "publisher": "S",
                "genre": "Master's thesis",
                "custom": {"entrytype": "mastersthesis"},
            },
            id="thesis",
        ),
        param(
            "@misc{a, title={T}, subtitle={U}}",
            {"type": "document", "title": "T: U", "custom": {"title": "T", "subtitle": "U"}},
            id="subtitle",
        ),
        param(
            "@misc{a, year={in press}}", {"type": "document", "issued": {"literal": "in press"}}, id="words"
        ),
        param(
            "@misc{a, author={van der Berg, Jr., Jan and {UN and Co} and others}}",
            {
                "type": "document",
                "author": [
                    {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der", "suffix": "Jr."},
                    {"literal": "UN and Co"},
                    {"literal": "others"},
                ],
            },
            id="names",
        ),
        param(
            "@misc{a, title={a <i>b</i> R&amp;D}}",
            {"type": "document", "title": "a &lt;i>b&lt;/i> R&amp;amp;D"},
            id="markup",
        ),
        param(
            r"@misc{a, title={On \emph{Homo} \& {NASA}: a}, subtitle={\emph{B}?}}",
            {
                "type": "document",
                "title": "On <i>Homo</i> & NASA: a: <i>B</i>?",
                "custom": {"title": "On <i>Homo</i> & NASA: a", "subtitle": "<i>B</i>?"},
            },
            id="italics",
        ),
    ],
)
def test_csljson(entry: str, item: dict[str, object]) -> None:
    text = written("csljson", *bibtex(entry))
    assert json.loads(text) == [{"id": "a", **item}]
    (block,) = [
        block for block in reader.named("csljson").function(text.encode(), "x").blocks if block.record
    ]
    assert block.record is not None
    assert block.record.text("title") == bibtex(entry)[0].title


def test_ris_lines() -> None:
    (source,) = bibtex(
        "@inproceedings{a, author={King, Jr., M. and {UN}}, title={T}, booktitle={B}, eventtitle={E}, pages={1--9},"
        " year=2016, month=feb, keywords={x, y}, note={n}}"
    )
    assert written("ris", source) == (
        "TY  - CONF\nID  - a\nAU  - King, M., Jr.\nAU  - UN\nTI  - T\nC3  - B\nT2  - E\nPY  - 2016\nDA  - 2016/02/\n"
        "SP  - 1\nEP  - 9\nN1  - n\nKW  - x\nKW  - y\nER  - \n"
    )


def test_markdown_shows_text_as_it_is() -> None:
    (source,) = bibtex("@book{a_b, author={Doe, A.}, title={*x* <script> [y](z)}, url={javascript:alert(1)}}")
    assert (
        written("md", source)
        == "Doe, A. (n.d.). *\\*x\\* \\<script\\> \\[y\\](z)*. javascript:alert(1) \\[\\@a\\_b\\]\n"
    )


def test_a_spreadsheet_runs_nothing() -> None:
    source = from_record(record("=k", "book", (), [Extra("title", "=1+1"), Extra("abstract", "-x")]))
    text = written("csv", source)
    assert "'=k,book,,,'=1+1" in text
    (block,) = [block for block in reader.named("table").function(text.encode(), "x").blocks if block.record]
    assert block.record is not None
    assert (block.record.key, block.record.text("title"), block.record.text("abstract")) == (
        "=k",
        "=1+1",
        "-x",
    )


LETTERS = st.characters(
    exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"
)
TEXT = st.text(alphabet=LETTERS, min_size=1, max_size=12) | st.text(
    alphabet=st.sampled_from(list("ab-'`~{}\\$%&#_^<>/i\";,=@ .王é")), min_size=1, max_size=20
)
WORDS = TEXT.map(lambda text: to_text(latex(text))).filter(lambda text: any(map(str.isalnum, text)))
KEYS = st.from_regex(r"[a-z][a-z0-9:_-]{0,8}", fullmatch=True)
NAMES = (
    "container",
    "volume",
    "number",
    "house",
    "address",
    "note",
    "series",
    "abstract",
    "language",
    "edition",
    "x-y",
)
PEOPLE = st.builds(Person, st.sampled_from(["author", "editor"]), WORDS, WORDS) | st.builds(
    lambda role, literal: Person(role, literal=literal),
    st.just("author"),
    WORDS.filter(lambda text: text.lower().rstrip(".") not in {"others", "et al"}),
)


def _extras(kind: str, fields: dict[str, str]) -> list[Extra]:
    named = {"container": container(kind), "house": house(kind)}
    return [Extra(named.get(name, name), text) for name, text in fields.items()]


RECORDS = st.builds(
    lambda key, kind, people, title, year, fields: from_record(
        record(key, kind, people, [Extra("title", title), *parse_dates(year), *_extras(kind, fields)])
    ),
    KEYS,
    st.sampled_from(
        ["article", "book", "incollection", "mastersthesis", "misc", "techreport", "online", "unheard"]
    ),
    st.lists(PEOPLE, max_size=3),
    WORDS,
    st.sampled_from(
        ["2016", "1999", "in press", "2015--2017", "c. 2012", "1850?", "n.d.", "1965 [1929]", "2013年"]
    ),
    st.dictionaries(st.sampled_from(NAMES), WORDS, max_size=4),
)


def shown(source: Source) -> dict[str, object]:
    return {
        "key": source.key,
        "type": source.type,
        "title": source.title,
        "year": source.year,
        "people": sorted(map(str, source.people)),
        "fields": {
            field.name: field.text for field in source.fields if field.name not in {"author", "editor"}
        },
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(RECORDS, max_size=3))
@pytest.mark.parametrize("name", ["csljson", "jsonl"])
def test_json_reads_back_whole(name: str, sources: list[Source]) -> None:
    text = written(name, *sources)
    blocks = reader.named("csljson").function(text.encode(), "x").blocks
    back = [from_record(block.record) for block in blocks if block.record is not None]
    assert [shown(source) for source in back] == [shown(source) for source in sources]
    assert list(map(json.loads, filter(None, written("jsonl", *back).split("\n")))) == list(
        map(json.loads, filter(None, written("jsonl", *sources).split("\n")))
    )


@settings(max_examples=50, deadline=None)
@given(st.lists(RECORDS, max_size=3))
def test_bibtex_and_biblatex_read_back(sources: list[Source]) -> None:
    assert [shown(back)["fields"] for back in bibtex(written("bibtex", *sources))] == [
        shown(source)["fields"] for source in sources
    ]
    text = written("biblatex", *sources)
    back = bibtex(text)
    assert [(source.title, shown(source)["people"]) for source in back] == [
        (source.title, shown(source)["people"]) for source in sources
    ]
    assert written("biblatex", *back) == text


@settings(max_examples=50, deadline=None)
@given(st.lists(RECORDS, min_size=1, max_size=3))
def test_tables_read_back(sources: list[Source]) -> None:
    result = reader.named("table").function(written("csv", *sources).encode(), "x")
    back = [from_record(block.record) for block in result.blocks if block.record is not None]
    assert [
        (source.key, source.type, source.title, source.year, source.text("volume")) for source in back
    ] == [
        (
            source.key,
            source.type if source.type != "unheard" else back[at].type,
            source.title,
            source.year,
            source.text("volume"),
        )
        for at, source in enumerate(sources)
    ]


@settings(max_examples=50, deadline=None)
@given(st.lists(RECORDS, max_size=3))
def test_ris_reads_back(sources: list[Source]) -> None:
    if "ris" not in reader.all():
        pytest.skip("no reader for RIS")
    blocks = reader.named("ris").function(written("ris", *sources).encode(), "x").blocks
    back = [block.record for block in blocks if block.record is not None]
    assert [found.text("title") for found in back] == [source.title for source in sources]


@settings(max_examples=150, deadline=None)
@given(TEXT)
def test_plain_text_stays_in_latex(text: str) -> None:
    wanted = to_text(latex(text))
    assert wanted.replace(" ", "") == "".join(to_text(latex(text)).split())
    assert to_text(latex(wanted)) == wanted


@settings(max_examples=150, deadline=None)
@given(st.lists(PEOPLE, max_size=4))
def test_names_stay_in_their_fields(people: list[Person]) -> None:
    made = record("a", "book", people, [])
    for role in ("author", "editor"):
        value = next((field.value for field in made.fields if field.name == role), "")
        assert parse_names(value, role) == tuple(person for person in made.people if person.role == role)


@pytest.mark.parametrize(
    "people",
    [
        (Person("author", "Segal", "Adam"), Person("author", "King", "M. L.", "", "Jr.")),
        (Person("author", literal="UNIDIR"), Person("author", literal="others")),
        (Person("author", literal="Barnes; Noble and Sons"), Person("author", literal="王小明")),
        (Person("author", "Berg", "Jan", "van der"), Person("author", literal="Plain Words Here")),
    ],
)
def test_name_lists_stay(people: tuple[Person, ...]) -> None:
    assert read_people(write_people(people), "author") == people


def test_field_values_are_kept() -> None:
    source = Source("a", "misc", "T", fields=(Field("title", "{T}", "T"), Field("odd name", "x", "x")))
    assert json.loads(written("csljson", source))[0]["custom"] == {"odd name": "x"}


def test_copies_of_a_work_share_a_key_and_other_works_none() -> None:
    entries = (
        "@article{a, author={Nye, Joseph S.}, title={Deterrence and Dissuasion in Cyberspace}, year=2017}"
        "@misc{b, author={J. S. Nye}, title={DETERRENCE AND DISSUASION IN CYBERSPACE.}}"
        "@book{c, author={Segal, Adam}, title={The Hacked World Order}, year=2016}"
    )
    first, second, other = map(json.loads, writer.named("normalised").function(bibtex(entries)).splitlines())
    assert [first["key"], second["key"], other["key"]] == ["a", "b", "c"]
    assert first["title"] == second["title"] == "deterrenceanddissuasionincyberspace"
    assert set(first["keys"]) & set(second["keys"])
    assert not set(first["keys"]) & set(other["keys"])
