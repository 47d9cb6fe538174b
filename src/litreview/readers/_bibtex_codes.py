"""The problems that a BibTeX file can have: the code of each, and the way out of it."""

from __future__ import annotations

HINTS = {
    "backslash-before-brace": r"write \textbackslash{} for a backslash at the end of a value",
    "commented-entry": "take the % off to have it read",
    "commented-field": "take the % off to have it read",
    "duplicate-field": "keep one of them, or give the other a name of its own",
    "duplicate-key": "give one of the two another key",
    "escaped-delimiter": r"write \textbraceleft, \textbraceright or \textquotedbl for the sign itself",
    "extra-brace": "take one closing brace out",
    "extra-comma": "take one comma out",
    "extra-sign": "take one = out",
    "lost-entry": "an entry starts with @type{key,",
    "macro-too-long": "write the value out",
    "missing-brace": "put a closing brace at the end of the value",
    "missing-comma": "put a comma before the next field",
    "missing-key": "put a key and a comma behind the opening brace",
    "missing-quote": "put a closing quote at the end of the value",
    "missing-sign": "put = between the name and the value",
    "missing-type": "put the type behind the @, for example @misc",
    "missing-value": "put the value in, or take the field out",
    "no-records": "a record looks like @book{key, title = {...}, ...}",
    "odd-field": "mend the name if it is mistyped; it is kept as it is",
    "odd-key": "use letters, digits and -.:/+_ in keys",
    "odd-type": "mend the type if it is mistyped; it is kept as it is",
    "read-otherwise": "put each value into braces, with as many closing ones as opening ones",
    "similar-key": "BibTeX takes the two for the same key: give one of them another",
    "stray-text": "put the whole value into braces, and a comma between fields",
    "swallowed-field": "put the closing brace before that line if the field is one of its own",
    "undefined-macro": "define it before its first use (@string{name = {...}}), or put the value into braces",
    "unreadable-entry": "mend the entry and add the file again",
}
