"""Know Chinese, Japanese and Korean text: names in either order and in Latin letters, and a form to sort by.

Han characters are read as Mandarin (pinyin), since most of them are; what is written in kana or Hangul is
spelt out as anyascii does. Nothing is guessed for display: this is for sorting and comparing.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from litreview.text.fold import fold

HAN = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_EAST_ASIAN = f"[{HAN}\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\uac00-\ud7af\u00b7\u2027\u30fb \u3000]+"
_APART = f"[{HAN}\u3041-\u30ff\uac00-\ud7af]"
_HAN_NAME = f"[{HAN}]{{1,4}}"
_COMMA = re.compile("[,，、]")

COMPOUND = frozenset(
    re.findall(
        "..",
        "欧阳歐陽欧陽司马司馬上官诸葛諸葛司徒东方東方独孤獨孤慕容皇甫尉迟尉遲公孙公孫令狐宇文长孙長孫司空夏侯端木轩辕軒轅"
        "南宫南宮呼延申屠钟离鍾離澹台澹臺百里东郭東郭西门西門闻人聞人拓跋濮阳濮陽",
    )
)
"""Chinese family names of two characters."""
SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林郑鄭谢謝罗羅梁宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭萧田董袁潘于余"
    "蒋蔣蔡杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫阎閻段雷侯龙龍史陶黎贺賀"
    "顾顧毛郝龚龔邵万萬钱錢严嚴武戴莫孔向汤湯康易乔喬赖賴文施洪辛"
)
"""The commonest Chinese family names: nine in ten people have one of them."""
_READ_OTHERWISE = {
    "单": "shan", "單": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "盖": "ge", "区": "ou",
    "區": "ou", "覃": "qin", "翟": "zhai", "缪": "miao", "繆": "miao", "朴": "piao", "任": "ren", "尉": "yu",
    "宁": "ning", "黑": "he", "折": "she", "种": "chong", "逄": "pang",
}  # fmt: skip
"""Family names that are not read as the same character is elsewhere."""
_HANGUL = {
    "김": "kim", "이": "lee", "박": "park", "최": "choi", "정": "jung", "강": "kang", "조": "cho", "윤": "yoon",
    "장": "jang", "임": "lim", "한": "han", "오": "oh", "서": "seo", "신": "shin", "권": "kwon", "황": "hwang",
    "안": "ahn", "송": "song", "류": "ryu", "유": "yoo", "홍": "hong", "전": "jeon", "고": "ko", "문": "moon",
}  # fmt: skip
"""How Korean family names are written in Latin letters most often."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when it is first needed: classes as wide as these take milliseconds."""
    return re.compile(pattern)


def has_han(text: str) -> bool:
    """Whether there is a Han character in the text."""
    return not text.isascii() and _compiled(f"[{HAN}]").search(text) is not None


def is_east_asian(text: str) -> bool:
    """Whether text is all in Han characters, kana or Hangul."""
    return not text.isascii() and _compiled(_EAST_ASIAN).fullmatch(text) is not None


def sort_form(text: str) -> str:
    """Give what a text is sorted by: folded, with Chinese in pinyin ("网络 A" is "wang luo a")."""
    folded = fold(text)
    return folded if folded.isascii() or not is_spelt_out(folded) else fold(spelt(folded))


def stands_in(words: str, folded: str, *, prefix: bool = False) -> bool:
    """Whether folded words stand in a folded text, as whole words; prefix lets the last one be the start of one.

    Scripts that do not part words with blanks part them anywhere: 网络 stands in 网络安全, and ai in 基于ai的治理.
    """
    at = folded.find(words)
    while at >= 0:
        end = at + len(words)
        starts = at == 0 or _parts(folded[at - 1], words[0])
        if starts and (prefix or end == len(folded) or _parts(words[-1], folded[end])):
            return True
        at = folded.find(words, at + 1)
    return False


def _parts(left: str, right: str) -> bool:
    """Whether a word may end between two characters."""
    return " " in (left, right) or is_spelt_out(left + right)


@lru_cache(maxsize=256)
def characters_of(text: str) -> frozenset[str]:
    """Give the Han, kana and Hangul characters of a text: what says it has all of them, which is soon seen."""
    return frozenset() if text.isascii() else frozenset(_compiled(_APART).findall(text))


def is_spelt_out(text: str) -> bool:
    """Whether a text has characters that have no place in an alphabet of letters: Han, kana, Hangul."""
    return any("\u1100" <= letter <= "\u11ff" or letter >= "\u2e80" for letter in text)


def spelt(text: str) -> str:
    """Give a text in Latin letters, a word for each Han character; the rest as anyascii has it."""
    from anyascii import anyascii

    return " ".join("".join(f" {anyascii(c)} " if c >= "\u2e80" else anyascii(c) for c in text).split())


def split_names(text: str) -> tuple[str, ...]:
    """Give the names of a list with Chinese characters or full-width commas, or () where it is one name as it stands.

    "王小明，李华" and "王小明、李华" are two names; "王，小明" and "欧阳，修" are one, and so is "山田, 太郎": after
    a comma as in BibTeX the given name stands, unless both sides are whole Chinese names.
    """
    if not _COMMA.search(text) or "{" in text:
        return ()
    names = tuple(part.strip() for part in _COMMA.split(text) if part.strip())
    full_width, pair = "，" in text, len(names) == 2  # noqa: PLR2004  (family and given name)
    if "、" in text:
        several = True
    elif all(map(_compiled(_HAN_NAME).fullmatch, names)):
        one = pair and is_family(names[0]) and len(names[1]) <= 2  # noqa: PLR2004  (characters of a given name)
        several = not one and (full_width or not pair or all(map(_is_whole_name, names)))
    else:
        several = full_width and (not pair or all(" " in name for name in names))
    if several:
        return names
    return (", ".join(names),) if full_width else ()


def is_family(text: str) -> bool:
    """Whether Han characters are a Chinese family name: any one character, or a compound one."""
    return len(text) == 1 or text in COMPOUND


def _is_whole_name(text: str) -> bool:
    return 2 <= len(text) <= 4 and (text[0] in SURNAMES or text[:2] in COMPOUND)  # noqa: PLR2004


def parts_of_name(text: str) -> tuple[str, str]:
    """Part a name in Han characters, without blanks, into family and given name: "欧阳修" is 欧阳 and 修."""
    at = 2 if text[:2] in COMPOUND and len(text) > 2 else 1  # noqa: PLR2004  (characters)
    return text[:at], text[at:]


def spelt_family(text: str) -> str:
    """Give a family name in Han or Hangul in Latin letters: "曾" is zeng, not ceng."""
    return _READ_OTHERWISE.get(text) or _HANGUL.get(text) or joined(spelt(text))


def joined(text: str) -> str:
    """Give folded letters without blanks, "ü" as "u" however it is typed ("lü", "lv")."""
    letters = fold(text).replace(" ", "")
    return re.sub("(?<=[ln])v", "u", letters)
