"""Domains at which anybody may have a mailbox: an address there does not say to which organisation somebody belongs."""

SHARED_DOMAINS = frozenset(
    {
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "icloud.com",
        "me.com", "aol.com", "gmx.de", "gmx.net", "web.de", "mail.ru", "yandex.ru", "proton.me", "protonmail.com",
        "qq.com", "163.com", "t-online.de", "orange.fr", "free.fr", "wanadoo.fr", "libero.it",
    }
)  # fmt: skip
