"""Names of files, in Danish letters, that every system takes: Windows, macOS, Linux, phones, ZIP files and mail."""

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import quote

from foundation.danish.spelling import in_plain_letters
from foundation.text import composed

FORBIDDEN = re.compile(r'[<>:"/\\|?*\s]+')  # by Windows, the slash by all
# Devices of old: no file on Windows may bear their names, whatever its extension.
RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
MOST_SIGNS = 80
MOST_BYTES = 200  # 255 at most everywhere, less under encryption; room for « (2)» and an extension
OTHERWISE = "fil"


def file_name(title: str, extension: str = "", *, most: int = MOST_SIGNS) -> str:
    """A title as the name of a file: composed letters (NFC), no forbidden sign, not hidden, not too long, never empty.

    `extension` is with its dot. A title that is too long ends at the last word there is room for.
    """
    text = "".join(sign for sign in composed(title) if _may_stand(sign))
    name = _trimmed(_cut(_trimmed(FORBIDDEN.sub(" ", text)), most)) or OTHERWISE
    return f"{name}_{extension}" if RESERVED.fullmatch(name) else f"{name}{extension}"


def disposition(name: str, *, as_attachment: bool = True) -> str:
    """The header that gives an answer its file name: `filename*` as it is, `filename` in plain letters for the rest.

    Source: RFC 6266, 4.3 and appendix D.
    """
    extension = PurePosixPath(name).suffix
    plain = re.sub(r'[^\x20-\x7e]|["\\%]', "", in_plain_letters(name)).strip()
    plain = plain if plain.removesuffix(extension).strip() else f"{OTHERWISE}{extension}"
    kind = "attachment" if as_attachment else "inline"
    return f"{kind}; filename=\"{plain}\"; filename*=utf-8''{quote(name, safe='')}"


def _may_stand(sign: str) -> bool:
    """No control signs, no marks of direction; blanks are dealt with later, and joiners hold emoji together."""
    return sign in "\t\n\r\u200d" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _trimmed(name: str) -> str:
    """Windows drops dots and blanks at the end; a dot in front hides a file."""
    return name.strip(" .\u200d")


def _cut(name: str, most: int) -> str:
    if len(name) <= most and len(name.encode()) <= MOST_BYTES:
        return name
    short = name[:most].encode()[:MOST_BYTES].decode(errors="ignore")
    while short and (unicodedata.combining(name[len(short) : len(short) + 1] or " ") or short[-1] == "\u200d"):
        short = short[:-1]
    at_a_word = short.rpartition(" ")[0] if name[len(short)] != " " else short
    return at_a_word if len(at_a_word) > len(short) // 2 else short
