"""What a check has to say of a page. Page types tell their own (`BasePage.own_findings`)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from core.checking.enums import Light


@dataclass(frozen=True)
class Finding:
    """Shape: `code` names the kind; `text` is a sentence for the editor; `is_required` where law or a promise asks.

    A finding never stops anybody: what may not be published is refused by the page's own form.
    """

    code: str
    text: str | Promise
    is_required: bool = False


def light_of(findings: Iterable[Finding]) -> Light:
    found = list(findings)
    if any(finding.is_required for finding in found):
        return Light.MISSING
    return Light.ADVICE if found else Light.GOOD
