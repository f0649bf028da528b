"""Memory and processor time of sanitising, one process per kind of picture: `python benchmarks/bench_sanitising.py`.

Each picture is as large as is taken; «added» is the peak above what the process needed for a tiny one.
"""

import io
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import django
import pillow_heif
from django.core.files.base import ContentFile
from PIL import Image

KINDS = {
    "JPEG": ("RGB", 40, {"quality": 60}),
    "JPEG progressive": ("RGB", 40, {"quality": 60, "progressive": True}),
    "JPEG CMYK": ("CMYK", 40, {"quality": 60}),
    "HEIF": ("RGB", 40, {"quality": 30}),
    "PNG RGBA": ("RGBA", 25, {"compress_level": 1}),
    "PNG 16 bit": ("I;16", 25, {}),
    "PNG palette": ("P", 25, {"transparency": 0}),
    "AVIF": ("RGBA", 25, {"quality": 40, "speed": 10}),
    "WEBP": ("RGBA", 20, {"quality": 50, "method": 0}),
    "JPEG phone": ("RGB", 12, {"quality": 80}),
}


def picture(kind: str) -> bytes:
    mode, megapixels, options = KINDS[kind]
    side = int((megapixels * 1_000_000) ** 0.5)
    plain = Image.new(mode, (side, side)) if mode in {"P", "I;16"} else None
    data = io.BytesIO()
    (plain or Image.effect_noise((side, side), 60).convert(mode)).save(data, kind.split()[0], **options)
    return data.getvalue()


def measure(path: str) -> None:
    from media.sanitising import sanitise  # needs the settings

    tiny = io.BytesIO()
    Image.new("RGB", (50, 50)).save(tiny, "JPEG")
    data = Path(path).read_bytes()
    sanitise(ContentFile(tiny.getvalue(), name="a.jpg"))
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    taken = sanitise(ContentFile(data, name="a"))
    added = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"added {added:4.0f} MB  {time.process_time() - start:4.1f} s  {taken.size / 1e6:5.1f} MB kept")


def main() -> None:
    folder = os.environ.get("TMPDIR", "/tmp")  # noqa: S108 - large files that are deleted at once
    path = Path(folder) / f"bench-sanitising-{os.getpid()}"
    for kind in KINDS:
        subprocess.run([sys.executable, __file__, "make", kind, str(path)], check=True)
        print(f"{kind:18} {KINDS[kind][1]} megapixels  ", end="", flush=True)
        subprocess.run([sys.executable, __file__, "measure", str(path)], check=True)
        path.unlink()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "website.settings.test")
    pillow_heif.register_heif_opener()
    if sys.argv[1:2] == ["make"]:
        Path(sys.argv[3]).write_bytes(picture(sys.argv[2]))
    elif sys.argv[1:2] == ["measure"]:
        django.setup()
        from django.conf import settings

        settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10**9  # pixels are what is measured
        measure(sys.argv[2])
    else:
        main()
