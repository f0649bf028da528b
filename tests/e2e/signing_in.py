"""The demo's staff sign in to the admin."""

from playwright.sync_api import Page


def sign_in(page: Page, username: str = "redaktoer") -> None:
    page.goto("/admin/")
    page.fill("#id_username", username)
    page.fill("#id_password", "demo")
    page.click("form[action='/admin/login/'] button[type=submit]")
    page.wait_for_url(lambda url: "/login/" not in url)  # whose own address ends in /admin/ too
