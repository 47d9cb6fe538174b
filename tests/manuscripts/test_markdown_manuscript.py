"""Pandoc's citations are found in Markdown, exactly where they stand, and nothing else is."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from litreview.manuscripts.markdown import read_markdown

if TYPE_CHECKING:
    from litreview.model import Citation

param = pytest.param


def no_other_file(path: str) -> bytes:
    raise FileNotFoundError(path)


def cited(text: str) -> tuple[Citation, ...]:
    found = read_markdown(text.encode(), "x.md", no_other_file).citations
    for citation in found:
        line = text.splitlines()[citation.line - 1]
        assert text[citation.offset :].startswith(line[citation.column - 1 :])
    return found


def brief(citation: Citation) -> str:
    what = citation.key or " & ".join((*citation.names, citation.year)) if citation.form != "all" else "*"
    return what + (f", {citation.locator}" if citation.locator else "")


@pytest.mark.parametrize(
    "text",
    [
        param("Write to me@example.org or <me@example.org>.", id="e-mail"),
        param("`@key` and ``a ` @key``", id="code-spans"),
        param("```\n@key Segal (2016)\n```", id="fenced"),
        param("~~~ {.r}\n@key\n```\n@key\n~~~", id="fenced-with-tildes"),
        param("1. a\n\n   ```\n   @key\n   ```", id="fenced-in-a-list"),
        param("Words.\n\n    @key\n\n    @more\n", id="indented"),
        param("<!-- @key\n\nSegal (2016) --> words", id="comment"),
        param("<!-- @key and no end", id="comment-without-an-end"),
        param("[words](https://x.org/@key) https://x.org/@key www.x.org/@key", id="addresses"),
        param('<a href="@key">x</a> {#fig key="@key"}', id="tags-and-attributes"),
        param("$x_@y$ and $$\n@key\n$$", id="math"),
        param(r"\@key and \@ref(fig:a)", id="escaped"),
        param("@fig-map, @tbl-x, [@sec-intro], @eq:one and @Fig:two", id="cross-references"),
        param("(@good) An example.\n\nAs (@good) shows.", id="example-lists"),
        param("---\ntitle: The @key of it\nauthor: Segal (2016)\n---\n", id="front-matter"),
        param(
            "# References\n\nSegal, A. (2016). Title. @key\n".replace(" @key", ""), id="list-of-references"
        ),
    ],
)
def test_no_citation(text: str) -> None:
    assert [brief(citation) for citation in cited(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        param("[@a]", ["a"], id="brackets"),
        param("[@a, p. 3; see @b, pp. 4–6; -@c]", ["a, 3", "b, 4-6", "c"], id="several-with-locators"),
        param("[see @a, chap. 2, and elsewhere]", ["a, ch. 2"], id="chapter"),
        param("[@a, 33]", ["a, 33"], id="page-without-a-label"),
        param("@a2 says, @a2 [p. 5] and -@b2", ["a2", "a2, 5", "b2"], id="in-text"),
        param("@{https://doi.org/10.1000/x_y}, @doi:10.1000/xy.", ["https://doi.org/10.1000/x_y", "doi:10.1000/xy"],
              id="addresses-as-keys"),
        param("{@doi:10.1000/z}", ["doi:10.1000/z"], id="doi-in-braces"),
        param("[@Müller_2016:a.b-c/d]. @x1.", ["Müller_2016:a.b-c/d", "x1"], id="signs-in-keys"),
        param("[@a, iiix]", ["a"], id="letters-that-are-no-number"),
        param("[@a @b]", ["a", "b"], id="two-without-a-semicolon"),
        param("[link @a1](x) ^[note @b1] [^1]: @c1", ["a1", "b1", "c1"], id="in-links-and-notes"),
        param("- item\n\n    @a1 in a list", ["a1"], id="indented-in-a-list"),
        param("~~~\n@a1 behind a fence that nothing closes", ["a1"], id="a-lone-fence"),
        param("*@a1* and **@b1**, (@c1)", ["a1", "b1", "c1"], id="in-emphasis"),
        param("a `code @x` @b1 `more", ["b1"], id="a-lone-backtick"),
        param("It costs $5 and @a1 and $6.", ["a1"], id="dollars"),
        param("---\nnocite: |\n  @a, @b\n---\n[@c]", ["a", "b", "c"], id="nocite"),
        param("---\nnocite: '@*'\n---\n", ["*"], id="nocite-all"),
        param("*Segal* (2016), **Clarke** & Knake\\ (2012)", ["Segal & 2016", "Clarke & Knake & 2012"], id="emphasis"),
        param("> As Clarke and\n> Knake (2012)", ["Clarke & Knake & 2012"], id="quoted-lines"),
        param("Clarke &amp; Knake (2012)", ["Clarke & Knake & 2012"], id="entities"),
        param("Segal [-@segal2016] and Rid (2013)", ["segal2016", "Rid & 2013"], id="both-kinds"),
    ],
)  # fmt: skip
def test_citations(text: str, expected: list[str]) -> None:
    assert [brief(citation) for citation in cited(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        param("x [see @a, p. 3; @b]", [(1, 8, "see @a, p. 3"), (1, 18, "@b")], id="brackets"),
        param("x\r\n网 -@a1 [p. 5]", [(2, 3, "-@a1 [p. 5]")], id="crlf-and-wide-characters"),
        param("```\n@x\n```\n\n@a1", [(5, 1, "@a1")], id="after-code"),
    ],
)
def test_places_are_exact(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert [(one.line, one.column, one.text) for one in cited(text)] == expected


def test_the_name_of_an_account_is_only_likely() -> None:
    certainties = {
        one.key: one.certainty for one in cited("@some-one89 said, @segal2016 too, @rid and [@rid]")
    }
    assert certainties == {"some-one89": "likely", "segal2016": "certain", "rid": "certain"}


PIECES = (
    "[@a1, p. 3]", "[see @b2; -@c3]", "@d4", "-@e5", "@f6 [p. 5]", "`@x1`", "``@x2 ` y``", "\n\n    @x3\n\n",
    "\n\n- item @g7\n\n    @h8\n\n", "\n\n```\n@x4\n```\n\n", "<!-- @x5 -->", "me@x6.org", "\\@x7", "$5 and $6",
    "[link @i9](http://x.org/@x8)", "<http://x.org/@x9>", "$a@x10$", "**@j10**", "\n\n> @l12\n\n", "_@k11",
    "\n\n# A @m13\n\n", "word ", "(@n14)", "; ", ". ", "\n\n", "\n", "[text]", "@r18's", "1. @u21\n",
    "<b>@v22</b>", "^[@y24]",
)  # fmt: skip


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not here")
def test_pandoc_finds_the_same_keys() -> None:
    rng = random.Random(11)  # noqa: S311 (texts, no secrets)
    for _ in range(25):
        text = " ".join(rng.choice(PIECES) for _ in range(rng.randint(1, 8))) + "\n"
        words = ["pandoc", "-f", "markdown", "-t", "json"]
        done = subprocess.run(words, input=text.encode(), capture_output=True, check=True)
        keys = re.findall(r'"citationId":"([^"]+)"', done.stdout.decode())
        assert {one.key for one in cited(text)} == set(keys), text


def test_any_mutation_is_read() -> None:
    rng = random.Random(7)  # noqa: S311 (damage, no secrets)
    text = "---\nnocite: '@x'\n---\n[see @a, p. 3; -@b] `c` <!-- d --> $e$ **Segal** (2016)\n\n```\n@f\n```\n"
    for _ in range(300):
        at = rng.randrange(len(text))
        cited(
            text[:at]
            + rng.choice(["", "`", "[", "@", "(", "\n", "$", "<!--", "2016", "\\"])
            + text[at + rng.randrange(3) :]
        )
