"""Names of places and houses: what of a name tells, however it is written."""

import re

from foundation.danish.folding import folded

PART = re.compile(r"[a-z0-9]+")
# What nearly every library calls itself; of a name only the rest tells.
GENERIC = re.compile(
    r"(?:folke|kommune|hoved|central)?bib(?:l|liotek\w*)?|kommunes?|borgerservice|kulturhuse?\w*|arkiv|www"
)
ENDING = re.compile(r"(?<=\w{3})(?:folke|kommune)?bibliotek\w*$")
SMALL = frozenset({"og", "i", "hoje", "de", "den", "dk"})  # parts of names that tell nothing alone

# Around a name in a form, an address or a signature, beside what is generic.
BESIDE = re.compile(
    r"og|and|i|in|pa|ved|for|of|the|de|den|dk|https?|com|municipality|(?:public)?librar(?:y|ies)|public|afdelingen?"
    r"|(?:lands|stads|by|borne|skole|lokal)bibliotek\w*|filial\w*|[a-z]|no|nv|sv|\d{4}"
)
LEADING = re.compile(r"^bibliotek(?!(?:et|er|erne)?s?$)")
GLUED = re.compile(r"^bib(?:lio)?(?=\w{4})|(?<=\w{4})bib$")
# Spellings of one sound, the older or rarer first: Kjøge and Køge, Faxe and Fakse.
SOUNDS = (("kj", "k"), ("x", "ks"))


def parts_of(text: str) -> list[str]:
    """The words of a name, folded."""
    return PART.findall(folded(text))


def telling_parts(text: str) -> list[str]:
    """The words of a name without what every library is called."""
    return [ENDING.sub("", part) for part in parts_of(text) if not GENERIC.fullmatch(part)]


def key_parts(text: str) -> list[str]:
    """What tells of a name, each once: of «Aarhus Kommunes Biblioteker, 8000 Århus C» it is `arhus`."""
    own = " ".join(LEADING.sub("", part) for part in parts_of(text))
    telling = (part for part in telling_parts(own) if not BESIDE.fullmatch(part))
    return list(dict.fromkeys(_as_spoken(part) for part in telling))


def key_of(text: str) -> str:
    """The same for all spellings of a name, with and without what it is a name of; empty when nothing tells."""
    return "".join(key_parts(text))


def _as_spoken(part: str) -> str:
    for old, new in SOUNDS:
        part = part.replace(old, new)
    return part.removesuffix("s")  # Københavns, Aarhus'


def other_spellings(part: str) -> set[str]:
    """How else a folded word of a name is written: `fakse` for `faxe`, `kjoge` for `koge`."""
    return {part.replace("x", "ks"), re.sub("k(?=o)", "kj", part)} - {part}


def without_bib(key: str) -> str:
    """What is left of BiblioOdense and odensebib."""
    return _as_spoken(GLUED.sub("", key))
