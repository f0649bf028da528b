from showcase.models.awards import (
    AwardCategory,
    AwardEditionPage,
    AwardIndexPage,
    AwardWinnerPage,
    EditionCategory,
    Nomination,
)
from showcase.models.initiatives import InitiativeIndexPage, InitiativeNumber, InitiativePage

__all__ = [
    "AwardCategory",
    "AwardEditionPage",
    "AwardIndexPage",
    "AwardWinnerPage",
    "EditionCategory",
    "InitiativeIndexPage",
    "InitiativeNumber",
    "InitiativePage",
    "Nomination",
]
