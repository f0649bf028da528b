"""Palette of the drawings: nine inks, no other colours and no tints of these."""

from typing import NewType

Ink = NewType("Ink", str)

INKS: dict[Ink, str] = {
    Ink("ink"): "#11231d",
    Ink("flaske"): "#0e4d3c",
    Ink("mynte"): "#93cfb4",
    Ink("rosa"): "#f4b8c3",
    Ink("cinnober"): "#e2452a",
    Ink("lampe"): "#ffc62b",
    Ink("himmel"): "#a9cdea",
    Ink("kobolt"): "#2b45bf",
    Ink("papir"): "#f6f4ec",
}
INK, FLASKE, MYNTE, ROSA, CINNOBER, LAMPE, HIMMEL, KOBOLT, PAPIR = INKS
