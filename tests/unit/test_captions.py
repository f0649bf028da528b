"""Captions as they are sent, and as we write them."""

import codecs
import html
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO

import pytest
import webvtt
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from foundation.text import normalise
from media.captions import MAX_BYTES, late_captions, read
from media.captions.words import TAG
from tests.unit.caption_cases import GOOD_CUE, READ, REFUSED, Cues

VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nRegn mod ruden\n"
SRT = "1\r\n00:00:00,500 --> 00:00:02,000\r\nÆbler & pærer\r\n\r\n2\r\n00:00:02,000 --> 00:01:04,250\r\nSlut\r\n"
CLEAN_SRT = "WEBVTT\n\n00:00:00.500 --> 00:00:02.000\nÆbler &amp; pærer\n\n00:00:02.000 --> 00:01:04.250\nSlut\n"


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def _cues(text: str) -> Cues:
    """As another reader than our own understands what we wrote."""
    found = webvtt.WebVTT.from_buffer(StringIO(text)).captions
    return [(cue.start, cue.end, html.unescape(cue.raw_text)) for cue in found]


@pytest.mark.parametrize(("written", "cues", "remarks"), READ.values(), ids=READ)
def test_captions_are_read_as_programs_write_them_and_it_is_told(written: str, cues: Cues, remarks: list[str]) -> None:
    found = read(written.encode())

    assert (_cues(found.text), found.remarks) == (cues, remarks)


@pytest.mark.parametrize(("written", "sentences"), REFUSED.values(), ids=REFUSED)
def test_captions_that_cannot_be_read_are_named(written: str, sentences: list[str]) -> None:
    with pytest.raises(ValidationError) as refusal:
        read(written.encode())

    assert refusal.value.messages == sentences


@pytest.mark.parametrize(
    ("charset", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_charset_and_line_ends_of_any_program_are_read(charset: str, mark: bytes, line_end: str) -> None:
    found = read(mark + SRT.replace("\r\n", line_end).encode(charset))

    assert (found.text, found.remarks) == (CLEAN_SRT, [])


def test_windows_charset_is_read_and_it_is_told_with_words_to_look_at() -> None:
    found = read(SRT.encode("cp1252"))

    assert found.text == CLEAN_SRT
    assert found.remarks == [
        "The file is not in UTF-8 and was read as Windows-1252. Do æ, ø and å look right here? “Æbler & pærer”"
    ]


@pytest.mark.parametrize("data", [b"PK\x03\x04" + b"\0" * 100, b"{\\rtf1 Hej}", b"\xd0\xcf\x11\xe0" + b"\0" * 9])
def test_a_document_is_refused_in_words_that_help(data: bytes) -> None:
    with pytest.raises(ValidationError, match="Save it as plain text"):
        read(data)


@pytest.mark.parametrize("data", [b"\xff\xfe1", b"\xff\xfe\0", codecs.BOM_UTF8 + b"\xe6", b"\x81\xe6"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ValidationError, match="charset"):
        read(data)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("<script>alert(1)</script>Hej", "alert(1)Hej"),
        ("<img src=x onerror=alert(1)>Hej", "Hej"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Hej", "alert(1)Hej"),
        ("<<b>script>alert(1)<</b>/script>Hej", "alert(1)Hej"),
        ("<v Karen>Hej</v>", "Hej"),
        ("5 < 6", "5 &lt; 6"),
        ("fest\u202egpj", "festgpj"),
        ("Hej\x07", "Hej"),
        ("Hej&#10;&#10;00:09.000 --&gt; 00:10.000", "00:09.000 --&gt; 00:10.000"),
    ],
)
def test_only_words_survive(line: str, words: str) -> None:
    """B14."""
    assert read(f"WEBVTT\n\n00:00.000 --> 00:02.000\n{line}\n".encode()).text.splitlines()[-1] == words


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<script>",
        b"WEBVTT\n\n",
        b"1\n00:00:01,000\0",
        b"WEBVTT\n\n99:99 --> x\nHej\n",
        b"1\n00:00:00,000 --> 00:00:02,000\n<b></b>\n",
        VTT * (MAX_BYTES // len(VTT) + 1),
        b"WEBVTT\n" + b"\n00:00.000 --> 00:02.000\nx\n" * 5_001,
        b"1\n00:00:00,000 --> 00:00:02,000\n" + b"<" * 99 + b"b>" * 99,
    ],
)
def test_what_holds_no_captions_is_refused(data: bytes) -> None:
    """B14."""
    with pytest.raises(ValidationError):
        read(data)


@pytest.mark.parametrize(
    "sign", ["<", "-", "=", "1", ":", "&", "{\\", "<b ", "<v.", "1:", "\u0301", "[br]", "00:00:01,000 "]
)
def test_very_many_of_one_sign_take_no_longer_than_words(sign: str) -> None:
    """Time grows with the length only: a thousand times as much would outlast any test."""
    head = "1\n00:00:00,000 --> 00:00:02,000\n"
    lines = (head + sign * (100_000 // len(sign))).encode()

    with suppress(ValidationError):  # some are too many tags in one another, or no times
        assert read(lines).text


def test_many_faults_of_a_kind_are_told_with_all_their_numbers_in_one_sentence() -> None:
    srt = "\n".join(f"{n}\n00:00:{n:02},{n} --> 00:00:{n:02},{n}9\nx\n" for n in [*range(10, 30), 40])

    assert read(srt.replace("10\n", "1\n", 1).encode()).remarks[0] == (
        "Captions 1–21 (from line 2): “00:00:10,10 --> 00:00:10,109” is read as 00:00:10.100 --> 00:00:10.109."
    )


def test_captions_after_the_end_of_the_film_are_told() -> None:
    found = read(SRT.encode(), film_seconds=1)

    assert found.text == CLEAN_SRT
    assert found.remarks == ["Caption 2 (line 6): after the end of the film, 00:00:01.000; nobody will see this."]
    assert read(SRT.encode(), film_seconds=2).remarks == []
    assert late_captions(CLEAN_SRT, 1) == [
        "Caption 2 (line 6): after the end of the film, 00:00:01.000; nobody will see this."
    ]
    assert late_captions(CLEAN_SRT, None) == late_captions("", 1) == []


def test_the_editor_is_told_in_danish() -> None:
    with translation.override("da"):
        found = read(GOOD_CUE.encode() + b"00:00:03,000 -> 00:00:04,000\nFarvel")

    assert found.remarks == ["Undertekst 2 (linje 6): tegnet mellem tiderne er læst som -->, »->«."]


SIGNS = st.characters(codec="utf-8", exclude_characters="\n\r\v\f\x85\u2028\u2029") | st.sampled_from(
    "<>&;3/b[]{}\\:-→\u200d\u00ad\u0301æøå "
)


@st.composite
def _lines(draw: st.DrawFn) -> list[str]:
    """Words of a caption; not blank, no tags, and no line that is times: those are something else."""
    words = draw(st.lists(st.text(SIGNS, min_size=1, max_size=30), min_size=1, max_size=3))
    return [line for line in words if line.strip() and "-->" not in line and not TAG.search(normalise(line))]


def _as_read(line: str) -> list[str]:
    """Another way to say it: what no text may hold is gone, and the ends of lines are bare."""
    bare = normalise(line.replace("\t", " ")).strip()
    return [bare] if bare else []


@given(st.lists(_lines(), min_size=1, max_size=4), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.booleans())
def test_no_caption_loses_a_character_and_what_is_written_reads_back(
    captions: list[list[str]], charset: str, is_escaped: bool
) -> None:
    blocks = []
    for number, lines in enumerate(captions, 1):
        shown = [line.replace("&", "&amp;").replace("<", "&lt;") if is_escaped else line for line in lines]
        blocks.append("\n".join([f"{number}", f"00:00:{number:02},000 --> 00:00:{number:02},900", "Ord", *shown]))
    entities = is_escaped or not any("&" in line for lines in captions for line in lines)

    first = read("\n\n".join(blocks).encode(charset))
    again = read(first.text.encode())

    assert again == type(first)(first.text, [])
    if entities:
        found = [lines.split("\n") for _start, _end, lines in _cues(first.text)]
        assert found == [["Ord", *(bare for line in lines for bare in _as_read(line))] for lines in captions]
