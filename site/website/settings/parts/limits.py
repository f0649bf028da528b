"""Rate limits: what one sender, network or account may do before it has to wait."""

from website.settings import env

# How often somebody may do what: action -> (times, within seconds), by network, e-mail, report, account or browser.
LIMITS = {
    "begin": (400, 3_600),
    "send": (20, 3_600),
    "files": (100, 3_600),
    "sheets": (100, 3_600),  # exports to be read
    "kits": (30, 3_600),  # made to order: filled kits, sheets of the tools, pictures with a title
    "send-unknown": (400, 3_600),  # of one network, by e-mails not confirmed
    "link": (10, 3_600),
    "mail-report": (10, 3_600),  # links and receipts: of one report, to one e-mail, from one network
    "mail-address": (10, 3_600),
    "mail-network": (60, 3_600),
    "reply": (20, 3_600),
    # Tries at a password: for an account and network together, for each alone, and for a browser known to the account.
    "password": (10, 900),
    "password-network": (50, 900),
    "password-account": (100, 86_400),
    "password-browser": (10, 900),
    "locked": (1, 900),  # lines of the log
    # Mails with a link to a new password.
    "reset": (3, 3_600),
    "reset-network": (20, 3_600),
    # Tries at the second step, by account: only whoever has the password gets there.
    "factor": (10, 900),
    "factor-day": (50, 86_400),
    "factor-warning": (1, 86_400),  # mails about them
}
REPORT_QUOTA_BYTES = env.number("CATALOGUE_REPORT_QUOTA_GB", 20) * 2**30  # of all reports' files together
REPORT_EMAIL_QUOTA_BYTES = env.number("CATALOGUE_REPORT_EMAIL_QUOTA_MB", 2_048) * 2**20  # of one confirmed e-mail
REPORT_NETWORK_QUOTA_BYTES = env.number("CATALOGUE_REPORT_NETWORK_QUOTA_MB", 200) * 2**20  # of a network's unconfirmed
PROXY_HOPS = env.number("CATALOGUE_PROXY_HOPS", 0)  # trusted proxies in front that add to X-Forwarded-For
