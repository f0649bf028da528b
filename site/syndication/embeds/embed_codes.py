"""What a web editor copies: frames, the component, and a whole page that works as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape

from syndication.embeds.component import integrity, version
from syndication.embeds.options import EmbedOptions, Layout
from syndication.feeds.sources import FeedSource

CARD, PICTURE, ONE, FOOT = 540, 330, 420, 90  # pixels: how high each is at COLUMNS in a row
COLUMNS = 3
ROOM, ROOM_OF_PICTURES = "34.5em", "28.25em"  # how high the component is in one row, as its own style says
Attributes = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Embed:
    """Something to embed. Shape: `source` is None for one page; addresses are absolute."""

    source: FeedSource | None
    title: str
    url: str
    site_url: str
    height: int


def list_height(source: FeedSource, wanted: EmbedOptions) -> int:
    """Pixels that hold the list on a wide page; the script fits it everywhere else."""
    one = PICTURE if source.is_gallery else CARD
    rows = 1 if wanted.look.layout == Layout.STRIP else -(-wanted.number // COLUMNS)
    return rows * one + FOOT


def frame(embed: Embed, width: str = "100%") -> str:
    attributes = [
        ("src", embed.url),
        ("title", embed.title),
        ("width", width),
        ("height", str(embed.height)),
        ("loading", "lazy"),
        ("frameborder", "0"),
        # The page a visitor opens from here must work in full, so it leaves the sandbox.
        ("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox"),
    ]
    return f"<iframe {_written(attributes)}></iframe>"


def script(*, frozen: bool = False) -> str:
    """The script element. `frozen`: one version for ever, which the browser checks."""
    if not frozen:
        return f'<script src="{settings.BASE_URL}/embed/v1/some-katalog.js" defer></script>'
    address = f"{settings.BASE_URL}/embed/v1/some-katalog.{version()}.js"
    return f'<script src="{address}" integrity="{integrity()}" crossorigin="anonymous" defer></script>'


def component(source: FeedSource, embed: Embed, wanted: EmbedOptions) -> str:
    filters = [(name, " ".join(values)) for name, values in wanted.choice.values.items()]
    room = ROOM_OF_PICTURES if source.is_gallery else ROOM
    is_grid = wanted.look.layout == Layout.GRID
    look = ("visning", "gitter") if is_grid else ("style", f"display: block; min-height: {room}")
    attributes = [("vis", source.frame), ("antal", str(wanted.number)), *filters, look]
    link = f'<a href="{escape(embed.site_url)}">{escape(embed.title)}</a>'
    return f"<some-katalog {_written(attributes)}>\n  {link}\n</some-katalog>"


def example_page(body: str) -> str:
    """A whole page with nothing else on it."""
    return render_to_string(
        "website/share/example.html", {"script": script(), "body": body.replace("\n", "\n    ")}
    ).strip()


def _written(attributes: Attributes) -> str:
    return " ".join(f'{name}="{escape(value)}"' for name, value in attributes)
