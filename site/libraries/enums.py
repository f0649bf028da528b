from django.db.models import IntegerChoices, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class MunicipalityGroup(IntegerChoices):
    """Statistics Denmark's municipality groups, v1:2018."""

    CAPITAL = 1, _("Capital municipality")
    METROPOLITAN = 2, _("Metropolitan municipality")
    PROVINCIAL = 3, _("Provincial municipality")
    COMMUTER = 4, _("Commuter municipality")
    RURAL = 5, _("Rural municipality")

    @property
    def heading(self) -> Promise:
        """Above several of the group: Danish makes its plurals within the word."""
        return HEADINGS[self]


HEADINGS = {
    MunicipalityGroup.CAPITAL: _("Capital municipalities"),
    MunicipalityGroup.METROPOLITAN: _("Metropolitan municipalities"),
    MunicipalityGroup.PROVINCIAL: _("Provincial municipalities"),
    MunicipalityGroup.COMMUTER: _("Commuter municipalities"),
    MunicipalityGroup.RURAL: _("Rural municipalities"),
}


class Cms(TextChoices):
    """What the library's website lets its own staff do."""

    DPL_EDITOR = "redaktoer", _("DPL CMS, editor access")
    DPL_WEBMASTER = "webmaster", _("DPL CMS, webmaster access")
    OTHER = "ikke-dpl", _("Another system")
