from datetime import date
from typing import TypeVar

from django.db import models
from django.db.models import Count, Sum

from foundation.counting.enums import OF_WORDS, CountedUse

Row = TypeVar("Row", bound=models.Model)


class DailyCountQuerySet(models.QuerySet[Row]):
    def between(self, first: date, last: date) -> "DailyCountQuerySet[Row]":
        return self.filter(day__range=(first, last))

    def per_subject(self, use: CountedUse) -> list[tuple[str, int]]:
        """The most used first."""
        rows = self.filter(use=use).values("subject").annotate(sum=Sum("number")).order_by("-sum", "subject")
        return [(row["subject"], row["sum"]) for row in rows]

    def per_day(self, use: CountedUse) -> dict[date, int]:
        rows = self.filter(use=use).values("day").annotate(sum=Sum("number")).order_by("day")
        return {row["day"]: row["sum"] for row in rows}

    def asked_by_several(self, marks: list[str], *, times: int, days: int) -> set[str]:
        """Of these marks those searched for so many times, on so many days."""
        rows = self.filter(use=CountedUse.SEARCHED, subject__in=marks).values("subject")
        counted = rows.annotate(sum=Sum("number"), days=Count("day", distinct=True))
        return set(counted.filter(sum__gte=times, days__gte=days).values_list("subject", flat=True))

    def of_words(self) -> "DailyCountQuerySet[Row]":
        return self.filter(use__in=OF_WORDS)
