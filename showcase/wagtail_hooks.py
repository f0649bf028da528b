from wagtail.snippets.models import register_snippet

from core.wagtail_hooks import TermViewSet
from showcase.models import AwardCategory


class AwardCategoryViewSet(TermViewSet):
    model = AwardCategory
    icon = "pick"
    add_to_admin_menu = True
    menu_order = 460


register_snippet(AwardCategoryViewSet)
