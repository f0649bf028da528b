from base64 import b32encode, urlsafe_b64encode
from hashlib import sha256
from secrets import token_bytes
from typing import Any
from urllib.parse import urlsplit

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes
from django.utils.translation import gettext as _


def passkey_host() -> str:
    """The host passkeys belong to: whoever signs in must be there, and nobody else can ask for them."""
    return str(settings.PASSKEY_HOST or urlsplit(settings.BASE_URL).hostname)


def passkey_is_possible_at(host: str) -> bool:
    return host.partition(":")[0] == passkey_host()


class FactorAdapter(DefaultMFAAdapter):
    """What django-allauth asks of us: names, our own host, and secrets that are worth nothing in a copied database."""

    def get_totp_label(self, user: Any) -> str:
        return str(user.get_username())

    def get_totp_issuer(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Also with a key of before. What no key of ours opens is made up: no code fits it, so a reset is needed."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return b32encode(token_bytes(20)).decode()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": passkey_host(), "name": str(settings.WAGTAIL_SITE_NAME)}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        return {
            "id": user_pk_to_url_str(user).encode(),
            "display_name": str(user),
            "name": user.get_username(),
        }


def _box() -> MultiFernet:
    """Encrypts with the secret key, decrypts with those of before too."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(urlsafe_b64encode(sha256(b"foundation.factors:" + force_bytes(key)).digest())) for key in keys]
    )
