"""The reading room's sound, made of noise: rain on the pane and three pages. No music, nobody speaks."""

import random
from array import array
from math import pi, sin

RATE = 44_100
TURNS = (2.4, 6.4, 10.0)  # seconds at which a page is turned
PEAK = 0.26


def room_sound(seconds: int) -> "array[int]":
    """Samples of 16 bits, one channel."""
    chance = random.Random(12)  # noqa: S311 - rain, not a secret
    count = seconds * RATE
    track = [rain + drop for rain, drop in zip(_rain(chance, count), _drops(chance, count), strict=True)]
    for start in TURNS:
        _add_page(chance, track, start)
    fade = RATE // 4
    for number in range(fade):
        track[number] *= number / fade
        track[-1 - number] *= number / fade
    loudest = max(map(abs, track))
    return array("h", (round(value / loudest * PEAK * 32767) for value in track))


def _rain(chance: random.Random, count: int) -> list[float]:
    """Soft noise: the hiss taken off, the rumble taken out, swelling slowly."""
    low = deep = 0.0
    track = []
    for number in range(count):
        low += (chance.uniform(-1, 1) - low) * 0.32
        deep += (low - deep) * 0.04
        track.append((low - deep) * (0.34 + 0.08 * sin(2 * pi * number / RATE / 7)))
    return track


def _drops(chance: random.Random, count: int) -> list[float]:
    """Single drops on the glass: short falling tones, some forty a second, each very small."""
    track = [0.0] * count
    for _ in range(count * 40 // RATE):
        start, tone, strength = chance.randrange(count), chance.uniform(1500, 4200), chance.uniform(0.02, 0.14)
        for number in range(min(RATE // 90, count - start)):
            track[start + number] += strength * sin(2 * pi * tone * number / RATE) * 0.99 ** (number / 2)
    return track


def _add_page(chance: random.Random, track: list[float], start: float) -> None:
    """A page: a rustle that rises and falls, with a small slap where it lands."""
    first, length = round(start * RATE), round(0.85 * RATE)
    low = 0.0
    for number in range(length):
        share = number / length
        noise = chance.uniform(-1, 1)
        low += (noise - low) * 0.12
        rustle = (noise - low) * sin(pi * share) ** 2 * (0.35 + 0.25 * sin(2 * pi * 9 * share) ** 2)
        slap = noise * 0.9 * max(0.0, 1 - abs(share - 0.86) / 0.05)
        track[first + number] += rustle + slap * 0.5
