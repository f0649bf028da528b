"""Reports, what hangs on them, and what was made of them."""

from showcase.reporting.models.copies import Copy, Removal
from showcase.reporting.models.reports import (
    ErasedKey,
    LibraryDomain,
    Message,
    Report,
    ReportFile,
    private_storage,
    report_file_key,
)

__all__ = [
    "Copy",
    "ErasedKey",
    "LibraryDomain",
    "Message",
    "Removal",
    "Report",
    "ReportFile",
    "private_storage",
    "report_file_key",
]
