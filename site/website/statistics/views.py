"""Views of the usage numbers in the admin, and the same as a spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.models import Page

from foundation.counting.enums import OF_PAGES, OF_WORDS, CountedUse
from foundation.counting.models import DailyCount, SearchedWords
from foundation.counting.services import MOST_SUBJECTS, SEVERAL_DAYS, SEVERAL_TIMES, WITHIN
from foundation.ids import read_id
from foundation.staff_visibility import staff_visibility_of
from syndication.feeds.sources import SOURCES
from website.statistics.charts import Chart

PERMISSION = "counting.view_dailycount"
PERIODS = {"30": 30, "90": 90, "365": 365}  # days, by what stands in the address
MOST_SHOWN = 20
PERIOD = "dage"


@dataclass(frozen=True)
class Told:
    """One use in a period: how it went, and of what there was most."""

    use: CountedUse
    chart: Chart | None
    rows: list[tuple[str, int]]
    hidden: int  # kinds of subjects that are not among the rows


class Names:
    """What subjects are called: pages by their titles, as their reader sees them, and searches by their words."""

    def __init__(self, user: Any, counts: Any) -> None:
        subjects = counts.values_list("subject", flat=True)
        ids = [found for one in subjects.filter(use__in=OF_PAGES).distinct() if (found := read_id(one)) is not None]
        seen = staff_visibility_of(user).narrow(Page.objects.filter(pk__in=ids))
        self.titles = {str(page.pk): page.title for page in seen}
        marks = subjects.filter(use__in=OF_WORDS).distinct()
        self.words = dict(SearchedWords.objects.filter(mark__in=marks).values_list("mark", "words"))

    def of(self, use: CountedUse, subject: str) -> str:
        """Empty where there is none to tell."""
        if use in OF_PAGES:
            return self.titles.get(subject, _("A page that is gone")) if subject else ""
        if use in OF_WORDS:
            return self.words.get(subject, "")
        return _feed_named(subject) if use is CountedUse.FEED else subject


def _feed_named(subject: str) -> str:
    """`concepts.rss` and `api/concepts` as people say it: «Koncepter (RSS)», «Koncepter (API)»."""
    name, _dot, kind = subject.removeprefix("api/").partition(".")
    titles = {"calendar": _("Calendar"), **{one.name: one.title for one in SOURCES.values()}}
    title = titles.get(name, _("Description"))
    return f"{title} ({kind.upper() or 'API'})"


class NumbersView(SpreadsheetExportMixin, WagtailAdminTemplateMixin, TemplateView):
    """Charts with tables; `?export=xlsx` and `?export=csv` for what is behind them, day by day."""

    template_name = "statistics/numbers.html"
    page_title = gettext_lazy("Numbers of use")
    header_icon = "order"
    breadcrumbs_items = [*WagtailAdminTemplateMixin.breadcrumbs_items, {"url": "", "label": page_title}]
    list_export = ["day", "use", "subject", "number"]
    export_headings = {
        "day": gettext_lazy("Day"),
        "use": gettext_lazy("What"),
        "subject": gettext_lazy("Of what"),
        "number": gettext_lazy("Number"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        self.asked = request.GET.get(PERIOD, "") if request.GET.get(PERIOD) in PERIODS else "90"
        self.last = timezone.localdate()
        self.first = self.last - timedelta(days=PERIODS[self.asked] - 1)
        self.counts = DailyCount.objects.between(self.first, self.last)
        self.names = Names(request.user, self.counts)
        if request.GET.get("export") in self.FORMATS:
            return self.as_spreadsheet(self._rows(), request.GET["export"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "uses": [self._told(use) for use in CountedUse],
            "periods": [(asked, days, asked == self.asked) for asked, days in PERIODS.items()],
            "asked": self.asked,
            "several": {"times": SEVERAL_TIMES, "days": SEVERAL_DAYS, "within": WITHIN.days, "most": MOST_SUBJECTS},
        }

    def get_heading(self, rows: Any, field: str) -> str:
        return str(self.export_headings[field])

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return dict(item)

    def _told(self, use: CountedUse) -> Told:
        named = [(self.names.of(use, subject), number) for subject, number in self.counts.per_subject(use)]
        shown = [(name, number) for name, number in named if name][:MOST_SHOWN]
        chart = None if use in OF_WORDS else Chart.of(self.counts.per_day(use), self.first, self.last)
        return Told(use, chart, shown, len(named) - len(shown) if use is not CountedUse.SEARCH else 0)

    def _rows(self) -> Iterator[dict[str, Any]]:
        """Day by day; searches that few have made are in the total only."""
        for count in self.counts.order_by("day", "use", "subject").iterator():
            use = CountedUse(count.use)
            name = self.names.of(use, count.subject)
            if use not in OF_WORDS or name:
                yield {"day": count.day, "use": str(use.label), "subject": name, "number": count.number}
