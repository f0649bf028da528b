"""Validate what may be counted: searched words, hosts, and visitors that are no crawlers."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from foundation.text import one_line

MOST_LETTERS, MOST_WORDS, MOST_DIGITS = 50, 4, 4  # a year is kept, a telephone number is not
CRAWLER = re.compile(r"bot\b|crawl|spider|slurp|preview|monitor|uptime|lighthouse|pingdom|scan|facebookexternal", re.I)
PROGRAM = re.compile(r"curl|wget|python|java/|go-http|headless|axios|okhttp|libwww|httpclient|node|ruby|php", re.I)
HOST = re.compile(r"[a-z0-9æøå.-]{3,100}", re.I)
INNER = re.compile(r".*\.(?:corp|home|home\.arpa|internal|intranet|lan|local|localdomain|localhost|private)", re.I)


def plain(query: str) -> str:
    """One spelling of what was searched for."""
    return " ".join(one_line(query).lower().split())


def may_be_kept(words: str) -> bool:
    """Short, and neither an address of mail or web nor a number that could be somebody's."""
    is_short = 2 <= len(words) <= MOST_LETTERS and len(words.split()) <= MOST_WORDS
    is_address = any(sign in words for sign in "@/\\:") or words.startswith("www.")
    return is_short and not is_address and sum(sign.isdigit() for sign in words) <= MOST_DIGITS


def host_of(referrer: str) -> str:
    """The host that shows something of ours, as it is called; empty where none is named."""
    try:
        return (urlsplit(referrer).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def public_name(host: str) -> str:
    """The host again; empty where it is none that everybody may know: an IP address, a machine in a house."""
    try:
        ip_address(host)
    except ValueError:
        return host if "." in host and HOST.fullmatch(host) and not INNER.fullmatch(host) else ""
    return ""


def is_crawler(agent: str) -> bool:
    """Asked of programs too, which fetch feeds for a library."""
    return bool(CRAWLER.search(agent))


def is_program(agent: str) -> bool:
    """No browser with somebody before it."""
    return not agent or is_crawler(agent) or bool(PROGRAM.search(agent))
