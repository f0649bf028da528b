"""The one reader for numbers: a table of what people type and paste, and that what is printed reads back the same."""

from contextlib import suppress
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from core.components import hours_text
from foundation.numbers.columns import AmbiguousError, Cell, UnreadableError, read_alone, readings
from foundation.numbers.figures import MOST, FigureKind, Marks, NotANumberError, ParsedNumber
from foundation.numbers.formatting import figure_in_words, in_words, own_marks, plain_number
from foundation.numbers.parsing import is_missing, read
from foundation.numbers.pasted_tables import columns_in

TEN = ("312", "301", "420", "251", "511", "290", "280", "390", "288", "402")
LIKES = ("21", "17", "35", "9", "44", "15", "12", "28", "13", "30")

# One number that is a count, as its writer gave it; ~ marks what was rounded.
COUNTS = {
    "1250": "1250",
    "1.250": "1250",
    "1 250": "1250",
    "1\u00a0250": "1250",
    "1\u202f250": "1250",
    "1\u2009250": "1250",
    "1'250": "1250",
    "1’250": "1250",
    "1,250": "1250",
    "12.345.678": "12345678",
    "12,345,678": "12345678",
    "1.250,00": "1250",
    "1,250.00": "1250",
    "1450,0": "1450",
    "1.000": "1000",
    "1,000": "1000",
    " 0 ": "0",
    "007": "7",
    "+1.450": "1450",
    "１４５０": "1450",
    "１．４５０": "1450",
    "١٤٥٠": "1450",
    "١٬٤٥٠": "1450",
    "“1.450”": "1450",
    '"1.450"': "1450",
    "'1450": "1450",
    "1.450 visninger": "1450",
    "1,450 views": "1450",
    "1.450 (28 dage)": None,
    "450,-": "450",
    "kr. 450": "450",
    "450 kr.": "450",
    "\u200e1.450\u200f": "1450",
    "1,2 t": "~1200",
    "1,2t": "~1200",
    "1,2 t.": "~1200",
    "1.2K": "~1200",
    "1,2 K": "~1200",
    "12 t": "~12000",
    "1,2 tusind": "~1200",
    "3 tusinde visninger": "~3000",
    "1,2 mio.": "~1200000",
    "1.2 mio": "~1200000",
    "1.2M": "~1200000",
    "1,25 mia.": "~1250000000",
    "ca. 1.200": "~1200",
    "cirka 1.200 visninger": "~1200",
    "~900": "~900",
    "ca. 1.200 (afrundet)": "~1200",
    "approx. 1,200 (rounded)": "~1200",
    "1234,50": "1234.5",
    "3,5": "3.5",
    "0.123": "0.123",
    "0,123": "0.123",
    "1.2.3": None,
    "1,2,3": None,
    "1.25.000": None,
    "1.250.00": None,
    "abc": None,
    "-1": None,
    "−1": None,
    "10 %": None,
    "1e9": None,
    "NaN": None,
    "Infinity": None,
    "9" * 30: None,
    "12 af 30": None,
    "1 nov": None,
    "1. november": None,
    "1/11-2026": None,
    "2026-11-01": None,
    "12:30": None,
    "3 timer siden": None,
    "10²": None,
    "½": None,
    "=1+1": None,
}
SHARES = {
    "3,5": "3.5",
    "3.5": "3.5",
    "3,5 %": "3.5",
    "3.52%": "3.52",
    "12 pct.": "12",
    "12 procent": "12",
    "３，５％": "3.5",
    "0,123": "0.123",
    "0.123": "0.123",
    "٣٫٥": "3.5",
    ".5": "0.5",
    "1.250,75": "1250.75",
    "1,250.75": "1250.75",
}


def _said(figure: ParsedNumber | None) -> str:
    return "–" if figure is None else f"{'~' * figure.is_rounded}{figure.value:f}"


@pytest.mark.parametrize(
    ("kind", "text", "right"),
    [
        *((FigureKind.COUNT, text, right) for text, right in COUNTS.items()),
        *((FigureKind.SHARE, text, right) for text, right in SHARES.items()),
    ],
)
def test_number_is_read_by_its_kind_or_refused(kind: FigureKind, text: str, right: str | None) -> None:
    if right is None:
        with pytest.raises(UnreadableError):
            read_alone(text, kind)
    else:
        assert _said(read_alone(text, kind)) == right


@pytest.mark.parametrize(
    ("kind", "text", "may_be"),
    [
        *((FigureKind.SHARE, "1.450", ["1450", "1.45"]), (FigureKind.SHARE, "1,450", ["1.45", "1450"])),
        *((None, "1.450", ["1450", "1.45"]), (FigureKind.COUNT, "1.234K", ["~1234000", "~1234"])),
    ],
)
def test_two_readings_are_never_chosen_between(kind: FigureKind | None, text: str, may_be: list[str]) -> None:
    with pytest.raises(AmbiguousError) as caught:
        read_alone(text, kind)

    assert [_said(figure) for figure in caught.value.figures] == may_be


ENGLISH = ("1,450", "1,234", "987", "1,102", "856", "745", "1,001", "698", "1,300", "905")
DANISH = tuple(text.replace(",", ".") for text in ENGLISH)
READ = tuple(text.replace(",", "") for text in ENGLISH)
SHORT = ("1,2 t", "987", "1,1 t", "856", "1,3 t", "745", "1 t", "698", "12 t", "905")
FROM_SHORT = ("~1200", "987", "~1100", "856", "~1300", "745", "~1000", "698", "~12000", "905")
DAYS = [f"{day:02}-09-2026" for day in range(1, 11)]
EXPORT = "\n".join(
    [
        '"Opslags-id","Kontonavn","Udgivelsestidspunkt","Permalink","Visninger","Rækkevidde"',
        *(
            f'"{100_001 + place}","Bakkeholm Bibliotek","09/{place + 1:02}/2026 10:00","https://x.example/{place}","{likes}","{reach}"'
            for place, (likes, reach) in enumerate(zip(LIKES, TEN, strict=True))
        ),
    ]
)
PASTED = {
    "one a line": ("\n".join(TEN), TEN),
    "with a heading": ("Rækkevidde\n" + "\n".join(TEN), TEN),
    "heading with figures": ("Rækkevidde (28 dage)\n" + "\n".join(TEN), TEN),
    "heading that begins with figures": ("28 dage\n" + "\n".join(TEN), TEN),
    "in quotes": ('"Rækkevidde"\n' + "\n".join(f'"{text}"' for text in TEN), TEN),
    "Windows lines and blanks": ("\r\n\r\n".join(TEN) + "\r\n", TEN),
    "a sum below": ("\n".join(TEN) + "\nI alt: 3.445", TEN),
    "English": ("\n".join(ENGLISH), READ),
    "Danish": ("\n".join(DANISH), READ),
    "thin spaces": ("\n".join(text.replace(",", "\u2009") for text in ENGLISH), READ),
    "apostrophes": ("\n".join(text.replace(",", "’") for text in ENGLISH), READ),
    "with words": ("\n".join(f"{text} visninger" for text in DANISH), READ),
    "Danish short forms": ("\n".join(SHORT), FROM_SHORT),
    "English short forms": ("\n".join(text.replace(",", ".").replace(" t", "K") for text in SHORT), FROM_SHORT),
    "one line, commas": (", ".join(TEN), TEN),
    "one line, tight commas": (",".join(TEN), TEN),
    "one line, English and commas": (", ".join(ENGLISH), READ),
    "one line, English and spaces": (" ".join(ENGLISH), READ),
    "one line, semicolons": ("; ".join(TEN), TEN),
    "one line, tabs": ("\t".join(TEN), TEN),
    "one line, spaces": (" ".join(TEN), TEN),
    "one line, a word before and «og»": ("Rækkevidde: " + ", ".join(TEN[:-1]) + " og " + TEN[-1], TEN),
    "one line, hard spaces within": (" ".join(text.replace(",", "\u00a0") for text in ENGLISH), READ),
    "two lines of five": (" ".join(TEN[:5]) + "\n" + " ".join(TEN[5:]), TEN),
    "numbered": ("\n".join(f"{place}. {text}" for place, text in enumerate(DANISH, start=1)), READ),
    "bullets": ("\n".join(f"• {text}" for text in TEN), TEN),
    "days and tabs": ("\n".join(f"{day}\t{text}" for day, text in zip(DAYS, TEN, strict=True)), TEN),
    "days and spaces": ("\n".join(f"{day} {text}" for day, text in zip(DAYS, DANISH, strict=True)), READ),
    "days in words": ("\n".join(f"{day}. sep. 2026: {text}" for day, text in enumerate(DANISH, start=1)), READ),
    "days and commas": ("\n".join(f"{day},{text}" for day, text in zip(DAYS, TEN, strict=True)), TEN),
    "titles before": ("\n".join(f"Nr. {place} om katte\t{text}" for place, text in enumerate(DANISH)), READ),
    "a dash for the third": ("\n".join((*TEN[:2], "–", *TEN[3:])), (*TEN[:2], "–", *TEN[3:])),
    "nothing for the third": ("\n".join((*TEN[:2], "", *TEN[3:])), (*TEN[:2], "–", *TEN[3:])),
    "n/a for the third": ("\n".join((*TEN[:2], "n/a", *TEN[3:])), (*TEN[:2], "–", *TEN[3:])),
}  # fmt: skip


@pytest.mark.parametrize(("text", "right"), PASTED.values(), ids=PASTED)
def test_column_of_counts_is_read_as_a_whole(text: str, right: tuple[str, ...]) -> None:
    (column,) = columns_in(text, 10)
    (reading,) = readings(column.cells, FigureKind.COUNT)

    assert tuple(_said(figure) for figure in reading.figures) == right


def test_columns_of_a_table_are_named_and_ids_are_none_of_them() -> None:
    found = {column.heading: [cell.text for cell in column.cells] for column in columns_in(EXPORT, 10)}

    assert found == {"Visninger": list(LIKES), "Rækkevidde": list(TEN)}


def test_missing_number_knows_its_line() -> None:
    (column,) = columns_in("\n".join(("Rækkevidde", *TEN[:2], "–", *TEN[3:])), 10)

    assert [(place, cell.line) for place, cell in enumerate(column.cells, start=1) if is_missing(cell.text)] == [(3, 4)]


@pytest.mark.parametrize(
    ("text", "lines", "is_mixed"),
    [
        *(("1\nukendt\n3", [2], False), ("1.450\n1,234\n987\n1.102", [2], True)),
        *(("1,450\n1,2x4\n1,102\n1,300", [2], False), ("1450\n1.2.3", [2], False)),
    ],
)
def test_line_that_does_not_fit_is_named(text: str, lines: list[int], is_mixed: bool) -> None:
    (column,) = columns_in(text, 10)
    with pytest.raises(UnreadableError) as caught:
        readings(column.cells, FigureKind.COUNT)

    assert ([cell.line for cell in caught.value.cells], caught.value.is_mixed) == (lines, is_mixed)


def test_column_without_a_kind_leaves_the_choice() -> None:
    both = readings([Cell(text) for text in ENGLISH])

    assert [reading.marks for reading in both] == [Marks.DANISH, Marks.ENGLISH]
    assert [_said(reading.figures[0]) for reading in both] == ["1.45", "1450"]


def test_empty_column_and_old_ragged_one() -> None:
    assert [column.cells for column in columns_in(" \n\t\n", 10)] in ([], [()])
    (column,) = columns_in("Visninger\r\n1.204\r\n\r\n 980 \r\n1 100,5\t\n3;4\n", 10)
    (reading,) = readings(column.cells, FigureKind.COUNT)
    assert [_said(figure) for figure in reading.figures] == ["1204", "980", "1100.5", "3", "4"]


values = st.decimals(min_value=0, max_value=MOST, places=2).map(lambda value: Decimal(f"{value.normalize():f}"))
languages = st.sampled_from(["da", "en"])


@settings(max_examples=60)
@given(value=values, is_rounded=st.booleans(), language=languages)
def test_what_is_printed_reads_back_as_the_same(value: Decimal, is_rounded: bool, language: str) -> None:
    figure = ParsedNumber(value, Decimal(is_rounded))
    with translation.override(language):
        printed = [in_words(value, is_rounded=is_rounded), figure_in_words(figure)]
        read_back = [read(text, own_marks()) for text in printed]
        plain, hours = read(plain_number(value), own_marks()), read(hours_text(value), own_marks())

    assert {(one.value, one.is_rounded) for one in read_back} == {(value, is_rounded)}
    assert (plain.value, hours.value) == (value, value)


@settings(max_examples=60)
@given(number=st.integers(min_value=0, max_value=10**12), language=languages)
def test_printed_count_reads_back_whatever_the_language(number: int, language: str) -> None:
    with translation.override(language):
        printed = plain_number(Decimal(number))

    assert read_alone(printed, FigureKind.COUNT).value == number


@settings(max_examples=60)
@given(text=st.text(max_size=40))
def test_anything_at_all_is_a_number_or_refused(text: str) -> None:
    for kind in (None, *FigureKind):
        try:
            figure = read_alone(text, kind)
        except NotANumberError:
            continue
        assert 0 <= figure.value <= MOST


@settings(max_examples=60)
@given(text=st.text(alphabet="0123456789.,; \t\n-–kKt", max_size=80))
def test_any_text_has_columns(text: str) -> None:
    for column in columns_in(text, 10):
        with suppress(UnreadableError):
            assert all(
                len(reading.figures) == len(column.cells) for reading in readings(column.cells, FigureKind.COUNT)
            )
