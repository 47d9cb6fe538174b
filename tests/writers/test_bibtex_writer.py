"""What is written as BibTeX reads back as the same records, whatever the values hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.model import Field, Source
from litreview.readers.bibtex import read_bibtex
from litreview.text.latex import balanced, to_text
from litreview.writers import writer
from litreview.writers.bibtex import write_bibtex


def read_back(text: str) -> list[Source]:
    result = read_bibtex(text.encode(), "x.bib")
    assert {block.kind for block in result.blocks} <= {"entry"}
    return [
        Source(block.record.key, block.record.type, fields=block.record.fields)
        for block in result.blocks
        if block.record is not None
    ]


def source(value: str = "A", *, key: str = "a", type_: str = "misc", name: str = "title") -> Source:
    return Source(key, type_, fields=(Field(name, value, to_text(value)),))


def test_registered() -> None:
    assert writer.named("bibtex").function is write_bibtex


def test_the_shape() -> None:
    fields = (Field("author", "Segal, A.", ""), Field("month", "feb", ""), Field("year", "2016", ""))
    text = write_bibtex([Source("segal2016", "book", fields=fields), source("Norms \\& Laws")])
    assert text == (
        "@book{segal2016,\n  author = {Segal, A.},\n  month = feb,\n  year = {2016},\n}\n"
        "\n"
        "@misc{a,\n  title = {Norms \\& Laws},\n}\n"
    )
    assert write_bibtex([]) == ""


@pytest.mark.parametrize(
    "value",
    [
        "",
        "A {B} c",
        "a # b",
        "100%",
        'say "so"',
        "me@home {x}",
        r"C:\dir",
        "C:\\dir\\",
        "a\\\\",
        "a = b, c",
        "é王",
        "(a)",
    ],
)
def test_sound_values_are_unchanged(value: str) -> None:
    (back,) = read_back(write_bibtex([source(value)]))
    assert back.fields[0].value == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("a } b", r"a \textbraceright{} b"),
        ("{a {b}", r"{\textbraceleft}a {b}"),
        (
            "x}\n}\n@article{evil, title={pwned}}",
            r"x\textbraceright{} \textbraceright{} @article{evil, title={pwned}}",
        ),
        (r"a \{ b", r"a {\textbraceleft} b"),
        (r"\a}", r"\a\textbraceright{}"),
        (r"\{a\}", r"\{a\}"),
        ("a\n@misc{b}", "a @misc{b}"),
        ("nul\x00", "nul"),
    ],
)
def test_unsafe_values_are_made_safe(value: str, written: str) -> None:
    (back,) = read_back(write_bibtex([source(value)]))
    assert back.fields[0].value == written
    assert back.fields[0].text == to_text(value.replace("\x00", ""))


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("DBLP:conf/x_1+2", "DBLP:conf/x_1+2"),
        ("my key", "my key"),
        ("müller2020", "müller2020"),
        ("", ""),
        ("a,b", "a%2Cb"),
        ("{a}", "%7Ba%7D"),
        ("a\\", "a%5C"),
        ("=cmd", "%3Dcmd"),
        ("a@b(c)", "a%40b%28c%29"),
    ],
)
def test_keys(key: str, written: str) -> None:
    (back,) = read_back(write_bibtex([source(key=key)]))
    assert back.key == written
    assert write_bibtex([back]) == write_bibtex([source(key=key)])


@pytest.mark.parametrize(
    ("type_", "written"), [("article", "article"), ("string", "misc"), ("", "misc"), ("a-b", "ab")]
)
def test_types(type_: str, written: str) -> None:
    (back,) = read_back(write_bibtex([source(type_=type_)]))
    assert back.type == written


VALUES = st.one_of(
    st.text(alphabet=st.sampled_from(list('ab {}"\\@#%,=\n\r\t$&~()\x00\u00a0é')), max_size=25),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=25),
)
NAMES = st.sampled_from(["title", "month", "url", "note", "key words", "author", "a,b", "%x", ""])
SOURCES = st.builds(
    lambda key, type_, values: Source(
        key, type_, fields=tuple(Field(name, value, to_text(value)) for name, value in values.items())
    ),
    VALUES,
    st.sampled_from(["article", "misc", "comment", "x y"]),
    st.dictionaries(NAMES, VALUES, max_size=4),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(SOURCES, max_size=3))
def test_write_read_write_gives_the_same_bytes(sources: list[Source]) -> None:
    text = write_bibtex(sources)
    back = read_back(text)
    assert len(back) == len(sources)
    assert write_bibtex(back) == text


@settings(max_examples=300, deadline=None)
@given(VALUES)
def test_sound_values_read_back_the_same(value: str) -> None:
    value = " ".join(value.replace("\x00", "").split())
    (back,) = read_back(write_bibtex([source(value)]))
    if balanced(value):
        assert back.fields[0].value == value
    assert back.fields[0].text == to_text(value)
