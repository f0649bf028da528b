"""Posts of a platform's export, for the reader to choose a column and ten of them. Nothing is kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from foundation.dates import Order, in_words, is_day, order_of, read_day, two_readings
from foundation.numbers.columns import Cell, NumberColumn, UnreadableError, readings
from foundation.numbers.figures import FigureKind, ParsedNumber
from foundation.numbers.formatting import unmistakable
from foundation.numbers.pasted_tables import Table, columns_in_table, table_of
from foundation.spreadsheets import Rows, rows_of_text

MOST_SHOWN = 60  # posts, the newest
MOST_CARRIED = 200_000  # characters, by the page: a line of headings and one for each post
MOST_TITLE = 80
TITLES = re.compile("titel|title|beskriv|descri|caption|tekst|text|opslag|post|content|indhold|message", re.IGNORECASE)
OF_POSTS = re.compile(r"post|opslag|indhold|content|video|tabel|table", re.IGNORECASE)
TITLED = re.compile("tit(?:el|le)$", re.IGNORECASE)
PUBLISHED = re.compile(r"^when$|tidspunkt|udgiv|offentlig|publi|posted|oprettet|created|dato|date|time", re.IGNORECASE)


@dataclass(frozen=True)
class Post:
    """Shape: `when` and `title` as the export has them; `numbers` by the columns of `Posts`."""

    when: str
    title: str
    numbers: tuple[str, ...]
    day: date | None = None

    @property
    def name(self) -> str:
        when = in_words(self.day) if self.day else self.when
        return ", ".join(part for part in (when, self.title) if part)


@dataclass(frozen=True)
class Posts:
    """Shape: the newest first where the export says when (`is_dated`), otherwise as they stand in it.

    Where its days can be read in two ways, `orders` are what to choose from: an order, and in words what the day
    `asked_of` would be.
    """

    columns: tuple[str, ...]
    posts: tuple[Post, ...]
    is_dated: bool
    asked_of: str = ""
    orders: tuple[tuple[str, str], ...] = ()

    @property
    def as_text(self) -> str:
        """A table that `posts_in_text` reads again as the same."""
        told = ((post.day.isoformat() if post.day else post.when, post.title, *post.numbers) for post in self.posts)
        rows = [("when", "title", *self.columns), *told]
        return "\n".join("\t".join(re.sub(r'[\t\r\n"]+', " ", cell) for cell in row) for row in rows)

    def ten_of(self, column: int, chosen: Sequence[int], kind: FigureKind | None) -> list[str]:
        """The numbers of the chosen posts, the oldest first, written so that they can only be read one way.

        Which way that is, the whole column decides; where it does not, they stay as they are.
        """
        texts = [post.numbers[column] for post in self.posts]
        try:
            found = readings([Cell(text) for text in texts], kind)
        except UnreadableError:
            found = []
        told = [_plainly(figure) for figure in found[0].figures] if len(found) == 1 else texts
        ordered = sorted(chosen, reverse=self.is_dated)
        return [told[place] for place in ordered]


def posts_in(tables: dict[str, Rows]) -> Posts | None:
    """The posts of the table that has them; None when none has."""
    found = {name: posts for name, rows in tables.items() if (posts := _posts_of(rows))}
    if not found:
        return None
    return found[max(found, key=lambda name: _is_likely(name, found[name]))]


def _is_likely(name: str, posts: Posts) -> tuple[bool, bool, int]:
    """How much a table looks like one of posts, to compare with others of the same file."""
    return bool(OF_POSTS.search(name)), any(post.title for post in posts.posts), len(posts.posts)


def posts_in_text(text: str, order: str = "") -> Posts | None:
    """`order` is what somebody chose of `orders`."""
    chosen = next((one for one in Order if one.value == order), None)
    return _posts_of(rows_of_text(text[:MOST_CARRIED])[: MOST_SHOWN + 1], chosen) if text.strip() else None


def _posts_of(rows: Rows, chosen: Order | None = None) -> Posts | None:
    table = table_of([[Cell(text, line) for text in row] for line, row in enumerate(rows, start=1)])
    columns = columns_in_table(table) if table else []
    if table is None or not columns:
        return None
    days = _days_of(table, columns)
    titles = _titles_of(table, columns, days)
    written = [text for text in days if text]
    asked = two_readings(written)
    order = chosen if chosen in asked else order_of(written)
    posts = [
        Post(
            days[place] if days else "",
            titles[place] if titles else "",
            tuple(column.cells[place].text for column in columns),
            _day(days[place], order) if days and order else None,
        )
        for place in range(len(table.body))
    ]
    is_dated = bool(posts) and all(post.day for post in posts)
    if is_dated:
        posts.sort(key=lambda post: post.day or date.min, reverse=True)
    asked_of = next((text for text in written if two_readings([text])), "") if asked and order is None else ""
    orders = tuple((order.value, in_words(day)) for order, day in asked.items()) if asked_of else ()
    return Posts(tuple(column.heading for column in columns), tuple(posts[:MOST_SHOWN]), is_dated, asked_of, orders)


def _days_of(table: Table, columns: Sequence[NumberColumn]) -> list[str]:
    """The column that says when, by its heading if there are several; not one of the same day throughout.

    Where none can be read, the words of the one that is headed so: they tell the posts apart.
    """
    found = [place for place in range(table.width) if all(is_day(text) for text in table.texts(place))]
    telling = [place for place in found if len(set(table.texts(place))) > 1] or found
    telling.sort(key=lambda place: not PUBLISHED.search(table.heading(place)))
    taken = {column.heading for column in columns}
    headed = [place for place in range(table.width) if PUBLISHED.search(table.heading(place))]
    worded = [place for place in headed if table.heading(place) not in taken and len(set(table.texts(place))) > 1]
    return table.texts((telling or worded)[0]) if telling or worded else []


def _titles_of(table: Table, columns: Sequence[NumberColumn], days: list[str]) -> list[str]:
    """The column of what the posts are called; one that is headed as a title before one of the platform's own names."""
    taken = {column.heading for column in columns}
    for place in sorted(range(table.width), key=lambda place: not TITLED.search(table.heading(place))):
        heading, texts = table.heading(place), table.texts(place)
        is_words = any(re.search(r"[^\W\d_]{2}", text) and not text.startswith("http") for text in texts)
        if is_words and texts != days and TITLES.search(heading) and heading not in taken and len(set(texts)) > 1:
            return [text[:MOST_TITLE] for text in texts]
    return []


def _day(text: str, order: Order) -> date | None:
    return read_day(text, today=timezone.localdate(), order=order) if text else None


def _plainly(figure: ParsedNumber | None) -> str:
    if figure is None:
        return "–"
    return f"ca. {unmistakable(figure.value)}" if figure.is_rounded else unmistakable(figure.value)
