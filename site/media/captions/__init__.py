"""Convert caption files to WebVTT: read as the programs of this world write them, written anew.

No word is lost silently: what was read otherwise than it was written is told caption by caption, and a file with
captions that cannot be read is refused with their numbers (docs/decisions/0039-captions.md).
"""

from media.captions.reading import MAX_BYTES, Captions, late_captions, read

__all__ = ["MAX_BYTES", "Captions", "late_captions", "read"]
