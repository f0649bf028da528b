"""Strip a PNG of its metadata: what a file tells beside the picture is thrown away, not read.

Pillow unpacks every comment before it looks at the picture, and turns the whole file away for one that is large.
"""

import struct
import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PICTURE = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT"})
TURN, COLOURS = b"eXIf", b"iCCP"
MOST_COLOURS = 2**20  # bytes of a colour profile, unpacked; Pillow takes no more
MOST_UNPACKED = 64 * 2**20  # bytes of everything packed that is no picture; Pillow takes no more text
STEP = 2**16


class PackedBomb(ValueError):
    """A few kilobytes that would fill the memory of whoever opens them. Nobody's comment is so long."""


def bare(data: bytes) -> bytes:
    """The picture with its turn and its colour profile; a profile that cannot be read is as good as none.

    Cost: memory for the file once more, whatever is packed in it.
    Raises: PackedBomb.
    """
    kept: list[bytes | memoryview] = [SIGNATURE]
    unpacked = 0
    for kind, chunk in _chunks(data):
        length = _unpacked_length(kind, bytes(chunk[8:-4]), MOST_UNPACKED - unpacked)
        unpacked += length
        if kind in PICTURE or kind == TURN or (kind == COLOURS and 0 < length <= MOST_COLOURS):
            kept.append(chunk)
    return b"".join(kept)


def _chunks(data: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """Up to the end of the picture; half a chunk as it is, so that the decoder says that it is one."""
    view, at = memoryview(data), len(SIGNATURE)
    while at + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind = data[at + 4 : at + 8]
        yield kind, view[at : at + length + 12]
        if kind == b"IEND":
            return
        at += length + 12


def _unpacked_length(kind: bytes, data: bytes, most: int) -> int:
    """How many bytes a packed text or profile has; 0 for everything else and for what cannot be unpacked."""
    name, _end, packed = data.partition(b"\0")
    if kind == b"iTXt" and packed[:2] == b"\1\0":
        packed = b"\0" + packed[2:].partition(b"\0")[2].partition(b"\0")[2]
    elif kind not in {b"zTXt", COLOURS}:
        return 0
    if packed[:1] != b"\0":
        return 0
    unpacker, length, rest = zlib.decompressobj(), 0, packed[1:]
    try:
        while rest and not unpacker.eof:
            length += len(unpacker.decompress(rest, STEP))
            rest = unpacker.unconsumed_tail
            if length > most:
                raise PackedBomb(name)
    except zlib.error:
        return 0
    return length
