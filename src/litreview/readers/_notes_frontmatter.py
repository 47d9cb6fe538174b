"""Read the YAML front matter of a note file: every value exactly as it is written, nothing executed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from litreview.model import DraftTag, Problem, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import yaml

LARGEST = 64 * 1024  # characters; front matter is a page, not a data set
DEEPEST = 8  # lists and tables inside each other; nobody nests deeper by hand
KEY_NAMES = frozenset({"citekey", "key", "cite-key", "cite_key"})
TAG_NAMES = frozenset({"tags", "themes", "tag", "theme"})

_WRITTEN_TAG = re.compile(r"(?P<sign>[+\-\u2212\u2013](?=#))?#?(?P<path>.*)", re.DOTALL)
_TAG_AS_COMMENT = re.compile(rf"(?:(?:{'|'.join(sorted(TAG_NAMES))}):|[ \t]*-)[ \t]+#\w", re.IGNORECASE)
_KEY_LINE = re.compile(
    rf"(?:{'|'.join(sorted(KEY_NAMES))}):[ \t]+[\"']?@?([\w:.+/-]+)[\"']?[ \t]*", re.IGNORECASE
)


@dataclass(slots=True)
class FrontMatter:
    """What the front matter says; body is the number of the first line below it (1 if there is none)."""

    body: int = 1
    cited: str = ""
    coder: str = ""
    tags: list[DraftTag] = field(default_factory=list)
    attributes: list[tuple[str, str, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Value:
    name: str
    value: str
    line: int


class _RefusedError(ValueError):
    """Front matter that is no plain table of names and values."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint


def stance_of(sign: str) -> Stance:
    """Give the stance that a sign before a tag stands for; every kind of dash is a minus."""
    if not sign:
        return ""
    return "supports" if sign == "+" else "opposes"


def read_front_matter(lines: Sequence[str], path: str) -> FrontMatter:
    """Read the lines between `---` and `---` at the top of a file.

    Takes all lines of the file. Gives what they say; front matter that cannot be read is reported
    with its line, and its citation key is kept where it stands on a line of its own.
    """
    front = FrontMatter()
    if not lines or lines[0].rstrip() != "---":
        return front
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), 0)
    if not end:
        if len(lines) > 1 and re.match(r"[\w-]+:(\s|$)", lines[1]):
            message = "the front matter has no closing ---; it was read as text"
            hint = "add a line with --- below it"
            front.problems.append(Problem(path, 1, "front-matter-not-closed", message, hint=hint))
        return front
    front.body = end + 2
    inside = lines[1:end]
    _warn_of_comments(front, inside, path)
    try:
        for value in _values("\n".join(inside)):
            _take(front, value, path)
    except _RefusedError as refused:
        front = FrontMatter(front.body, _key_alone(inside), problems=front.problems)
        message = f"front matter: {refused.message}; it was not stored"
        front.problems.append(Problem(path, refused.line, "front-matter", message, "error", refused.hint))
    return front


def _warn_of_comments(front: FrontMatter, lines: Sequence[str], path: str) -> None:
    """Say that `tags: #norms` gives no tag: to YAML all behind the # is a comment."""
    for number, line in enumerate(lines, 2):
        if _TAG_AS_COMMENT.match(line):
            message = "what follows the # is a comment in front matter, not a tag"
            hint = "write the tag without #, or in quotes"
            front.problems.append(Problem(path, number, "tag-as-comment", message, hint=hint))


def _key_alone(lines: Sequence[str]) -> str:
    matches = (_KEY_LINE.fullmatch(line) for line in lines[:200] if len(line) < 200)  # noqa: PLR2004 -- a short line near the top
    return next((match.group(1) for match in matches if match), "")


def _values(text: str) -> Iterator[_Value]:
    """Yield every value with its name and line (the first line of the text is line 2 of the file)."""
    if len(text) > LARGEST:
        raise _RefusedError(1, "it is longer than 64 kB", "move the text below the closing ---")
    import yaml

    try:
        _refuse_what_is_not_plain(text)
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else 1
        raise _RefusedError(line, f"not valid YAML ({_in_words(error)})", _way_out(error)) from error
    except yaml.YAMLError as error:  # characters that YAML does not allow
        raise _RefusedError(
            1, "it holds a character that YAML does not allow", "remove control characters"
        ) from error
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value.strip()):
        return
    if not isinstance(root, yaml.MappingNode):
        raise _RefusedError(2, "it is no list of names and values", "write one `name: value` a line")
    yield from _flat("", root)


def _refuse_what_is_not_plain(text: str) -> None:
    """Refuse anchors, aliases, tags and deep nesting before anything is built from them."""
    import yaml

    depth = documents = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        line = event.start_mark.line + 2 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _RefusedError(line, "anchors and aliases (& and *) are not read", "put the value in quotes")
        tag = getattr(event, "tag", None)
        if tag:
            raise _RefusedError(
                line, f"the tag {tag} is not read, and nothing was run", "put the value in quotes"
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > DEEPEST:
            raise _RefusedError(line, "lists are nested too deep", "write one `name: value` a line")
        if documents > 1:
            raise _RefusedError(line, "there is more than one document", "leave one")


def _flat(name: str, node: yaml.Node) -> Iterator[_Value]:
    """Yield the values of a node: one for each member of a list, `name.part` for tables inside."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _RefusedError(
                    key.start_mark.line + 2, "a name has to be plain text", "put the name in quotes"
                )
            part = key.value.strip().lower()
            yield from _flat(f"{name}.{part}" if name else part, value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _flat(name, item)
    elif node.value.strip():
        yield _Value(name, node.value, node.start_mark.line + 2)


def _take(front: FrontMatter, value: _Value, path: str) -> None:
    if value.name in KEY_NAMES:
        key = value.value.strip().strip("[]").lstrip("@")
        if front.cited and front.cited != key:
            message = f"the front matter names two sources, {front.cited} and {key}; the first was taken"
            hint = "use a heading with [@key] for each source"
            front.problems.append(Problem(path, value.line, "several-sources", message, hint=hint))
        front.cited = front.cited or key
    elif value.name in TAG_NAMES:
        front.tags.extend(_tags(value))
    elif value.name == "coder" and not front.coder:
        front.coder = value.value.strip()
    else:
        front.attributes.append((value.name, value.value, value.line))


def _tags(value: _Value) -> Iterator[DraftTag]:
    for written in value.value.split(","):
        match = _WRITTEN_TAG.fullmatch(written.strip(" \t\n\"'"))
        if match and match.group("path").strip():
            yield DraftTag(match.group("path").strip(), value.line, stance_of(match.group("sign") or ""))


def _in_words(error: yaml.MarkedYAMLError) -> str:
    return " ".join((error.problem or error.context or "unreadable").split())


def _way_out(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or ""
    if "'@'" in problem:
        return 'write the key without @, or in quotes: citekey: "@key"'
    if "mapping values are not allowed" in problem:
        return 'put a value that holds a colon in quotes: title: "War: a history"'
    if "'\\t'" in problem:
        return "indent with spaces, not with tabs"
    return "put the value in quotes, or correct the line"
