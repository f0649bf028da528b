"""Log filter that masks keys: whoever reads logs is not whom they were given to.

Everything that is logged is masked as its record is made, so before any handler, of ours or of a library, sees it:
message, traceback and stack. Error mails and debug pages are written from the request itself and have a reporter of
their own (DEFAULT_EXCEPTION_REPORTER). What nginx writes, deploy/nginx.conf masks.
"""

import logging
import re
from typing import Any

from django.utils.safestring import SafeString
from django.views.debug import ExceptionReporter

MASK = "***"
SLASH = r"(?:/|%2[Ff])"
PART = r"(?:(?!%2[Ff])[^/\s\"'?#&<>])+"  # of a path
KEYS = re.compile(
    rf"""
    (?P<path>indberet{SLASH}+)(?!link{SLASH}|link\b){PART}               # a report by its key, whole or cut
    | (?P<draft>api{SLASH}preview{SLASH}v1{SLASH}){PART}                 # a draft for other front ends
    | (?P<reset>(?:password_reset{SLASH}confirm|ny-adgangskode){SLASH})(?!sendt\b|valgt\b){PART}(?:{SLASH}{PART})?
    | \b[bm][0-9a-f]{{32}}(?:-[0-9a-f]+)*[.:][\w-]+[.:][\w-]+           # a report's key anywhere else
    | (?<![\w-])[\w-]{{16,200}}:[\w-]{{5,8}}:[\w-]{{43}}(?![\w-])         # whatever else we have signed
    | (?P<name>\b(?:X-Amz-(?:Signature|Credential|Security-Token)|[Ss]ignature|sessionid|__Host-sid)=)[^&\s"';<>]+
    """,
    re.VERBOSE,
)


def mask(text: str) -> str:
    """The text with every key in it made unreadable."""
    return KEYS.sub(lambda found: next((name for name in found.groups() if name), "") + MASK, text)


def holds_key(path: str) -> bool:
    """Whether the address of a page is, or was meant to be, a key."""
    return bool(KEYS.search(path))


def mask_logs() -> None:
    """From now on every record is masked as it is made. May be called twice."""
    make = logging.getLogRecordFactory()
    if not isinstance(make, _MaskedRecords):
        logging.setLogRecordFactory(_MaskedRecords(make))


class _MaskedRecords:
    def __init__(self, make: Any) -> None:
        self.make = make

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        record: logging.LogRecord = self.make(*args, **kwargs)
        record.msg, record.args = mask(_told(record)), ()
        if record.exc_info:
            record.exc_text = mask(logging.Formatter().formatException(record.exc_info))
        if record.stack_info:
            record.stack_info = mask(record.stack_info)
        return record


def _told(record: logging.LogRecord) -> str:
    """The message; of one wrongly put together what there is of it. Whoever logs is never stopped by it."""
    try:
        return record.getMessage()
    except Exception:
        return f"{_shown(record.msg)} (not put together with {_shown(record.args)})"


def _shown(value: Any) -> str:
    try:
        return value if isinstance(value, str) else repr(value)
    except Exception:
        return f"<{type(value).__name__}>"


class MaskedReporter(ExceptionReporter):
    """What Django tells of an error in mails to administrators and on debug pages."""

    def get_traceback_html(self) -> SafeString:
        return SafeString(mask(super().get_traceback_html()))

    def get_traceback_text(self) -> SafeString:
        return SafeString(mask(super().get_traceback_text()))
