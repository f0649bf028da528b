from wagtail.api.v2.router import WagtailAPIRouter

from website.api.drafts import DraftEndpoint
from website.api.views import PagesEndpoint

api_router = WagtailAPIRouter("wagtailapi")
api_router.register_endpoint("pages", PagesEndpoint)

draft = api_router.wrap_view(DraftEndpoint.as_view({"get": "draft_view"}))
