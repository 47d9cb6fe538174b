"""LaTeX becomes plain text, and nothing that is no LaTeX is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.text.latex import balanced, escape, to_text, verbatim_text

UNCHANGED = [
    "AT&T",
    "100% of",
    "C#",
    "a_b",
    "x^2",
    "50% & more_ #1",
    "US$ 5 to $10",
    "d'Arc",
    "a-b",
    "王小明",
    "",
]

DECODED = [
    pytest.param(r"{\"o}", "ö", id="accent-in-braces"),
    pytest.param(r"\"{o}", "ö", id="accent-over-braces"),
    pytest.param(r"\"o", "ö", id="accent-alone"),
    pytest.param(r"\' e", "é", id="accent-then-space"),
    pytest.param(r"{\'{E}}", "É", id="accent-twice-braced"),
    pytest.param(r"\'{\i}", "í", id="dotless-i"),
    pytest.param(r"\'\i", "í", id="dotless-i-alone"),
    pytest.param(r"\c{c}\c c", "çç", id="cedilla"),
    pytest.param(r"\k{a}\.{z}\H{o}\r{a}\v{S}", "ążőåŠ", id="rare-accents"),
    pytest.param(r"Stra{\ss}e \O re", "Straße Øre", id="letters"),
    pytest.param(r"\textit{\"u}ber", "über", id="accent-as-argument"),
    pytest.param(r"x\&y \% \_ \# \$ \{\}", "x&y % _ # $ {}", id="escaped-signs"),
    pytest.param("a~b", "a b", id="tie"),
    pytest.param("1--2---3", "1–2—3", id="dashes"),
    pytest.param("``q''", "“q”", id="quotes"),
    pytest.param(r"$\alpha$-helix", "α-helix", id="greek"),
    pytest.param(r"$\Lambda\varepsilon$", "Λε", id="greek-forms"),
    pytest.param(r"CO$_2$ at $10^{-3}$", "CO₂ at 10⁻³", id="raised-and-lowered"),
    pytest.param(r"21$^{st}$, 5$^\circ$", "21st, 5°", id="ordinal-and-degree"),
    pytest.param(r"$n \log n$", "n log n", id="operator"),
    pytest.param(r"\aleph", "ℵ", id="rare-symbol"),
    pytest.param(r"\textit{A \textbf{b}} c", "A b c", id="emphasis"),
    pytest.param(r"{\em A} {\bf b}", "A b", id="switches"),
    pytest.param(r"\url{http://a_b.org/~x%20--y}", "http://a_b.org/~x%20--y", id="url"),
    pytest.param(r"\href{http://a.org}{text}", "text", id="link"),
    pytest.param(r"\noopsort{1973a}1973", "1973", id="unseen"),
    pytest.param(r"\frac{1}{2}", "1/2", id="fraction"),
    pytest.param(r"\foo{bar}", "bar", id="unknown-with-argument"),
    pytest.param(r"\foo bar", r"\foo bar", id="unknown-alone"),
    pytest.param(r"C:\dir\win", r"C:\dir\win", id="windows-path"),
    pytest.param("a\\", "a\\", id="backslash-at-the-end"),
    pytest.param("{C}yber {{W}}ar", "Cyber War", id="protected-capitals"),
    pytest.param("a {b", "a {b", id="brace-not-closed"),
    pytest.param("a} b", "a} b", id="brace-not-opened"),
    pytest.param("  a \n b ", "a b", id="white-space"),
    pytest.param("a\u0301", "á", id="composed"),
    pytest.param(r"\$5 to \$10, or $5 to $10", "$5 to $10, or $5 to $10", id="money"),
    pytest.param(r"$\pm$5 and $-$3 mm$^2$", "±5 and -3 mm²", id="sign-before-a-number"),
    pytest.param(r"\enquote{a \enquote{b} c}", "“a ‘b’ c”", id="quotes"),
    pytest.param(r"a\hspace{1em}b\hspace{-0.1em}c", "a bc", id="gap"),
    pytest.param(r"a\vphantom\{\} and \vphantom{x}b", "a} and b", id="phantom"),
    pytest.param(r"$\overline 1$ $\overline{1}$", "1\u0305 1\u0305", id="overline"),
    pytest.param(r"y{\textacutemacron a}", "yá\u0304", id="two-accents"),
    pytest.param(r"d'{\aftergroup\ignorespaces} Este", "d' Este", id="shows-nothing"),
    pytest.param(r"OCL$_h$ T$_c$", "OCLₕ T_c", id="lowered-letters"),
]


@pytest.mark.parametrize("value", UNCHANGED)
def test_plain_text_stays(value: str) -> None:
    assert to_text(value) == value


@pytest.mark.parametrize(("value", "text"), DECODED)
def test_latex_is_decoded(value: str, text: str) -> None:
    assert to_text(value) == text


def test_too_deep_a_value_stays_as_it_is() -> None:
    value = "{" * 1000 + r"\emph{a}" + "}" * 1000
    assert to_text(value) == value


@pytest.mark.parametrize(
    "unit", ["{", "}", "$", "\\", "\\'", "`", "'", "-", "\\url{", "^", "a ", "$a", "\\emph", " "]
)
def test_time_is_linear(unit: str) -> None:
    started = time.process_time()
    to_text(unit * (100_000 // len(unit)))
    escape(unit * (100_000 // len(unit)))
    assert time.process_time() - started < 2


LATEX = st.text(alphabet=st.sampled_from(list("aeo {}\\$&%#_^~'`\"-.cé\n1")), max_size=40)


@settings(max_examples=300, deadline=None)
@given(st.one_of(LATEX, st.text(max_size=40)))
def test_never_raises(value: str) -> None:
    text = to_text(value)
    assert text == " ".join(text.split()) or text == value


@pytest.mark.parametrize(
    ("typed", "escaped"),
    [
        pytest.param(r"a \& b", r"a \& b", id="escaped-already"),
        pytest.param("$x_1$-means", "$x_1$-means", id="math"),
        pytest.param(r"\url{a_b%20}", r"\url{a_b%20}", id="url"),
        pytest.param("Simon & Schuster", r"Simon \& Schuster", id="ampersand"),
        pytest.param("100% #1 a_b $5", r"100\% \#1 a\_b \$5", id="all"),
    ],
)
def test_escape(typed: str, escaped: str) -> None:
    assert escape(typed) == escaped


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab &%#_$")), max_size=20))
def test_escaping_keeps_the_text(typed: str) -> None:
    assert to_text(escape(typed)) == to_text(typed)
    assert escape(escape(typed)) == escape(typed)


@pytest.mark.parametrize(
    ("value", "sound"),
    [
        ("a", True),
        ("{a}{b{c}}", True),
        (r"\{a\}", True),
        ("{", False),
        ("}{", False),
        (r"\{", False),
        (r"\}{a\{}", False),
    ],
)
def test_balanced(value: str, sound: bool) -> None:
    assert balanced(value) is sound


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("http://a.org/~x_y%20--z", "http://a.org/~x_y%20--z"),
        (r"http://a.org/x\_y\%20", "http://a.org/x_y%20"),
        (r"10.1000/a{\_}b", "10.1000/a_b"),
        (r"\url{http://a.org}", "http://a.org"),
        (r"C:\dir\file.pdf", r"C:\dir\file.pdf"),
    ],
)
def test_addresses_are_no_latex(value: str, text: str) -> None:
    assert verbatim_text(value) == text
