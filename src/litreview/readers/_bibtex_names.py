"""Notice a mistyped field name or entry type: one letter away from a known one, and used only once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from litreview.model import Record


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STANDARD_FIELDS = _words("""
    abstract addendum address afterword annotation annotator annote archiveprefix author authortype
    bookauthor bookpagination booksubtitle booktitle booktitleaddon chapter commentator crossref date day
    doi edition editor editora editoratype editorb editorbtype editorc editorctype editortype eid entryset
    entrysubtype eprint eprintclass eprinttype eventdate eventtitle eventtitleaddon execute file foreword
    gender holder howpublished hyphenation ids indexsorttitle indextitle institution introduction isan
    isbn ismn isrn issn issue issuesubtitle issuetitle issuetitleaddon iswc journal journalsubtitle
    journaltitle journaltitleaddon key keywords label langid langidopts language library lista listb listc
    listd liste listf location mainsubtitle maintitle maintitleaddon month namea nameaddon nameatype nameb
    namebtype namec namectype note number options organization origdate origlanguage origlocation
    origpublisher origtitle pages pagetotal pagination part pmid presort primaryclass publisher pubstate
    related relatedoptions relatedstring relatedtype reprinttitle school series shortauthor shorteditor
    shorthand shorthandintro shortjournal shortseries shorttitle sortkey sortname sortshorthand sorttitle
    sortyear subtitle title titleaddon translator type url urldate usera userb userc userd usere userf
    venue verba verbb verbc version volume volumes xdata xref year
""")
"""The fields of BibTeX (btxdoc) and of biblatex (its manual, section 2.2), and PubMed's number."""

OTHER_FIELDS = _words("""
    __markedentry abbr abbrevsourcetitle accessdate accessed acknowledgement acmid added-at addedat
    adsnote adsurl affiliation affiliations art_number article-number articleno articlenumber arxiv
    arxivid assignee author_keywords award bdsk-file-1 bdsk-file-2 bdsk-url-1 bdsk-url-2 bibcode bibdate
    bibsource bibtex_show biburl chemicals_cas cited-references citeulike-article-id citeulike-linkout-0
    citeulike-linkout-1 city code coden collaboration comment comments contents copyright
    correspondence_address1 country creationdate crossrefonly da date-added date-modified dateadded
    datemodified db dblp dbname degree description dimensions doc-delivery-number document_type doi-url
    early_access earlyaccessdate eissn english entrydate esi-highly-cited-paper esi-hot-paper fjournal
    folder format fulltext funding-acknowledgement funding-text funding_details funding_text google-books
    groups hal_id hal_version html image impact index_keywords interhash intrahash invited isbn10
    isbn13 issn-l issue_date issued jabref-comment journal-iso keyword keywords-author keywords-plus lang
    language-iso lastaccessed lastchecked lccn local-url localfile magazine mendeley-groups mendeley-tags
    modificationdate modified mrclass mrnumber mrreviewer nationality newspaper nlm no note2 notes
    number-of-cited-references numpages oclc openalex orcid orcid-numbers owner page page_count
    pagecount paper pdf pii place pmc pmcid posted-at preprint price printed priority ps pub_state
    publication_stage publicationstatus pubmed pubmed_id qualityassured rank ranking rating read
    readstatus received references relevance reportnumber research-areas researcherid-numbers review
    reviewed reviewid revision sci score shortbooktitle signature size slaccitation slides
    software source state status subject summary supplement tag tags times-cited timestamp tppubtype
    type_of_work unique-id uniqueid unit uri urlaccessdate urls urn usage-count-last-180-days
    usage-count-since-2013 user username video web web-of-science-categories web-of-science-index website
    where wos-id xxx zbl zblnumber zmnumber
""")
"""Fields that reference managers, databases and journals add."""

KNOWN_FIELDS = STANDARD_FIELDS | OTHER_FIELDS

KNOWN_TYPES = _words("""
    article artwork audio bachelorsthesis bibnote book bookinbook booklet collection commentary conference
    customa customb customc customd custome customf dataset electronic game image inbook incollection
    inproceedings inreference journal jurisdiction legal legalcase legislation legmanual letter magazine
    manual mastersthesis misc movie music mvbook mvcollection mvproceedings mvreference newspaper online
    patent performance periodical phdthesis podcast preprint presentation proceedings reference report
    review set software source standard suppbook suppcollection suppperiodical talk techreport thesis
    unpublished video webpage website www xdata
""")
"""The entry types of BibTeX and biblatex, with a few that reference managers write."""

CODE = 2
"""Letters of the codes that Web of Science and others use as names."""

_LETTERED = frozenset(
    f"{stem}{letter}" for stem in ("name", "user", "verb", "list", "custom", "editor") for letter in "abcdef"
)


class UsedNames:
    """The names of fields and types that a file uses: how often, and where those stand that are used once."""

    def __init__(self) -> None:
        self.fields: Counter[str] = Counter()
        self.types: Counter[str] = Counter()
        self.once: dict[str, tuple[int, set[str]]] = {}
        self.lines: dict[str, int] = {}

    def count(self, records: Sequence[tuple[int, Record]]) -> None:
        """Count the names of some records, each with its line."""
        self.types.update(record.type for _, record in records)
        self.fields.update(item.name for _, record in records for item in record.fields)
        self.lines.update((record.type, line) for line, record in records)
        once = {name for name, uses in self.fields.items() if uses == 1} - STANDARD_FIELDS
        for _, record in records if once - self.once.keys() else ():
            names = {item.name for item in record.fields}
            if not once.isdisjoint(names):
                self.once |= {item.name: (item.line, names) for item in record.fields if item.name in once}

    def odd_fields(self) -> Iterator[tuple[int, str, str]]:
        """Give the names of fields that are probably mistyped: the line, the name, and what is meant."""
        for name, (line, beside) in self.once.items():
            if self.fields[name] == 1 and " " not in name:
                near = _meant(name, self.fields, beside, STANDARD_FIELDS, OTHER_FIELDS)
                if near:
                    yield line, name, near

    def odd_types(self) -> Iterator[tuple[int, str, str]]:
        """Give the types of entries that are probably mistyped, as `odd_fields` does."""
        for name, line in self.lines.items():
            if self.types[name] == 1 and name not in KNOWN_TYPES:
                near = _meant(name, self.types, {name}, KNOWN_TYPES)
                if near:
                    yield line, name, near


def _meant(
    name: str,
    uses: Counter[str],
    beside: set[str],
    standard: frozenset[str],
    others: frozenset[str] = frozenset(),
) -> str:
    """Give the known name that one used only once is meant to be, "" where nothing says that it is mistyped.

    It is one edit away (a letter left out, added or changed, or two swapped), and does not stand beside
    the name in the same entry. One of the others is known as well, and suspected only where another
    entry has a standard name with a letter more.
    """
    rivals = standard | others
    if name in others:
        rivals = frozenset(rival for rival in standard & uses.keys() if len(rival) > len(name))
    near = [
        rival
        for rival in _one_edit_away(name, rivals - beside)
        if rival in uses or _speaks_alone(name, rival, uses, standard, others)
    ]
    return max(near, key=lambda rival: (uses[rival], rival in standard, rival), default="")


def _one_edit_away(name: str, known: Iterable[str]) -> list[str]:
    """Give the known names at an optimal string alignment distance of one."""
    from rapidfuzz.distance import OSA

    close = (other for other in known if abs(len(other) - len(name)) <= 1)
    return [other for other in close if OSA.distance(name, other, score_cutoff=1) == 1]


def _speaks_alone(
    name: str, rival: str, uses: Counter[str], standard: frozenset[str], others: frozenset[str]
) -> bool:
    """Whether a known name that the file does not use makes one near it suspicious.

    Two letters are near to too much where they are not the only ones, "name" and "name1" are not meant to be
    "namea", "subjects" not "subject", and what is no letter makes no difference unless it is doubled.
    """
    if _letters(name) == _letters(rival):
        return name.replace("--", "-").replace("__", "_") == rival
    if rival in _LETTERED and rival[:-1] in {name, name[:-1]}:
        return False
    if rival in others and rival[-1] != "s" and rival + "s" == name:
        return False
    if min(len(name), len(rival)) > CODE:
        return True
    codes = [other for other in uses if len(other) <= CODE and other not in standard | others]
    return len(codes) == 1 and rival in standard


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, name))
