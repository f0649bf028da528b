"""Ordinary Danish words that sound like a municipality: offered for blacking out, never done unasked.

Found by going through a Danish word list (Debian's wdanish, 313,000 words) with the names of the register. A star
stands for any letters, so that compounds and endings nobody has listed are ordinary too. The letters are the exact
ones: «koge» is ordinary, «køge» is not.
"""

import re
from fnmatch import translate

WORDS = (
    *("aero[bdgmnps]*", "aëro*"),  # Ærø
    *("?*assens", "?*assens?*"),  # Assens
    "*boulevard*",  # Varde
    *("varde", "varden", "varder", "varderne"),
    *("brande", "*?brande", "*brande?*"),  # Ikast-Brande
    *("faxe", "faxe?*", "*telefax*"),  # Faxe
    *("greve", "greve?*", "*?greve*"),  # Greve
    *("koge", "koge?*", "*?koge", "*?koge?*"),  # Køge
    *("lejre", "lejre?*", "*?lejre*"),  # Lejre
    *("*morsom*", "*smørsov*"),  # Morsø
    *("odder", "odder?*", "*?odder*", "*ødder*"),  # Odder
    *("doktorand*", "*granders", "*forandr*"),  # Randers
    *("skive", "skive?*", "*?skive*"),  # Skive
    *("sørøv*", "*sponsor*"),  # Sorø
    *("*?struer*", "*?struér*"),  # Struer
    *("tønder", "tønder?*", "*?tønder*", "*tonder*"),  # Tønder
    *("*valborg*", "grenad*", "*lamager*"),  # Aalborg, Grenaa, Amager
    *("vejen", "vejen?*", "*?vejen*"),  # Vejen
    "*vejled*",  # Vejle
    *("kulturrum*", "kulturogborgerhus*"),  # web addresses that are plain words
)

is_ordinary = re.compile("|".join(translate(word) for word in WORDS)).match
