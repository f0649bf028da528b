"""A hundred wrong passwords at once over two web workers are ten tries."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from core.models import User
from foundation.accounts.models import AccountEvent
from tests.factories.site import Tree
from tests.production.conftest import Stack, eventually

AT_ONCE = 16


def test_hundred_wrong_passwords_at_once_over_two_workers_are_ten_tries(stack: Stack, site: Tree) -> None:
    User.objects.create_user("gaettet", password="den rigtige og lange", is_superuser=True)

    def guess(number: int) -> int:
        visitor, path = stack.visitor(), ("/admin/login/", "/vurdering/log-ind/")[number % 2]
        visitor.get(stack.url + path)
        typed = {"username": "gaettet", "password": f"gæt {number}"}
        return stack.post(visitor, path, typed).status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answered = Counter(pool.map(guess, range(100)))
    print(f"\n100 wrong passwords, {AT_ONCE} at once, two workers: {dict(answered)}")  # noqa: T201 - a figure

    assert answered == {200: 10, 429: 90}
    assert AccountEvent.objects.filter(user__username="gaettet", kind="refused").count() == 10


def test_new_password_is_mailed_by_the_worker_to_our_own_host(stack: Stack, site: Tree) -> None:
    User.objects.create_user("glemsom", password="den gamle og lange", email="glemsom@bureau.dk")
    visitor = stack.visitor()
    visitor.get(stack.url + "/vurdering/ny-adgangskode/")
    stack.post(visitor, "/vurdering/ny-adgangskode/", {"email": "glemsom@bureau.dk"})

    def bodies() -> list[str]:
        return [mail.get_content() for mail in stack.mails() if "glemsom" in str(mail["X-Envelope-To"])]

    eventually(lambda: bool(bodies()))
    assert f"{stack.url}/vurdering/ny-adgangskode/" in bodies()[0].replace("=\n", "")
