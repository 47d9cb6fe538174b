"""Turn the LaTeX of a bibliography into plain Unicode, and escape what a person typed.

The decoder is our own because it must lose nothing: a bare "&", "%" or "#" is text in a BibTeX value,
and a macro that nobody knows is kept as written. It runs once over the value, without recursion.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH = 50  # braces nest two or three deep in real files; joining groups costs depth times length

_MATH = re.compile(
    r"\$(?=[^\s$])(?:[^$\\]++|\\.)++(?<!\s)\$(?![0-9])|\$(?=[-+<>=\\~])(?:[^\s$\\]|\\[^$]){1,20}\$", re.DOTALL
)
"""A `$...$` that is meant as math: no space inside the dollars, no digit behind ("$5 to $10" is money),
unless it is a sign alone ("$\\pm$5").
"""

_SIGNS = ("\\", "{", "}", "$", "~", "`", "--", "''", "  ")
_DECODED = ("\\", "$", "~", "`", "''")
_ORDERED = ("$", "~", "`", "''")
_ORDERED_MACRO = re.compile(r"\\(?:\\|url|path|nolinkurl)")
_SIMPLE = re.compile(r"""\\["'`^~=.](?:\{[A-Za-z]\}|[A-Za-z])|\\[&%#_]""")
"""Accents over a letter and escaped signs: most of the LaTeX there is, and the same wherever it stands."""

_URL_MACRO = r"\\(?:url|path|nolinkurl)\s*\{[^{}]*\}"
_TOKEN = re.compile(
    _URL_MACRO + r"|\\[A-Za-z]+\*?\s*|\\.|\\|-{2,3}|``|''|[^\\{}$~`'\-^_]+|.",
    re.DOTALL,
)
_ESCAPABLE = re.compile(_URL_MACRO + r"|\\.|" + _MATH.pattern + r"|(?P<bare>[&%#$_])", re.DOTALL)
_BRACES = re.compile(r"[{}]")
_UNESCAPED_BRACES = re.compile(r"\\.|([{}])", re.DOTALL)
_VERBATIM = re.compile(r"\{\\([_%&#])\}|\\([_%&#])")
_BLANK = " \t\r\n"
_BLANK_RUN = re.compile(r"[ \t\r\n]+")
_LINE_END = re.compile(r"[\r\n]")
_VERBATIM_FIELDS = frozenset(("url", "doi", "file", "eprint", "pdf", "localfile", "local-url", "attachment"))
"""Fields whose values are addresses and file names (biblatex manual, section 2.2.1: uri and verbatim)."""

_WHOLE_URL = re.compile(r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}")

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323",
    "b": "\u0331", "t": "\u0361", "hat": "\u0302", "tilde": "\u0303", "bar": "\u0304", "vec": "\u20d7",
    "dot": "\u0307", "ddot": "\u0308", "acute": "\u0301", "grave": "\u0300", "check": "\u030c",
    "breve": "\u0306", "overline": "\u0305", "textacutemacron": "\u0301\u0304", "textgravemacron": "\u0300\u0304",
}  # fmt: skip

_SYMBOLS = {
    "ss": "ß", "SS": "SS", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ",
    "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "S": "§", "P": "¶", "pounds": "£", "copyright": "©", "dag": "†",
    "ddag": "‡",
    "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "textquotedbl": '"', "textquotesingle": "'", "quotedblbase": "„", "quotesinglbase": "‚",
    "guillemotleft": "«", "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›",
    "textbackslash": "\\", "backslash": "\\", "textasciitilde": "~", "textasciicircum": "^",
    "textasciigrave": "`",
    "textunderscore": "_", "textbraceleft": "{", "textbraceright": "}", "lbrace": "{", "rbrace": "}",
    "textbar": "|", "textless": "<", "textgreater": ">", "textdollar": "$", "texttrademark": "™",
    "textregistered": "®", "textcopyright": "©", "textdegree": "°", "degree": "°", "textmu": "µ", "euro": "€",
    "texteuro": "€", "textperiodcentered": "·", "textbullet": "•", "textexclamdown": "¡",
    "textquestiondown": "¿", "textordfeminine": "ª", "textordmasculine": "º", "textsection": "§",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "LaTeXe": "LaTeX2e", "slash": "/", "times": "×",
    "pm": "±", "sim": "~", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "circ": "∘",
    "cdot": "·", "infty": "∞", "to": "→", "rightarrow": "→", "leftarrow": "←", "quad": " ", "qquad": " ",
    "par": " ", "newline": " ", "space": " ", "linebreak": " ", "newblock": " ", "lambda": "λ", "Lambda": "Λ",
    "&": "&", "%": "%", "#": "#", "_": "_", "$": "$", "{": "{", "}": "}", " ": " ", ",": " ", ";": " ",
    ":": " ", "!": "", "/": "", "-": "", "@": "", "\\": " ", "(": "", ")": "", "[": "", "]": "", "\n": " ",
    "\t": " ",
    "\r": " ", "|": "‖",
}  # fmt: skip

_SWITCHES = frozenset({
    "em", "it", "bf", "sc", "rm", "tt", "sl", "sf", "cal", "itshape", "bfseries", "scshape", "upshape",
    "slshape",
    "mdseries", "rmfamily", "sffamily", "ttfamily", "normalfont", "tiny", "scriptsize", "footnotesize",
    "small",
    "normalsize", "large", "Large", "LARGE", "huge", "Huge", "displaystyle", "textstyle", "protect", "relax",
    "limits", "nolimits", "left", "right", "allowbreak", "nobreak", "break", "noindent", "selectfont",
    "centering",
    "bgroup", "egroup", "begingroup", "endgroup", "boldmath", "unboldmath", "aftergroup", "ignorespaces", "unskip",
    "mbox", "hbox", "leavevmode", "xspace",
})  # fmt: skip
"""Macros that show nothing and take nothing."""

_UNSEEN_ARGUMENT = frozenset({
    "noopsort", "NOOPSORT", "SortNoop", "sortnoop", "noop", "href", "textcolor", "color", "vspace", "label",
    "phantom", "hphantom", "vphantom", "index", "selectlanguage", "foreignlanguage",
})  # fmt: skip
"""Macros whose first argument is not part of what a reader sees."""
_PHANTOMS = frozenset(("phantom", "hphantom", "vphantom"))
"""Those whose argument may be a single sign without braces: `\\vphantom\\{` balances a brace that is text."""

_SUPERSCRIPTS = dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True)) | {"∘": "°", "i": "ⁱ"}
_SUBSCRIPTS = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))


def to_text(value: str) -> str:
    """Give the plain Unicode (NFC, white space collapsed) of a BibTeX value in LaTeX.

    Never raises: what it does not know it keeps as written, and a value that nests braces deeper
    than MAX_DEPTH comes back as it is. Bare "&", "%", "#", "_" and "^" are text.
    """
    if not _has(value, _SIGNS):
        plain = value.isprintable() and value == value.strip()
        return _composed(value if plain else " ".join(value.split()))
    if "\\" in value and not _has(value, _ORDERED) and not _ORDERED_MACRO.search(value):
        value = _SIMPLE.sub(lambda found: _decoded(found[0]), value)
    if _has(value, _DECODED) or not _matches(_BRACES.findall(value)):
        value = _Decoder(value).run()
    else:
        value = value.replace("{", "").replace("}", "").replace("---", "—").replace("--", "–")
    if "  " in value or not value.isprintable():
        value = " ".join(value.split())
    return _composed(value.strip())


def _has(value: str, signs: tuple[str, ...]) -> bool:
    """Whether any of the signs is in a value: a tenth of what a pattern takes."""
    return any(map(value.__contains__, signs))


def _composed(value: str) -> str:
    return value if value.isascii() else unicodedata.normalize("NFC", value)


@lru_cache(maxsize=4096)
def _decoded(value: str) -> str:
    return unicodedata.normalize("NFC", _Decoder(value).run())


def is_verbatim(name: str) -> bool:
    """Whether the field of this name (in lower case) holds an address or a file name, not LaTeX."""
    return name in _VERBATIM_FIELDS or name.startswith("bdsk-")


def collapse(name: str, value: str) -> str:
    """Give a field's value with its white space as it counts: runs are one space, the ends are bare.

    In addresses and file names only line breaks are joined. A no-break space is a letter like others.
    """
    if "\n" in value or "  " in value or "\t" in value or "\r" in value:  # four times as fast as a pattern
        if is_verbatim(name):
            value = " ".join(filter(None, (line.strip(_BLANK) for line in _LINE_END.split(value))))
        else:
            value = _BLANK_RUN.sub(" ", value)
    return value.strip(_BLANK)


def verbatim_text(value: str) -> str:
    r"""Give the plain text of a value that is no LaTeX (a URL, a DOI, a file): only `\_ \% \& \#` go."""
    if "\\" not in value:
        return value
    whole = _WHOLE_URL.fullmatch(value)
    return _VERBATIM.sub(lambda found: found[1] or found[2], whole[1] if whole else value)


def escape(text: str) -> str:
    r"""Put a backslash before each bare `& % # $ _` of a text that a person typed.

    What is escaped already stays, and so does math between dollars; the plain text does not change:
    `to_text(escape(text)) == to_text(text)`.
    """
    return _ESCAPABLE.sub(lambda found: "\\" + found[0] if found["bare"] else found[0], text)


def balanced(value: str) -> bool:
    r"""Whether the braces of a value match, both for BibTeX (to which `\{` is a brace) and for LaTeX."""
    return _matches(_BRACES.findall(value)) and _matches(_UNESCAPED_BRACES.findall(value))


def _matches(braces: list[str]) -> bool:
    depth = 0
    for brace in braces:
        depth += (brace == "{") - (brace == "}")
        if depth < 0:
            return False
    return depth == 0


class _Decoder:
    """One pass over a value: open groups wait on a stack, macros for their argument in `pending`."""

    def __init__(self, value: str) -> None:
        self.value = value
        self.parts: list[str] = []
        self.pending: list[Callable[[str], str]] = []
        self.stack: list[tuple[list[str], list[Callable[[str], str]]]] = []
        self.math = False

    def run(self) -> str:
        for found in _TOKEN.finditer(self.value):
            piece = found[0]
            if piece == "{":
                self.stack.append((self.parts, self.pending))
                self.parts, self.pending = [], []
                if len(self.stack) > MAX_DEPTH:
                    return self.value
            elif piece == "}":
                self.close()
            elif piece[0] == "\\":
                self.macro(piece, found.end())
            elif piece[0] in "$^_":
                self.mathematics(piece, found.start())
            else:
                self.emit(_PUNCTUATION.get(piece, piece))
        while self.stack:  # a brace that nothing closes is text, too
            self.parts.insert(0, "{")
            self.close()
        self.settle("")
        return "".join(self.parts)

    def close(self) -> None:
        """End the innermost group; a brace that closes nothing is text."""
        if not self.stack:
            self.emit("}")
        else:
            self.settle("")
            text = "".join(self.parts)
            self.parts, self.pending = self.stack.pop()
            if self.pending:
                self.settle(text)
            else:
                self.parts.append(text)

    def settle(self, argument: str) -> None:
        """Give the waiting macros their argument, the innermost first."""
        if self.pending:
            for action in reversed(self.pending):
                argument = action(argument)
            self.pending = []
            self.parts.append(argument)

    def emit(self, text: str) -> None:
        """Add text; its first letter is the argument where a macro waits for one."""
        if self.pending:
            text = text.lstrip()
            if not text:
                return
            self.settle(text[0])
            text = text[1:]
        self.parts.append(text)

    def macro(self, piece: str, end: int) -> None:
        name = piece[1:].rstrip().rstrip("*") if piece[1:2].isalpha() else piece[1:]
        before_group = self.value.startswith("{", end)
        if name in _ACCENTS:
            self.pending.append(_accent(name))
        elif name.startswith(("url", "path", "nolinkurl")) and piece.endswith("}"):
            self.emit(verbatim_text(piece))
        elif name in _SWITCHES:
            return
        elif (before_group or name in _PHANTOMS) and (action := _OF_GROUPS.get(name)):
            self.pending.append(action)
        elif name == "textsuperscript":
            self.pending.append(_superscript)
        elif name == "textsubscript":
            self.pending.append(_subscript)
        elif (symbol := _symbol(name)) is not None:
            spaced = len(symbol) > 1 and symbol.isascii() and piece[-1].isspace() and symbol[-1].isalpha()
            self.emit(symbol + " " if spaced else symbol)  # "log n": a word keeps its distance
        elif not before_group or not name.isascii():
            self.emit(piece)

    def mathematics(self, piece: str, start: int) -> None:
        """Enter and leave math; raise and lower only inside it."""
        if piece == "$":
            if self.math or _MATH.match(self.value, start):
                self.math = not self.math
            else:
                self.emit(piece)
        elif self.math:
            self.pending.append(_superscript if piece == "^" else _subscript)
        else:
            self.emit(piece)


_PUNCTUATION = {"--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "~": " "}


@lru_cache(maxsize=64)
def _accent(name: str) -> Callable[[str], str]:
    mark = _ACCENTS[name]

    def put(argument: str) -> str:
        base = argument.lstrip()
        if not base:
            return name if not name.isalpha() else ""
        letter = {"ı": "i", "ȷ": "j"}.get(base[0], base[0])
        return letter + mark + base[1:]

    return put


def _unseen(_argument: str) -> str:
    return ""


def _gap(length: str) -> str:
    """Give the blank that a gap of this length is ("1em"); a small or negative one is for looks."""
    return " " if length[:1] in "123456789" else ""


def _quoted(argument: str) -> str:
    """Put quotation marks around; those inside are single ones, as csquotes has them."""
    inner = argument.replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def _numerator(argument: str) -> str:
    return argument + "/"


_OF_GROUPS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(_UNSEEN_ARGUMENT, _unseen),
    **dict.fromkeys(("frac", "nicefrac", "tfrac", "dfrac"), _numerator),
    **dict.fromkeys(("enquote", "mkbibquote"), _quoted),
    "hspace": _gap,
}
"""What becomes of the argument in braces of a macro."""


def _superscript(argument: str) -> str:
    return _shifted(argument, _SUPERSCRIPTS, "^")


def _subscript(argument: str) -> str:
    return _shifted(argument, _SUBSCRIPTS, "_")


def _shifted(argument: str, table: dict[str, str], sign: str) -> str:
    """Raise or lower what Unicode can; words stay on the line ("21st"), a single letter keeps its sign."""
    if all(letter in table for letter in argument):
        return "".join(table[letter] for letter in argument)
    return argument if len(argument) > 1 else sign + argument


@lru_cache(maxsize=2048)
def _symbol(name: str) -> str | None:
    """Give what a macro without an argument shows, or None for one that nobody knows."""
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    if not name.isalpha():
        return name or "\\"
    case = "CAPITAL" if name[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {name.upper().removeprefix('VAR')}")
    except KeyError:
        return _rare_symbol(name)


def _rare_symbol(name: str) -> str | None:
    """Ask pylatexenc's tables, which are long and take time to load."""
    from pylatexenc.latex2text import get_default_latex_context_db  # type: ignore[import-untyped]

    spec = get_default_latex_context_db().get_macro_spec(name)
    shown = getattr(spec, "simplify_repl", None)
    return shown if isinstance(shown, str) and shown and "%" not in shown else None
