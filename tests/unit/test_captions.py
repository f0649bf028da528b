"""Captions as they are sent, and as we write them."""

import pytest
from django.core.exceptions import ValidationError

from core.media.captions import MAX_BYTES, rewritten

VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nRegn mod ruden\n"
SRT = "1\r\n00:00:00,500 --> 00:00:02,000\r\nÆbler & pærer\r\n\r\n2\r\n00:00:02,000 --> 00:01:04,250\r\nSlut\r\n"
CLEAN_SRT = "WEBVTT\n\n00:00:00.500 --> 00:00:02.000\nÆbler &amp; pærer\n\n00:00:02.000 --> 00:01:04.250\nSlut\n"


def test_webvtt_is_written_anew() -> None:
    assert rewritten(VTT) == "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nRegn mod ruden\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_subrip_becomes_webvtt_whatever_the_program_that_wrote_it(encoding: str) -> None:
    assert rewritten(SRT.encode(encoding)) == CLEAN_SRT


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("<script>alert(1)</script>Hej", "alert(1)Hej"),
        ("<img src=x onerror=alert(1)>Hej", "Hej"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Hej", "alert(1)Hej"),
        ("<v Karen>Hej</v>", "Hej"),
        ("5 < 6", "5"),
        ("fest\u202egpj", "festgpj"),
        ("Hej\x07", "Hej"),
    ],
)
def test_only_words_survive(line: str, words: str) -> None:
    """B14."""
    assert rewritten(f"WEBVTT\n\n00:00.000 --> 00:02.000\n{line}\n".encode()).splitlines()[-1] == words


def test_styles_regions_and_notes_are_gone() -> None:
    data = b"WEBVTT\n\nSTYLE\n::cue { background: url(https://evil.example/x) }\n\nNOTE secret\n\n" + VTT[8:]

    assert rewritten(data) == rewritten(VTT)


def test_a_caption_that_ends_before_it_begins_is_left_out() -> None:
    assert rewritten(VTT + b"\n00:09.000 --> 00:05.000\nBagvendt\n") == rewritten(VTT)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<script>",
        b"\xff\xfe\0",
        b"PK\x03\x04" + b"\0" * 100,
        b"WEBVTT\n\n",
        b"WEBVTT\n\n99:99 --> x\nHej\n",
        b"1\n00:00:00,000 --> 00:00:02,000\n<b></b>\n",
        VTT * (MAX_BYTES // len(VTT) + 1),
        b"WEBVTT\n" + b"\n00:00.000 --> 00:02.000\nx\n" * 5_001,
    ],
)
def test_what_holds_no_captions_is_refused(data: bytes) -> None:
    """B14."""
    with pytest.raises(ValidationError):
        rewritten(data)
