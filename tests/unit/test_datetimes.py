"""Moments are read as Danes write them, and what cannot be one is said to be none."""

from datetime import date, datetime, time

import pytest

from foundation.dates import NotADayError
from foundation.datetimes import NotATimeError, NoTimeError, read_moment, read_time

TODAY = date(2026, 11, 26)
SIX = datetime(2029, 12, 31, 18)


@pytest.mark.parametrize(
    "text",
    [
        *("31-12-2029 18:00", "31/12-2029 kl. 18", "31.12.29 18.00", "31. dec. 2029 kl. 18.00", "2029-12-31T18:00"),
        *("2029-12-31 18:00:00", "31. december 2029, kl 18", "mandag den 31. december 2029 klokken 18", "31-12-29 18"),
        *(
            "31-12-2029 1800",
            "31-12-2029 6:00 pm",
            "  31-12-2029   18:00 ",
            "d. 31/12/2029 18.00",
            "31-12-2029 18:00:00.5",
        ),
    ],
)
def test_moment_is_read_as_written(text: str) -> None:
    assert read_moment(text, today=TODAY) == SIX


@pytest.mark.parametrize("text", ["31-12-2029", "31. dec. 2029", "1. 12. 2029", "31.12.29", "2029-12-31"])
def test_day_without_time_is_told_apart(text: str) -> None:
    with pytest.raises(NoTimeError):
        read_moment(text, today=TODAY)


@pytest.mark.parametrize("text", ["31-12-2029 24:00", "31-12-2029 18:61", "31-12-2029 18:00 pm", "31-12-2029 99"])
def test_time_that_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(NotATimeError):
        read_moment(text, today=TODAY)


@pytest.mark.parametrize("text", ["30-02-2027 18:00", "2027-02-30", "31/12 kl. 18", "kl. 18", "i morgen", "", "18:00"])
def test_what_names_no_day_is_refused(text: str) -> None:
    with pytest.raises(NotADayError):
        read_moment(text, today=TODAY)


@pytest.mark.parametrize("text", ["18:00", "18.00", "kl. 18", "18", "1800", "kl 18:00", "6 pm", "Klokken 18"])
def test_time_is_read_as_written(text: str) -> None:
    assert read_time(text) == time(18)


@pytest.mark.parametrize("text", ["25", "18:60", "atten", "", "-1", "12:00:61", "0 pm"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(NotATimeError):
        read_time(text)
