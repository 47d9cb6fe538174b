"""Turn LaTeX into running prose, for the quotations in it, and know where each character stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.manuscripts._prose import BLANKS, GAP, PARAGRAPH, Prose
from litreview.text.latex import to_text
from litreview.text.references.section import newlines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_TOKEN = re.compile(
    r"(?P<comment>%[^\r\n]*(?:\r?\n[ \t]*)?)|(?P<space>" + BLANKS + r")|(?P<marks>``|''|\"`|\"'|`|')"
    r"|(?P<math>\$\$?[^$]{1,1000}\$\$?|\\\([^$\\]{1,500}\\\))"
    r"|(?P<letter>\\[\"'`^~=.](?:\{\\?[A-Za-z]\}|\\?[A-Za-z])|\\[cvuHkrdbt]\{\\?[A-Za-z]\}"
    r"|\\(?:ss|SS|o|O|l|L|ae|AE|oe|OE|aa|AA|i|j|dh|DH|th|TH|dj|DJ|ng|NG|S|P|ldots|dots|textellipsis"
    r"|textendash|textemdash|textquote(?:left|right|single|dbl(?:left|right)?)"
    r"|quotedblbase|glqq|grqq|flqq|frqq|og|fg)(?![A-Za-z])(?:\{\}| )?|\\[%&#_$ ]|~)"
    r"|(?P<quoted>\\(?:enquote|(?:foreign|hyphen)quote\{[^{}]{0,40}\}|(?:text|block)quote)\*?\s*(?:\[[^\[\]]{0,300}\])*\{)"
    r"|(?P<unseen>\\(?:label|ref|cref|Cref|autoref|eqref|pageref|nameref|includegraphics|begin|end|bibliography"
    r"|bibliographystyle|usepackage|documentclass|hspace|vspace|index|color|pagestyle|setlength|href)\*?\s*"
    r"(?:\[[^\[\]\n]{0,200}\])?\s*\{[^{}\n]{0,200}\})"
    r"|(?P<command>\\[A-Za-z@]+\*?[ \t]*|\\\\|\\.)|(?P<dash>-{2,3})|(?P<brace>[{}])",
    re.DOTALL,
)
_MARKS = {"``": "“", "''": "”", '"`': "„", "\"'": "“", "`": "‘", "'": "’"}
_BABEL = {r"\glqq": "„", r"\grqq": "“", r"\flqq": "«", r"\frqq": "»", r"\og": "«", r"\fg": "»"}


class LatexProse(Prose):
    r"""Running text of LaTeX: \enquote and ``...'' are quotation marks, math and references gaps.

    quoted are the offsets of braces whose text a cite command quotes.
    """

    def __init__(
        self, source: str, hidden: Iterable[tuple[int, int]] = (), *, quoted: Collection[int] = ()
    ) -> None:
        self._quoted = quoted
        self._braces: list[str] = []
        super().__init__(source, hidden)

    def _pattern(self) -> re.Pattern[str]:
        return _TOKEN

    def _read(self, found: re.Match[str]) -> str:
        text, kind = found[0], found.lastgroup
        if kind in {"brace", "quoted"}:
            return self._brace(found)
        if kind == "space":
            return PARAGRAPH if newlines(text) > 1 else " "
        if kind == "marks":
            return _MARKS[text]
        if kind == "letter":
            return _BABEL.get(text.rstrip("{} "), "") or to_text(text) or " "
        if kind == "dash":
            return "—" if text == "---" else "–"
        return GAP if kind in {"math", "unseen"} else " " if text == "\\\\" else ""

    def _brace(self, found: re.Match[str]) -> str:
        if found[0] == "}":
            return self._braces.pop() if self._braces else ""
        opens = found.lastgroup == "quoted" or found.start() in self._quoted
        self._braces.append("”" if opens else "")
        return "“" if opens else ""
