"""Parse the cues of a caption file: where each begins, and which lines are its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from media.captions.remarks import Remark, RemarkKind
from media.captions.times import Times, is_broken, times_of

HEADER = "WEBVTT"
LINE_END = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")  # Word's own breaks among them
SIDE_BLOCKS = {"NOTE", "STYLE", "REGION"}
Line = tuple[int, str]  # its number in the file, from 1


@dataclass
class Cue:
    """Shape: `times` None when the file gives none that can be read; a remark then says so."""

    number: int
    line: int
    times: Times | None
    lines: list[str] = field(default_factory=list)


class CueReader:
    """Reads a file from top to bottom; `cues` and `remarks` are what came of it."""

    def __init__(self, text: str) -> None:
        self.cues: list[Cue] = []
        self.remarks: list[Remark] = []
        self._lines: list[Line] = list(enumerate(LINE_END.split(text), 1))
        self._is_webvtt = text.lstrip().upper().startswith(HEADER)
        self._last_number: int | None = None
        self._most_numbers = self._count_numbers()
        for block in self._blocks():
            self._read_block(block)

    def _count_numbers(self) -> int:
        """How many captions there are when a number stands right above all times; else 0."""
        texts = ["", *(text for _number, text in self._lines)]
        above = [_number_of(upper) for upper, text in pairwise(texts) if _is_sure(text)]
        return 0 if None in above else len(above)

    def _blocks(self) -> Iterator[list[Line]]:
        for is_blank, lines in groupby(self._lines, lambda line: not line[1].strip()):
            if not is_blank:
                yield list(lines)

    def _read_block(self, block: list[Line]) -> None:
        """A header, a note, or captions: usually one, more where blank lines are missing."""
        place = self._first_times(block)
        above, rest = block[:place], block[place:]
        if self._is_aside(above):
            number = _number_of(above[-1][1])
            above = above[-1:] if number is not None and rest else []
        if not rest:
            self._read_lines_without_times(above)
            return
        self._read_above(above)
        self._begin(rest[0])
        for line in rest[1:]:
            self._read_line(line)

    def _first_times(self, block: list[Line]) -> int:
        """Where the first times of a block stand, or what was meant as such; behind the last line when nowhere."""
        for place, (_number, text) in enumerate(block):
            is_due = place == 0 or (place == 1 and _number_of(block[0][1]) is not None)
            if _is_sure(text) or (is_due and times_of(text)) or is_broken(text, is_due=is_due):
                return place
        return len(block)

    def _is_aside(self, above: list[Line]) -> bool:
        """Whether this is a header, a note, a style: nothing that a caption says."""
        if not self._is_webvtt or not above:
            return False
        first, _space, _rest = above[0][1].strip().partition(" ")
        if first.upper().startswith(HEADER) and (not self.cues or first == HEADER):
            return True
        is_side = first == "NOTE" or above[0][1].strip() in SIDE_BLOCKS
        if is_side:
            self.remarks.append(Remark(RemarkKind.BLOCKS))
        return is_side

    def _read_above(self, above: list[Line]) -> None:
        """What stands between a blank line and the times: a number, a name, or words that went astray."""
        if not above:
            self._last_number = self._last_number and self._last_number + 1
            return
        line, text = above[-1]
        number = _number_of(text)
        if number is not None:
            self._note_number(number, line)
        elif self._is_webvtt and len(above) == 1:
            self._remark(RemarkKind.NAME, line, text, number=len(self.cues) + 1)
        else:
            self._append_astray(above)
            return
        self._append_astray(above[:-1])

    def _read_lines_without_times(self, lines: list[Line]) -> None:
        """The rest of the caption above, or a caption whose times are missing."""
        if not lines:
            return
        number = _number_of(lines[0][1])
        if not self._is_next(number):
            self._append_astray(lines)
            return
        self._last_number = number
        self.cues.append(Cue(len(self.cues) + 1, lines[0][0], None))
        if len(lines) == 1:
            self._remark(RemarkKind.EMPTY, lines[0][0])
        else:
            self._remark(RemarkKind.NO_TIMES, lines[0][0], lines[1][1])

    def _append_astray(self, lines: list[Line]) -> None:
        if not lines:
            return
        line, text = lines[0]
        if not self.cues:
            self.remarks.append(Remark(RemarkKind.BEFORE, line=line, example=text.strip()))
            return
        self._remark(RemarkKind.SPLIT, line, text)
        self.cues[-1].lines += [text for _line, text in lines]

    def _read_line(self, line: Line) -> None:
        """Words, or the times of the next caption where no blank line announces it."""
        words = self.cues[-1].lines
        number = _number_of(words[-1]) if words else None
        follows = number is not None and (number <= self._most_numbers or self._is_next(number))
        if not (_is_sure(line[1]) or (follows and times_of(line[1])) or is_broken(line[1], is_due=follows)):
            words.append(line[1])
            return
        if follows and number is not None:
            self._remark(RemarkKind.RUN_ON_NUMBER, line[0], words.pop(), number=len(self.cues) + 1)
            self._note_number(number, line[0])
        else:
            kind = RemarkKind.RUN_ON if number is None else RemarkKind.KEPT_NUMBER
            self._remark(kind, line[0], words[-1] if words else "", number=len(self.cues) + 1)
        self._begin(line)

    def _begin(self, line: Line) -> None:
        number, text = line
        times = times_of(text)
        self.cues.append(Cue(len(self.cues) + 1, number, times))
        if times is None:
            self._remark(RemarkKind.UNREADABLE, number, text)

    def _is_next(self, number: int | None) -> bool:
        return self._last_number is not None and number == self._last_number + 1

    def _note_number(self, number: int, line: int) -> None:
        if self._last_number is not None and number != self._last_number + 1:
            self._remark(RemarkKind.NUMBERS, line, number=len(self.cues) + 1)
        self._last_number = number

    def _remark(self, kind: RemarkKind, line: int, example: str = "", number: int | None = None) -> None:
        self.remarks.append(Remark(kind, number or len(self.cues), line, example.strip()))


def _number_of(text: str) -> int | None:
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 8 else None


def _is_sure(text: str) -> bool:
    times = times_of(text)
    return times is not None and times.is_sure
