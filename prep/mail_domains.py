"""Domains at which anybody may have a mailbox: an address there does not say to which organisation somebody belongs."""

SHARED_DOMAINS = frozenset(
    {
        "gmail.com", "googlemail.com", "icloud.com", "me.com", "mac.com", "aol.com", "mail.com", "mail.ru", "yandex.ru",
        "yandex.com", "proton.me", "protonmail.com", "pm.me", "tutanota.com", "fastmail.com", "hey.com", "zoho.com",
        "ymail.com", "rocketmail.com", "rediffmail.com", "qq.com", "163.com", "126.com", "naver.com", "hanmail.net",
        "t-online.de", "web.de", "freenet.de", "arcor.de", "posteo.de", "mailbox.org", "aon.at", "bluewin.ch",
        "orange.fr", "free.fr", "wanadoo.fr", "sfr.fr", "laposte.net", "libero.it", "alice.it", "tiscali.it",
        "virgilio.it", "telenet.be", "skynet.be", "ziggo.nl", "kpnmail.nl", "xs4all.nl", "planet.nl", "telia.com",
        "seznam.cz", "wp.pl", "o2.pl", "onet.pl", "interia.pl", "btinternet.com", "virginmedia.com", "sky.com",
        "talktalk.net", "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "cox.net", "uol.com.br", "bol.com.br",
        "terra.com.br",
    }
    | {
        f"{provider}.{country}"
        for provider in ("yahoo", "hotmail", "live", "outlook", "msn", "gmx")
        for country in (
            "com", "net", "de", "at", "ch", "fr", "it", "es", "nl", "be", "ie", "se", "no", "dk", "fi", "pl", "pt",
            "in", "ca", "ru", "co.uk", "co.in", "co.jp", "com.au", "com.br", "com.mx", "com.ar", "com.tr", "com.sg",
        )
    }
)  # fmt: skip
