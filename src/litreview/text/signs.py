"""The program's own signs, and what stands for them where an encoding lacks them."""

ASCII = str.maketrans(
    {
        "●": "x",
        "○": "o",
        "·": ".",
        "…": "~",
        "→": ">",
        "–": "-",
        "—": "-",
        "×": "x",
        "≠": "!",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
    }
)
"""One letter for one, so that columns stay under each other."""


def in_ascii(text: str) -> str:
    """Give the text with the program's own signs in ASCII: x for ●, o for ○, . for ·, ~ for …."""
    return text if text.isascii() else text.translate(ASCII)
