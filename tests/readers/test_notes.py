from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.model import DraftTag, NoteDraft, ReadResult
from litreview.readers import reader
from litreview.readers.notes import read_notes

CASES = Path(__file__).parents[1] / "cases" / "notes"
HOSTILE = Path(__file__).parents[2] / ".." / "shared" / "data" / "hostile"


def read(text: str, path: str = "notes.md") -> ReadResult:
    return read_notes(text.encode(), path)


def one(text: str) -> NoteDraft:
    result = read(text)
    assert not result.problems
    (note,) = result.notes
    return note


def shown(result: ReadResult) -> str:
    lines: list[str] = []
    for remark in result.remarks:
        of = remark.cited or remark.author_year
        lines.append(f"{remark.line}: about {of} ({remark.coder})")
        lines += [f"   tag {tag.line}: {tag.stance} {tag.path}" for tag in remark.tags]
        lines += [f"   {line}: {name} = {value}" for name, value, line in remark.attributes]
    for note in result.notes:
        lines.append(
            f"{note.line}: {note.kind} of {note.cited or note.author_year} at [{note.locator}] ^{note.handle}"
        )
        lines.append("   " + note.text.replace("\n", "\n   "))
        lines += [f"   tag {tag.line}: {tag.stance} {tag.path}" for tag in note.tags]
    lines += [f"{item.line}: {item.severity} {item.code}: {item.message}" for item in result.problems]
    return "".join(line.rstrip() + "\n" for line in lines)


def test_every_form_of_note_is_read() -> None:
    result = read_notes((CASES / "everything.md").read_bytes(), "everything.md")
    assert shown(result) == (CASES / "everything.txt").read_text("utf-8")


def test_the_reader_is_found_by_suffix() -> None:
    entry = reader.for_suffix(".md")
    assert entry is not None
    assert entry.name == "notes"


# What is not there ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("\ufeff\n\n", id="byte order mark"),
        pytest.param("---\n---\n", id="empty front matter"),
        pytest.param("---\nkey: a\n---", id="front matter alone"),
        pytest.param("# Title\n\n---\n\n* * *\n", id="headings and rules"),
        pytest.param("%% a\n\nb %%\n<!-- c\nd -->\n", id="comments"),
        pytest.param(">\n\n- \n\n!\n\n?\n", id="blocks without words"),
    ],
)
def test_nothing_to_note_is_no_problem(text: str) -> None:
    result = read(text)
    assert (result.notes, result.problems) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("C# and page#part", id="in a word"),
        pytest.param("see http://example.org/#part and www.example.org/a/#b", id="address"),
        pytest.param("[link](#part) and <a href='#x'>y</a>", id="link target"),
        pytest.param("issue #123 and room # 7", id="numbers"),
        pytest.param("`#code` and ``a ` #b``", id="code"),
        pytest.param("[[note#Heading]] and [[#Heading]]", id="wikilink"),
        pytest.param("&#39; and \\#escaped", id="entity, escape"),
        pytest.param("```\n#a\n! b\n> c\n# d\n```", id="code block"),
        pytest.param("a ## b", id="two marks"),
        pytest.param("![picture](x.png)", id="picture"),
        pytest.param("2^10 and a footnote[^1]", id="carets"),
        pytest.param("(a remark) and (see page) — later", id="parentheses"),
        pytest.param("mail a@example.org today", id="e-mail"),
    ],
)
def test_what_only_looks_like_a_mark_stays_as_text(text: str) -> None:
    note = one(text)
    assert (note.kind, note.text) == ("paraphrase", text)
    assert (note.tags, note.locator, note.handle, note.cited) == ((), "", "", "")


# Blocks --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\nb\n\nc", [("paraphrase", "a b", 1), ("paraphrase", "c", 4)], id="paragraphs"),
        pytest.param("a\r\n\r\nb\rc", [("paraphrase", "a", 1), ("paraphrase", "b c", 3)], id="line ends"),
        pytest.param("> a\n> b", [("quote", "a b", 1)], id="quote"),
        pytest.param("> a\n>\n> b", [("quote", "a\n\nb", 1)], id="quote of two paragraphs"),
        pytest.param("> a\n\n> b", [("quote", "a", 1), ("quote", "b", 3)], id="two quotes"),
        pytest.param("> a\nb", [("quote", "a", 1), ("paraphrase", "b", 2)], id="own words below a quote"),
        pytest.param(
            "! a\n? b\n! c", [("claim", "a", 1), ("question", "b", 2), ("claim", "c", 3)], id="one a line"
        ),
        pytest.param("! a\n  b", [("claim", "a b", 1)], id="claim of two lines"),
        pytest.param("- a\n- b\n  c", [("paraphrase", "a", 1), ("paraphrase", "b c", 2)], id="list"),
        pytest.param("1. a\n2. b", [("paraphrase", "a", 1), ("paraphrase", "b", 2)], id="numbered list"),
        pytest.param(
            "- ! a\n- > b\n- ? c",
            [("claim", "a", 1), ("quote", "b", 2), ("question", "c", 3)],
            id="kinds in a list",
        ),
        pytest.param(
            "- a\n\n  b\n\nc",
            [("paraphrase", "a\n\nb", 1), ("paraphrase", "c", 5)],
            id="item of two paragraphs",
        ),
        pytest.param("in\n1986. And", [("paraphrase", "in 1986. And", 1)], id="a year is no list item"),
        pytest.param(
            "a\n---\nb",
            [("paraphrase", "a", 1), ("paraphrase", "b", 3)],
            id="a note above a rule is no heading",
        ),
        pytest.param("- [x] a", [("paraphrase", "a", 1)], id="task"),
        pytest.param("|a|b|\n|-|-|\n|c|d|", [("paraphrase", "|a|b|\n|-|-|\n|c|d|", 1)], id="table"),
        pytest.param(
            "```\na\n\nb\n```\nc", [("paraphrase", "```\na\n\nb\n```", 1), ("paraphrase", "c", 6)], id="code"
        ),
        pytest.param("a %% b %% c", [("paraphrase", "a c", 1)], id="comment inside"),
        pytest.param(
            "a\n%%\nb\n\nc\n%%\nd", [("paraphrase", "a", 1), ("paraphrase", "d", 7)], id="comment between"
        ),
        pytest.param("`%%` a `%%`", [("paraphrase", "`%%` a `%%`", 1)], id="a comment's mark as code"),
        pytest.param("*a*  [[b]] c", [("paraphrase", "*a* [[b]] c", 1)], id="emphasis and wikilinks stay"),
    ],
)
def test_each_block_is_one_note_with_its_line(text: str, expected: list[tuple[str, str, int]]) -> None:
    result = read(text)
    assert [(note.kind, note.text, note.line) for note in result.notes] == expected
    assert not result.problems


# Marks ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "tags"),
    [
        pytest.param("a #b", "a", [("b", "")], id="end"),
        pytest.param("a #b/c-d #e", "a", [("b/c-d", ""), ("e", "")], id="several"),
        pytest.param("a +#b -#c", "a", [("b", "supports"), ("c", "opposes")], id="stance"),
        pytest.param("a −#b", "a", [("b", "opposes")], id="minus sign"),
        pytest.param(
            "the #threats are old", "the threats are old", [("threats", "")], id="a word of the sentence"
        ),
        pytest.param("(see #b/c).", "(see b/c).", [("b/c", "")], id="in parentheses"),
        pytest.param("#b #c Words follow.", "Words follow.", [("b", ""), ("c", "")], id="labels in front"),
        pytest.param("#norms are words", "norms are words", [("norms", "")], id="the first word"),
        pytest.param("a #sécurité/网络", "a", [("sécurité/网络", "")], id="letters of any script"),
        pytest.param("a #2016-case", "a", [("2016-case", "")], id="digits with letters"),
        pytest.param("a #b, c", "a b, c", [("b", "")], id="punctuation ends it"),
        pytest.param("a #b #b", "a", [("b", "")], id="twice"),
        pytest.param("- a #b #c\n\n  d", "a\n\nd", [("b", ""), ("c", "")], id="end of a paragraph"),
        pytest.param("a (p. 3) #b ^c", "a", [("b", "")], id="behind a locator"),
    ],
)
def test_tags_are_taken_out(text: str, words: str, tags: list[tuple[str, str]]) -> None:
    note = one(text)
    assert note.text == words
    assert [(tag.path, tag.stance) for tag in note.tags] == tags


def test_a_tag_knows_its_own_line() -> None:
    assert one("> a\n>\n> b #c\n> #d").tags == (DraftTag("c", 3), DraftTag("d", 4))


@pytest.mark.parametrize(
    ("text", "words", "locator"),
    [
        pytest.param("a (p. 12)", "a", "12", id="parentheses"),
        pytest.param("a (pp. 12–14).", "a.", "12-14", id="full stop behind"),
        pytest.param("a. (p. 12)", "a.", "12", id="full stop before"),
        pytest.param("a! (p. 12).", "a!", "12", id="not two stops"),
        pytest.param("a — p. 12", "a", "12", id="dash"),
        pytest.param("“a” -- pp. 12-14", "“a”", "12-14", id="two hyphens"),
        pytest.param("> a\n> — ch. 3", "a", "ch. 3", id="on its own line"),
        pytest.param("> a\n(p. 3)", "a", "3", id="below the quote"),
        pytest.param("a (§ 4) #b", "a", "§ 4", id="section, tag"),
        pytest.param("a (p. 3) goes on", "a (p. 3) goes on", "", id="inside stays"),
        pytest.param("a (p. 3) (p. 4)", "a (p. 3)", "4", id="the last one"),
        pytest.param("from 3 - p", "from 3 - p", "", id="no number"),
    ],
)
def test_the_locator_at_the_end_is_taken_out(text: str, words: str, locator: str) -> None:
    note = one(text)
    assert (note.text, note.locator) == (words, locator)


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        pytest.param("a ^b", "b", id="end"),
        pytest.param("a ^b-2 #c", "b-2", id="before a tag"),
        pytest.param("> a\n\n^b", "b", id="on its own, below"),
        pytest.param("- a\n  ^b", "b", id="in a list"),
        pytest.param("a ^b c", "", id="inside"),
    ],
)
def test_the_id_is_taken_out(text: str, handle: str) -> None:
    note = one(text)
    assert note.handle == handle
    assert bool(handle) == (note.text == "a")


# Sources -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cited", "author_year"),
    [
        pytest.param("# On norms\n\na", "", "", id="a heading without a source"),
        pytest.param("# Notes on cooperation (2016)\n\na", "", "", id="small words are no name"),
        pytest.param("# (2016)\n\na", "", "", id="a year alone"),
        pytest.param("# War, a@example.org\n\na", "", "", id="e-mail"),
        pytest.param("# Cyber war [@clarke2010]\n\na", "clarke2010", "", id="brackets"),
        pytest.param("# @clarke2010\n\na", "clarke2010", "", id="key"),
        pytest.param("# [[@clarke2010]]\n\na", "clarke2010", "", id="wikilink"),
        pytest.param("# DBLP [@DBLP:conf/x/Y99]\n\na", "DBLP:conf/x/Y99", "", id="a key with signs"),
        pytest.param("@clarke2010\n---\na", "clarke2010", "", id="underlined"),
        pytest.param("# Clarke & Knake (2010)\n\na", "", "Clarke & Knake (2010)", id="author and year"),
        pytest.param(
            "# van der Berg et al. (2005)\n\na", "", "van der Berg et al. (2005)", id="prefix, et al."
        ),
        pytest.param("# Knake & Clark 2012\n\na", "", "Knake & Clark 2012", id="without parentheses"),
        pytest.param("# UNIDIR (UN) (2017) ^x\n\na", "", "UNIDIR (UN) (2017)", id="organisation"),
        pytest.param("---\nkey: k\n---\n# Report 2012\n\na", "k", "", id="no parentheses, a key in force"),
        pytest.param("---\nkey: k\n---\n# Segal (2016)\n\na", "", "Segal (2016)", id="parentheses count"),
        pytest.param("# @a\n## b\n\na", "a", "", id="deeper headings keep it"),
        pytest.param("# @x\n## @b\n### c\n## d\n\na", "x", "", id="back to the outer"),
        pytest.param("---\nkey: k\n---\n# @x\n# d\n\na", "k", "", id="back to the front matter"),
        pytest.param("# @x\n\na [@b, p. 3]", "b", "", id="the note's own"),
        pytest.param("# @x\n\nas [@b] argues, a", "b", "", id="in the sentence"),
        pytest.param("# @x\n\nas [@a] and [@b] argue", "x", "", id="several in the sentence"),
        pytest.param("# @x\n\na [@b; @x, p. 3]", "x", "", id="several, one in force"),
        pytest.param("a @clarke2010", "clarke2010", "", id="a bare key where nothing else is said"),
        pytest.param("# @x\n\na @clarke2010", "x", "", id="a bare key elsewhere is a mention"),
    ],
)
def test_a_note_has_its_source(text: str, cited: str, author_year: str) -> None:
    note = one(text)
    assert (note.cited, note.author_year) == (cited, author_year)


@pytest.mark.parametrize(
    ("text", "words", "locator"),
    [
        pytest.param("a [@b, p. 3]", "a", "3", id="end"),
        pytest.param("a [see @b, pp. 3-4, my translation].", "a.", "3-4", id="remarks"),
        pytest.param("a [@b 12]", "a", "12", id="pages alone"),
        pytest.param("a — [@b, p. 3]", "a", "3", id="dash"),
        pytest.param("a (p. 3) [@b]", "a", "3", id="locator before"),
        pytest.param("a [@{b c}]", "a [@{b c}]", "", id="no key"),
        pytest.param("as argued by [@b, p. 3]", "as argued by [@b, p. 3]", "3", id="part of the sentence"),
    ],
)
def test_a_citation_gives_the_locator(text: str, words: str, locator: str) -> None:
    note = one("# @x\n\n" + text)
    assert (note.text, note.locator) == (words, locator)


def test_the_file_name_gives_the_key() -> None:
    assert read("a", "deep/@müller1999.md").notes[0].cited == "müller1999"
    assert read("a", "C:\\notes\\@b.markdown").notes[0].cited == "b"
    assert read("a", "b.md").notes[0].cited == ""
    assert read("---\nkey: k\n---\na", "@b.md").notes[0].cited == "k"
    name = unicodedata.normalize("NFD", "@é.md")
    assert read("a", name).notes[0].cited == name[1:-3]


# Front matter --------------------------------------------------------------------------------------


def test_front_matter_speaks_of_the_source_and_is_not_copied_to_notes() -> None:
    result = read(
        "---\ncite-key: k\ntags: a, b/c\nthemes:\n  - d\ncoder: ada\nActor: [x, 'y']\nN: No\nv: 1.10\n---\ntext #e"
    )
    (remark,) = result.remarks
    assert (remark.cited, remark.coder) == ("k", "ada")
    assert remark.tags == (DraftTag("a", 3), DraftTag("b/c", 3), DraftTag("d", 5))
    assert remark.attributes == (("actor", "x", 7), ("actor", "y", 7), ("n", "No", 8), ("v", "1.10", 9))
    (note,) = result.notes
    assert (note.line, note.coder, note.tags) == (11, "ada", (DraftTag("e", 11),))


@pytest.mark.parametrize(
    "value", ["No", "010", "1.10", "12:30:45", "1_000", "2016-01-01", "~", "1e3", "true"]
)
def test_values_stay_as_they_are_written(value: str) -> None:
    result = read(f"---\nkey: {value}\nx: {value}\n---\na")
    assert result.notes[0].cited == value
    assert result.remarks[0].attributes == (("x", value, 3),)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        pytest.param("---\ntags: [a]\n---\n# @b\n\nc", "b", id="the only heading"),
        pytest.param("---\ntags: [a]\n---\n# @b\n# x\n# @b\n\nc", "b", id="one source, twice"),
    ],
)
def test_front_matter_without_a_key_speaks_of_the_only_source(text: str, cited: str) -> None:
    assert [remark.cited for remark in read(text).remarks] == [cited]


@pytest.mark.parametrize(
    ("front", "line", "code", "severity"),
    [
        pytest.param("key: a\ntitle: War: a history", 3, "front-matter", "error", id="colon"),
        pytest.param("key: a\n\tb: c", 3, "front-matter", "error", id="tab"),
        pytest.param("key: @a", 2, "front-matter", "error", id="at sign"),
        pytest.param("key: a\nx: &b c", 3, "front-matter", "error", id="anchor"),
        pytest.param("key: a\nx: *b", 3, "front-matter", "error", id="alias"),
        pytest.param("key: a\nx: !!python/name:os.system", 3, "front-matter", "error", id="tag"),
        pytest.param("key: a\nx: !mine b", 3, "front-matter", "error", id="own tag"),
        pytest.param("just words", 2, "front-matter", "error", id="no table"),
        pytest.param("- a\n- b", 2, "front-matter", "error", id="a list"),
        pytest.param("key: a\n? [b]\n: c", 3, "front-matter", "error", id="a name that is a list"),
        pytest.param("key: a\nx: " + "[" * 9 + "]" * 9, 3, "front-matter", "error", id="deep"),
        pytest.param("key: a\nx: \x07", 1, "front-matter", "error", id="control character"),
        pytest.param("key: a\nx: " + "b" * 70000, 1, "front-matter", "error", id="too long"),
        pytest.param("key: a\ncitekey: b", 3, "several-sources", "warning", id="two keys"),
        pytest.param("key: a\ntags: #b", 3, "tag-as-comment", "warning", id="a tag that is a comment"),
        pytest.param("tags: b", 1, "front-matter-without-source", "warning", id="no source"),
        pytest.param("title: b", 1, "front-matter-without-source", "info", id="no source, nothing tagged"),
    ],
)
def test_bad_front_matter_is_reported_and_the_notes_below_are_read(
    front: str, line: int, code: str, severity: str
) -> None:
    result = read(f"---\n{front}\n---\n! below\n")
    assert [(item.line, item.code, item.severity) for item in result.problems] == [(line, code, severity)]
    assert result.problems[0].hint
    assert [(note.kind, note.text) for note in result.notes] == [("claim", "below")]
    if front.startswith("key: a"):
        assert result.notes[0].cited == "a"


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        pytest.param("---\nkey: a\n\nb", 1, "front-matter-not-closed", id="front matter without end"),
        pytest.param("a\n\n%% b\n\nc", 3, "comment-not-closed", id="comment without end"),
        pytest.param("a\n\n<!-- b\n\nc", 3, "comment-not-closed", id="HTML comment without end"),
        pytest.param("a\n\n```\nb\n\nc", 3, "code-not-closed", id="code without end"),
        pytest.param("a\n\n#b #c", 3, "tags-without-note", id="tags alone without a source"),
        pytest.param("# @x\n\na\n\n[@b, p. 3]", 5, "no-words", id="a citation alone"),
        pytest.param("# [@x] and [@y]\n\na", 1, "several-sources", id="heading of two"),
        pytest.param("a [@x] [@y, p. 3] [@z]", 1, "several-sources", id="note on several"),
        pytest.param("# @x\n\na ^i\n\nb ^i", 5, "duplicate-id", id="an id twice"),
        pytest.param("# [@x] #b\n\na", 0, "", id="tag in a heading with a source"),
    ],
)
def test_what_is_odd_is_said_with_its_line(text: str, line: int, code: str) -> None:
    problems = [(item.line, item.code) for item in read(text).problems]
    assert problems == ([(line, code)] if code else [])


def test_tags_alone_are_the_sources() -> None:
    result = read("# @x #a\n\nb\n\n#c +#d\n")
    assert [(remark.cited, remark.line, remark.tags) for remark in result.remarks] == [
        ("x", 1, (DraftTag("a", 1),)),
        ("x", 5, (DraftTag("c", 5), DraftTag("d", 5, "supports"))),
    ]


def test_the_encoding_is_said() -> None:
    result = read_notes("Müller".encode("cp1252"), "a.md")
    assert (result.encoding, result.notes[0].text) == ("cp1252", "Müller")
    assert result.problems[0].code == "encoding"


# Hostile -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "notes"), [("yaml_exec.md", 1), ("yaml_bomb.md", 1), ("yaml_types.md", 1)])
def test_hostile_front_matter_is_harmless(
    name: str, notes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not (HOSTILE / name).exists():
        pytest.skip("no hostile samples here")
    data = (HOSTILE / name).read_bytes()
    monkeypatch.chdir(tmp_path)
    result = read_notes(data, name)
    assert len(result.notes) == notes
    assert bool([item for item in result.problems if item.severity == "error"]) == (name != "yaml_types.md")
    assert not list(tmp_path.iterdir())


RUNS = [
    "#", ">", "[@", "^", "#a ", "a #a", "`", "` `` ", "%%", "<!--", "<a ", "[", "(", "[[", "(p. 1", "(p. 12) ",
    "— p. 1", "-", "a\n", "> a\n", "> a\na\n", "- a\n", "---\n", "|-", "[@a] ", "+#a ", "#a/", "](a", "@a:",
    "^b\n\n", "@{", "```\n", "@comment",
]  # fmt: skip


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("around", ["{}", "# [{}", "x {} x", "---\nkey: a\n---\n> {}"])
def test_long_runs_of_one_mark_are_read(run: str, around: str) -> None:
    """50 kB each: the run of these tests would take minutes if anything were quadratic."""
    result = read(around.format(run * (50_000 // len(run))))
    assert len(result.notes) + len(result.remarks) + len(result.problems) < 100_000


PIECES = st.sampled_from([
    "word", " ", "\n", "\n\n", "> ", "! ", "? ", "- ", "#a/b", "+#c", "(p. 3)", "[@k, p. 3]", " ^id", "%%", "```\n",
    "`", "# ", "---\n", "<!--", "-->", "key: a\n", "é", "|", "@k", ".", "— p. 4", "[[", "]]", "===\n", "\r\n", "    ",
])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_read_and_every_line_is_in_the_file(text: str) -> None:
    result = read(text)
    last = len(text.replace("\r\n", "\n").split("\n"))
    for note in result.notes:
        assert 1 <= note.line <= last
        assert note.text.strip() == note.text != ""
        assert all(note.line <= tag.line <= last for tag in note.tags)
    words = text.count("word")
    if (
        "%%" not in text
        and "<!--" not in text
        and "---" not in text
        and "# " not in text
        and "===" not in text
        and not re.search(r"\Sword|word\S", text)  # "#a/bword" is a tag, "@kword" a key
    ):
        assert sum(note.text.count("word") for note in result.notes) == words
