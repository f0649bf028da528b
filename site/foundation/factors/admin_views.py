"""Admin views of others' second factors: see who has one, reset a lost one, sign somebody out everywhere."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import ListView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from foundation.accounts.sessions import sign_out_everywhere
from foundation.factors import services, sign_in_steps
from foundation.factors.privilege_rank import above, is_above
from foundation.ids import read_id

PERMISSION = "factors.look_after_accounts"
PAGE_SIZE = 50


def may_look_after(user: Any, other: Any = None) -> bool:
    """Nobody looks after whoever may do more in the admin than she may herself."""
    return bool(user.has_perm(PERMISSION)) and not (other is not None and is_above(other, user))


class AccountsView(WagtailAdminTemplateMixin, ListView[Any]):
    """Everybody who can sign in, and how; `?konto=` shows one of them."""

    template_name = "factors/admin/accounts.html"
    page_title = gettext_lazy("Logins")
    header_icon = "key"
    paginate_by = PAGE_SIZE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_look_after(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Any]:
        factor = Authenticator.objects.filter(user=OuterRef("pk"), type__in=services.FACTORS)
        users = get_user_model().objects.filter(is_active=True).annotate(has_factor=Exists(factor))
        if chosen := read_id(self.request.GET.get("konto", "")):
            users = users.filter(pk=chosen)
        return users.prefetch_related("groups__policy").order_by("username")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        users = list(context["object_list"])
        closed = above(self.request.user, users)
        return context | {"rows": [(user, user.pk not in closed, _is_asked(user)) for user in users]}


class ResetView(WagtailAdminTemplateMixin, TemplateView):
    """The question before a reset."""

    template_name = "factors/admin/reset.html"
    page_title = gettext_lazy("Reset the second factor")
    header_icon = "key"
    account: Any = None

    def get_page_subtitle(self) -> str:
        return str(self.account)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        way = [*super().get_breadcrumbs_items(), {"url": reverse("accounts"), "label": AccountsView.page_title}]
        return [*way, {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"account": self.account}


def _is_asked(user: Any) -> bool:
    """Whether a role of theirs asks for a second factor; from what was prefetched."""
    policies = [getattr(group, "policy", None) for group in user.groups.all()]
    return user.is_superuser or any(policy and policy.requires_factor for policy in policies)


Act = Callable[[HttpRequest, Any], HttpResponseBase]


def for_lookers_after(act: Act) -> Callable[..., HttpResponseBase]:
    """Something about somebody else, by one who may and has shown a short while ago who she is."""

    @wraps(act)
    def answer(request: HttpRequest, user_id: int) -> HttpResponseBase:
        user = get_object_or_404(get_user_model(), pk=user_id)
        if not may_look_after(request.user, user):
            raise PermissionDenied
        if user == request.user:
            return redirect("own_factors")
        if not sign_in_steps.is_fresh(request):
            return sign_in_steps.redirect_to_proof(request.path if request.method != "POST" else reverse("accounts"))
        return act(request, user)

    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@for_lookers_after
def reset_factor(request: HttpRequest, user: Any) -> HttpResponseBase:
    """Asks first, and says whose it is."""
    if request.method != "POST":
        return ResetView.as_view(account=user)(request)
    services.reset(user, request=request)
    done = _("%(user)s signs in with the password alone now, and has got a mail about it.")
    messages.success(request, done % {"user": user})
    return redirect("accounts")


@require_POST
@for_lookers_after
def end_sessions(request: HttpRequest, user: Any) -> HttpResponseBase:
    sign_out_everywhere(user, request=request)
    messages.success(request, _("%(user)s is logged out everywhere.") % {"user": user})
    return redirect("accounts")
