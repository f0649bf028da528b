"""Success criteria: a metric, and how many of the next posts must be among one's own best."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from concepts.evidence.chance import chance_of_series
from core.models import Metric
from foundation.numbers.formatting import plain_number

TOO_EASY = 0.10  # what happens by chance as often proves nothing
ONE_DECIMAL = Decimal("0.1")


@dataclass(frozen=True)
class Series:
    """At least so many successes among so many posts."""

    successes: int
    posts: int

    @property
    def value(self) -> str:
        """As it stands in addresses."""
        return f"{self.successes}-{self.posts}"

    @property
    def label(self) -> str:
        if self.posts == 1:
            return _("the next post")
        return _("at least %(successes)d of the next %(posts)d posts") % vars(self)

    @property
    def chance_text(self) -> str:
        """In percent, with one decimal."""
        percent = 100 * chance_of_series(self.successes, self.posts)
        return plain_number((Decimal(percent.numerator) / percent.denominator).quantize(ONE_DECIMAL))

    @property
    def is_too_easy(self) -> bool:
        return chance_of_series(self.successes, self.posts) > TOO_EASY

    @property
    def stop_after(self) -> int:
        """After so many misses it can be reached no more."""
        return self.posts - self.successes + 1


SERIES = tuple(Series(*pair) for pair in ((3, 5), (2, 3), (4, 10), (5, 10), (2, 5), (1, 1)))


def series_named(value: str) -> Series:
    """The first for what nobody offers."""
    return next((series for series in SERIES if series.value == value), SERIES[0])


@dataclass(frozen=True)
class SuccessCriterion:
    """Shape: `bar` is the number to beat, None where nobody has told it."""

    metric: Metric | None
    series: Series
    bar: Decimal | None = None

    @property
    def bar_text(self) -> str:
        return "" if self.bar is None else plain_number(self.bar)

    @property
    def sentence(self) -> str:
        reached = _("We have reached it when %(series)s is among the two best, counted with our own latest ten.")
        by = _("Which number that is by, is not chosen yet.")
        if self.metric:
            number = {"metric": self.metric.name, "days": self.metric.window_days}
            by = _("The number is %(metric)s, read after %(days)d days.") % number
        return f"{reached % {'series': self.series.label}} {by}"

    @property
    def chance_sentence(self) -> str:
        told = {"percent": self.series.chance_text}
        return _("When nothing special happens, that comes about %(percent)s %% of the time.") % told

    @property
    def stop_sentence(self) -> str:
        if self.series.posts == 1:
            return _("One post proves little: decide before it whether you will try again.")
        return _("Stop when %(misses)d posts have missed: then it can be reached no more.") % {
            "misses": self.series.stop_after
        }


def metrics_in_use() -> list[Metric]:
    """The newest version of each definition. Cost: 1 query."""
    newest: dict[str, Metric] = {}
    for metric in Metric.objects.filter(is_retired=False).order_by("name_order", "-version"):
        newest.setdefault(metric.slug, metric)
    return list(newest.values())
