from showcase.models.awards import (
    AwardEditionPage,
    AwardIndexPage,
    EditionCategory,
    Nomination,
)
from showcase.models.coverage import CoveragePage
from showcase.models.initiatives import InitiativeIndexPage, InitiativeNumber, InitiativePage
from showcase.models.media import FilmIndexPage, GalleryIndexPage
from showcase.models.winners import AwardCategory, AwardWinnerPage

__all__ = [
    "AwardCategory",
    "AwardEditionPage",
    "AwardIndexPage",
    "AwardWinnerPage",
    "CoveragePage",
    "EditionCategory",
    "FilmIndexPage",
    "GalleryIndexPage",
    "InitiativeIndexPage",
    "InitiativeNumber",
    "InitiativePage",
    "Nomination",
]
