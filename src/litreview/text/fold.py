"""Fold text to what two people who mean the same words would both have typed.

Case, accents, punctuation and the forms of Unicode go; the letters and digits of every script stay.
"""

from __future__ import annotations

import unicodedata

_LATIN = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ȷ": "j", "ħ": "h",
}  # fmt: skip
"""Letters with a stroke or of two letters, which Unicode does not take apart."""

_APOSTROPHES = "'’‘ʼ`´ʹ′"  # inside a word: "China's" and "Chinas" are one, "China s" is not
_POINTS = ((0x0300, 0x036F), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x1AB0, 0x1AFF),
           (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F))  # fmt: skip
"""Accents, Hebrew points and Arabic vowel signs. The marks of other scripts are vowels, and stay."""


class _Table(dict[int, str]):
    """What each character becomes, worked out when it is first seen."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter in _LATIN:
            folded = _LATIN[letter]
        elif letter in _APOSTROPHES or any(first <= code <= last for first, last in _POINTS):
            folded = ""
        elif letter.isalnum() or unicodedata.category(letter)[0] == "M":
            folded = letter
        elif unicodedata.category(letter) == "Cf":  # soft hyphens, joiners, direction marks
            folded = ""
        else:
            folded = " "
        self[code] = folded
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """Give the text in lower case without accents and punctuation, its words parted by one space.

    For matching and look-ups, never for display. "Müller-Lüdenscheidt, K." gives
    "muller ludenscheidt k"; "CO₂" gives "co2". Folding twice changes nothing.
    """
    if text.isascii():
        return " ".join(text.lower().translate(_TABLE).split())
    text = unicodedata.normalize("NFKC", text).casefold()
    text = unicodedata.normalize("NFKD", text).translate(_TABLE)
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold_key(key: str) -> str:
    """Give a citation key for comparison: "Segal2016" and "segal2016" are one key to most programs."""
    if key.isascii():
        return key.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", key).casefold())
