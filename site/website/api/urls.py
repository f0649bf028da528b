from wagtail.api.v2.router import WagtailAPIRouter

from website.api.views import PagesEndpoint

api_router = WagtailAPIRouter("wagtailapi")
api_router.register_endpoint("pages", PagesEndpoint)
