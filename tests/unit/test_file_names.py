"""Names of files keep their Danish letters and survive every system."""

import io
import unicodedata
from email.message import EmailMessage
from zipfile import ZipFile, ZipInfo

import pytest
from django.utils.http import parse_header_parameters
from hypothesis import given
from hypothesis import strategies as st

from foundation.danish.file_names import MOST_BYTES, RESERVED, disposition, file_name
from foundation.danish.spelling import plain_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Håndarbejde og hørebøger", "Håndarbejde og hørebøger.pdf"),
        ("ÆØÅ æøå", "ÆØÅ æøå.pdf"),
        ("Ha\u030andarbejde", "Håndarbejde.pdf"),
        ("Hvem? Hvad: «Hvor» <3", "Hvem Hvad «Hvor» 3.pdf"),
        ('Skilt 1/2 "stort" | rødt\\blåt*', "Skilt 1 2 stort rødt blåt.pdf"),
        ("  ..Skjult.. ", "Skjult.pdf"),
        ("Slut. ", "Slut.pdf"),
        ("con", "con_.pdf"),
        ("COM1", "COM1_.pdf"),
        ("Aux.", "Aux_.pdf"),
        ("Nul.txt", "Nul.txt_.pdf"),
        ("Konto", "Konto.pdf"),
        ("", "fil.pdf"),
        ("///", "fil.pdf"),
        ("to\x0blinjer\nog\ttab", "tolinjer og tab.pdf"),
        ("vendt\u202efdp.exe", "vendtfdp.exe.pdf"),
        ("Familie 👩‍👧 læser", "Familie 👩‍👧 læser.pdf"),
        ("日本語", "日本語.pdf"),
        ("ord " * 60, f"{('ord ' * 20).strip()}.pdf"),
        ("å" * 300, f"{'å' * 80}.pdf"),
    ],
)
def test_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert file_name(title, ".pdf") == name


@given(st.text(max_size=400))
def test_no_title_makes_a_name_that_some_system_refuses(title: str) -> None:
    name = file_name(title, ".jpg")

    assert name == unicodedata.normalize("NFC", name)
    assert not set(name) & set('<>:"/\\|?*\0\n\r\t')
    assert not RESERVED.fullmatch(name)
    assert name.removesuffix(".jpg").strip(" .") == name.removesuffix(".jpg") != ""
    assert len(name.encode()) <= MOST_BYTES + len("_.jpg")
    assert file_name(name.removesuffix(".jpg"), ".jpg") == name


@given(st.text(max_size=60))
def test_a_name_survives_a_zip_file(title: str) -> None:
    name, packed = file_name(title, ".txt"), io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr(ZipInfo(name), "")

    with ZipFile(packed) as archive:
        assert archive.namelist() == [name]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Håndarbejde og hørebøger.pdf", "Haandarbejde og hoereboeger.pdf"),
        ("Ærø Århus.zip", "Aeroe Aarhus.zip"),
        ("Café.pdf", "Cafe.pdf"),
        ("日本語.pdf", "fil.pdf"),
        ("100 % læst.pdf", "100  laest.pdf"),
    ],
)
def test_answer_names_its_file_twice(name: str, plain: str) -> None:
    header = disposition(name)

    kind, parameters = parse_header_parameters(header)
    assert (kind, parameters["filename"]) == ("attachment", name)  # the one with the star counts
    assert f'filename="{plain}"' in header
    header.encode("ascii")
    mail = EmailMessage()
    mail["Content-Disposition"] = header
    assert mail.get_filename() in {name, plain}


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Håndarbejde", "haandarbejde"),
        ("Ha\u030andarbejde", "haandarbejde"),
        ("ÆRØ & Øl", "aeroe-oel"),
        ("💙", ""),
    ],
)
def test_addresses_are_spelled_in_plain_letters(title: str, address: str) -> None:
    assert plain_name(title, most=50) == address
