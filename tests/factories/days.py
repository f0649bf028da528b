"""Days near to today, asked while a test runs: what is asked when tests are collected is yesterday after midnight."""

from datetime import date, timedelta

from django.utils import timezone


def in_days(count: int) -> date:
    """Returns: the day `count` days from today; 0 for today, below 0 for one that is past."""
    return timezone.localdate() + timedelta(days=count)
