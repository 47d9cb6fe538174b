"""Bytes become text without a loss, and a guess is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.readers import reader
from litreview.text.decode import decode

if TYPE_CHECKING:
    from litreview.model import Problem

param = pytest.param
CHINESE = "%0 Journal Article\n%A 王海燕\n%T 网络空间治理的国际规则与中国方案\n%J 国际政治研究\n%D 2016\n"
TAIWANESE = "%0 Journal Article\n%A 陳美玲\n%T 網路空間治理的國際規則與台灣的選擇\n%J 政治學報\n%D 2016\n"
JAPANESE = "%0 Journal Article\n%A 田中 太郎\n%T サイバー空間の国際的な規範について\n%D 2016\n"
KOREAN = "%0 Journal Article\n%A 김민수\n%T 사이버 공간의 국제 규범과 한국의 대응\n%D 2016\n"
WESTERN = (
    "Müller, José; Françoise Élan; Ångström; “Übersicht” – Straße · naïve façade £5 ½ ©2016 «être» à côté"
)


def jabref(encoding: str, author: str) -> str:
    return f"% Encoding: {encoding}\n@book{{a, author = {{{author}}}}}"


def xml(encoding: str, text: str) -> str:
    return f"<?xml version='1.0' encoding='{encoding}'?><xml>{text}</xml>"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        param(b"", "", "utf-8", id="empty"),
        param("é\r\nb\r".encode(), "é\r\nb\r", "utf-8", id="newlines-stay"),
        param(b"\xef\xbb\xbf" + "é".encode(), "é", "utf-8", id="utf-8-mark"),
        param(b"\xff\xfe" + "é王".encode("utf-16-le"), "é王", "utf-16-le", id="utf-16-le"),
        param(b"\xfe\xff" + "é王".encode("utf-16-be"), "é王", "utf-16-be", id="utf-16-be"),
        param("é王".encode("utf-32"), "é王", "utf-32-le", id="utf-32"),
        param(jabref("ISO-8859-1", "Müller").encode("latin-1"), jabref("ISO-8859-1", "Müller"), "cp1252",
              id="declared-by-jabref"),
        param(jabref("MacRoman", "Müller").encode("mac-roman"), jabref("MacRoman", "Müller"), "mac-roman",
              id="declared-mac-roman"),
        param(jabref("windows-1251", "Иванов").encode("cp1251"), jabref("windows-1251", "Иванов"), "cp1251",
              id="declared-cyrillic"),
        param(jabref("GBK", "王伟").encode("gbk"), jabref("GBK", "王伟"), "gb18030", id="declared-chinese"),
        param(jabref("Cp1252", "Müller").encode(), jabref("Cp1252", "Müller"), "utf-8",
              id="declared-wrongly-and-utf-8-all-the-same"),
        param(jabref("hex", "Muller").encode(), jabref("hex", "Muller"), "utf-8", id="declared-nonsense"),
        param(xml("ISO-8859-2", "Dvořák").encode("iso-8859-2"), xml("ISO-8859-2", "Dvořák"), "iso8859-2",
              id="declared-in-xml"),
        param(b"% -*- coding: latin-1 -*-\ncaf\xe9", "% -*- coding: latin-1 -*-\ncafé", "cp1252",
              id="declared-for-emacs"),
    ],
)  # fmt: skip
def test_certain(data: bytes, text: str, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.problems("x")) == (text, encoding, [])


@pytest.mark.parametrize(
    ("data", "text", "words"),
    [
        param(b"caf\xe9", "café", "byte 3", id="windows-1252"),
        param(b"\xef\xbb\xbfcaf\xe9", "café", "byte 6", id="offset-counts-the-mark"),
        param(b"\x93q\x94 \x81", "“q” \x81", "byte 0", id="undefined-byte"),
        param("é".encode() + b" \xe9", "é é", "byte 3", id="two-encodings"),
        param(b"a\x00b", "ab", "1 NUL", id="nul"),
        param("@book{a}".encode("utf-16-le"), "@book{a}", "utf-16-le", id="utf-16-without-mark"),
        param("@book{a}".encode("utf-16-be"), "@book{a}", "utf-16-be", id="utf-16-be-without-mark"),
        param(CHINESE.encode("utf-16-le"), CHINESE, "utf-16-le", id="chinese-utf-16-without-mark"),
        param(b"\xff\xfea\x00b", "a\ufffd", "damaged UTF-16", id="half-a-character"),
        param(jabref("ASCII", "Müller").encode("latin-1"), jabref("ASCII", "Müller"), "cp1252",
              id="declared-ascii"),
        param(jabref("Shift_JIS", "ë ").encode("latin-1"), jabref("Shift_JIS", "ë "), "nor cp932, as it says",
              id="declared-what-it-is-not"),
    ],
)  # fmt: skip
def test_guessed(data: bytes, text: str, words: str) -> None:
    decoded = decode(data)
    assert decoded.text == text
    assert words in decoded.problem


@pytest.mark.parametrize(
    ("text", "written", "encoding"),
    [
        param(WESTERN, "cp1252", "cp1252", id="western"),
        param(
            "Müller und Söhne, Über Öl, Bär, Süd, Fußgänger, Ärzte, Größe", "cp1252", "cp1252", id="german"
        ),
        param("Łódź, Kraków, Żółć, Świętość: książka o życiu", "cp1250", "cp1252", id="polish"),
        param(
            "Война и мир, Преступление и наказание: Достоевский, Толстой", "cp1251", "cp1252", id="russian"
        ),
        param(
            "Война и мир, Преступление и наказание: Достоевский, Толстой",
            "koi8-r",
            "cp1252",
            id="russian-koi8",
        ),
        param("Πόλεμος και ειρήνη, Θουκυδίδης", "cp1253", "cp1252", id="greek"),
        param("%A 王伟\n", "gb18030", "cp1252", id="two-characters-are-too-few"),
        param("한글 연구", "cp949", "cp1252", id="a-little-korean-may-be-chinese"),
        param(CHINESE, "gb18030", "gb18030", id="chinese"),
        param("@book{a, author = {王伟 and 李娜}}", "gb18030", "gb18030", id="chinese-names-alone"),
        param(TAIWANESE, "cp950", "cp950", id="big5"),
        param(JAPANESE, "cp932", "cp932", id="shift-jis"),
        param(JAPANESE, "euc_jp", "euc_jp", id="euc-jp"),
        param(KOREAN, "cp949", "cp949", id="korean"),
    ],
)
def test_files_of_the_east_are_told_from_those_of_the_west(text: str, written: str, encoding: str) -> None:
    decoded = decode(text.encode(written))
    assert decoded.encoding == encoding
    assert decoded.text == text or encoding == "cp1252"
    assert decoded.problem.startswith("not UTF-8 at byte ")


def test_one_wrong_byte_costs_no_other_in_a_chinese_file() -> None:
    data = CHINESE.encode("gb18030") * 700
    assert decode(data + b"\xff\n" + data).text == CHINESE * 700 + "ÿ\n" + CHINESE * 700


def spoilt(text: str, reading: str = "cp1252") -> str:
    """Give a text as a program shows it that takes its UTF-8 for something else."""
    return text.encode().decode(reading)


@pytest.mark.parametrize(
    "text",
    [
        param("Müller, Ångström, Łódź, 王伟", id="sound"),
        param("„Die MENÜ“ und „das HÄ“", id="capital-before-a-quotation-mark"),
        param("DA IRMÃ”, SÃO PAULO, IRMÃ…", id="portuguese"),
        param("À propos de l'Â«", id="french"),
        param("© 2016 ½ ± 5 °C £5", id="signs"),
        param("Öß ÄÖÜ", id="german-capitals"),
    ],
)
def test_sound_letters_are_not_called_spoilt(text: str) -> None:
    assert decode(text.encode()).problems("x") == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        param(f"\n{{{spoilt('Müller')}}}, A.", 2, '"MÃ¼ller" looks like "Müller", UTF-8', id="umlaut"),
        param(f"a\r\nb\r{spoilt('Müller')} {spoilt('né')}", 3, "(2 places in this file)", id="two"),
        param(spoilt("Müller", "latin-1"), 1, '"Müller"', id="latin-1"),
        param(spoilt("author’s"), 1, '"author’s"', id="apostrophe"),
        param(spoilt("Łukasz", "latin-1"), 1, '"Łukasz"', id="polish"),
        param(spoilt("中国", "latin-1"), 1, '"中国"', id="chinese"),
    ],
)
def test_spoilt_letters_are_reported_and_stay(text: str, line: int, words: str) -> None:
    decoded = decode(text.encode())
    assert decoded.text == text
    found = decoded.problems("x")
    assert [(problem.line, problem.code) for problem in found] == [(line, "mojibake")]
    assert words in found[0].message


@pytest.mark.parametrize("name", sorted(set(reader.all()) - {"docx"}))
@pytest.mark.parametrize(
    ("data", "code"),
    [param("MÃ¼ller".encode(), "mojibake", id="mojibake"), param(b"M\xfcller", "encoding", id="cp1252")],
)
def test_every_reader_says_so(name: str, data: bytes, code: str) -> None:
    problems: tuple[Problem, ...] = reader.named(name).function(data, "x").problems
    assert [problem.code for problem in problems].count(code) == 1


@settings(max_examples=200)
@given(st.binary(max_size=60))
def test_never_raises(data: bytes) -> None:
    decoded = decode(data)
    assert "\x00" not in decoded.text
    assert all(problem.message for problem in decoded.problems("x"))


@settings(max_examples=100)
@given(
    st.text(alphabet=st.characters(exclude_characters="\x00\ufeff", exclude_categories=["Cs"]), max_size=60)
)
def test_utf_8_comes_back(text: str) -> None:
    assert decode(text.encode()).text == text
