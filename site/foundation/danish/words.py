"""Word forms: bogstav, bogstavet, BOGSTAVERNE and bogstavs are one word, also where å, ø and æ were not at hand.

The endings are those of Snowball's Danish stemmer, applied to folded words; after them come the vowels it leaves
alone (byen, køer), dropped vowels (cykel, cykler) and a table of words that change inside.
Source: https://snowballstem.org/algorithms/danish/stemmer.html
"""

import re
from functools import lru_cache

from foundation.danish.folding import bare, fold

WORD = re.compile(r"[^\W_]+(?:[-‐‑–'’][^\W_]+)*")
PART = re.compile(r"[^\W_]+")
VOWELS = "aeiouy"
SHORTEST_BASE = 3  # letters that no ending is taken from
MOST_REMEMBERED = 20_000  # words: texts repeat the same few thousand

ENDINGS = re.compile(
    "(?:hed|ethed|ered|e|erede|ende|erende|ene|erne|ere|en|heden|eren|er|heder|erer|heds|es|endes|erendes|enes|ernes"
    "|eres|ens|hedens|erens|ers|ets|erets|et|eret|(?<=[abcdfghjklmnoprtvyz])s)$"
)
LOOSE = re.compile("(?<=[gk])t$|(?<=g)d$|(?<=d)t$")
LATE_ENDINGS = re.compile("(?:(?<=l)ig|lig|elig|els|(?<=os)t)$|ig$")
DOUBLED = re.compile(rf"([^{VOWELS}\W\d])\1$")
# What Snowball does not do: by, byen, søer, træet; år, året; cykel, cykler, middel, midler; teatre.
SHORT = re.compile(
    rf"([^{VOWELS}\W]*(?:ae|[{VOWELS}]))(?:(?:e|en|et|ene|er|erne)s?)?|([{VOWELS}][^{VOWELS}\W])(?:e|en|et|ene|er|erne)s?"
)
DROPPED = re.compile(rf"(?<=[{VOWELS}])([^{VOWELS}\W]*?)([^{VOWELS}\W])\2?e?l$")
FORMED = re.compile("(?<=[bdfgkmnpstv])r$")
# Words that change inside, folded and without endings.
CHANGED = {
    **{"born": "barn", "maend": "mand", "haend": "hand", "taend": "tand", "staeng": "stang", "kraeft": "kraft"},
    **{"naet": "nat", "staed": "stad", "baend": "band", "gaes": "gas", "voksn": "voks", "aften": "aft"},
    **{"faedre": "far", "faedrene": "far", "modre": "mor", "modrene": "mor", "moderen": "mor"},
    **{"brodre": "bror", "brodrene": "bror", "dotre": "dat", "dotrene": "dat", "stori": "story"},
}
# They stand in nearly every text, so that they find nothing; asked for alone they count.
SMALL_WORDS = frozenset(
    {"af", "alle", "at", "de", "dem", "den", "der", "det", "dig", "du", "e", "eller", "en", "er", "et", "for", "fra"}
    | {"han", "har", "hun", "hvad", "i", "jeg", "kan", "man", "med", "mig", "og", "om", "os", "pa", "sig", "skal"}
    | {"som", "til", "ved", "vi", "vil"}
)


def words_of(text: str) -> list[str]:
    """Every word as it was written; what hyphens and apostrophes hold together is one."""
    return WORD.findall(bare(text))


def parts_of_word(word: str) -> list[str]:
    """The pieces between hyphens, or the word itself."""
    return PART.findall(word)


@lru_cache(maxsize=MOST_REMEMBERED)
def forms_of(word: str) -> frozenset[str]:
    """What a word is found by: as it may have been meant, without endings.

    Shape: one form, or a few where oe and aa can be one letter or two, or the word changes inside.
    """
    forms: set[str] = set()
    for swallows in (True, False):
        folded = fold(word, swallows=swallows)[0]
        stem = stem_of(folded)
        forms |= {stem, CHANGED.get(stem, stem), CHANGED.get(folded, stem)}
    return frozenset(forms - {""})


def stem_of(folded: str) -> str:
    """A folded word without its endings."""
    if short := SHORT.fullmatch(folded):
        return short[1] or short[2]
    start = _after_first_syllable(folded)
    stem = _without(ENDINGS, folded, start)
    stem = _without(LOOSE, stem, start - 1)
    stem = _without(LOOSE, _without(LATE_ENDINGS, stem, start), start - 1)
    if len(stem) > start and DOUBLED.search(stem):
        stem = stem[:-1]
    stem = DROPPED.sub(r"\1\2l", stem)
    return stem if stem == folded else FORMED.sub("", stem)


def _after_first_syllable(word: str) -> int:
    found = re.search(rf"[{VOWELS}][^{VOWELS}]", word)
    return max(found.end(), SHORTEST_BASE) if found else len(word)


def _without(ending: re.Pattern[str], word: str, start: int) -> str:
    found = ending.search(word, start)
    return word[: found.start()] if found else word
