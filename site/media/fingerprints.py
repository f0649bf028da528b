"""Fingerprints of stored files: compare what a storage service keeps with what was sent, by checksum if any."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files import File

PART_BYTES = 16 * 2**20
MD5_ETAG = re.compile(r"[0-9a-f]{32}(-[0-9]+)?")


@dataclass(frozen=True)
class Fingerprint:
    """Of a file: in one piece below PART_BYTES, and from there in pieces, as it is sent.

    Shape: `whole` is the SHA-256 of all of it, in base64; `checksum` that of its pieces' digests; `etag` what S3 makes
    of their MD5s.
    """

    size: int
    whole: str
    checksum: str
    etag: str

    @classmethod
    def of(cls, content: File[bytes]) -> "Fingerprint":
        whole, size = hashlib.sha256(), 0
        sums, tags = [], []
        for part in _parts(content):
            whole.update(part)
            size += len(part)
            sums.append(hashlib.sha256(part).digest())
            tags.append(_md5(part))
        in_one = b64encode(whole.digest()).decode()
        if size < PART_BYTES:
            return cls(size, in_one, in_one, tags[0].hex() if tags else _md5(b"").hex())
        pieces, tag = hashlib.sha256(b"".join(sums)).digest(), _md5(b"".join(tags)).hex()
        return cls(size, in_one, b64encode(pieces).decode(), f"{tag}-{len(tags)}")

    def is_that_of(self, kept: Mapping[str, Any]) -> bool:
        """Whether it is that of what the service keeps, by its answer to HeadObject.

        A service that keeps no checksum is judged by its ETag where that is surely an MD5, else by the size alone.
        """
        if kept["ContentLength"] != self.size:
            return False
        if checksum := kept.get("ChecksumSHA256"):
            return checksum.partition("-")[0] in {self.checksum, self.whole}  # some add the number of pieces
        etag = kept.get("ETag", "").strip('"')
        return etag == self.etag if _is_md5(etag, kept) else True


def _is_md5(etag: str, kept: Mapping[str, Any]) -> bool:
    """Under keys of KMS or of the customer's own an ETag looks like an MD5, and is none."""
    is_of_other_kind = "kms" in kept.get("ServerSideEncryption", "") or "SSECustomerAlgorithm" in kept
    return bool(MD5_ETAG.fullmatch(etag)) and not is_of_other_kind


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _parts(content: File[bytes]) -> Iterator[bytes]:
    content.seek(0)
    while part := content.read(PART_BYTES):
        yield part
    content.seek(0)
