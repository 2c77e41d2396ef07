"""Paragraphs that only footers and gateways say: confidentiality, unsubscribing, virus scanners, saving paper.

One strong phrase is enough, because such a paragraph is cut only where footers stand: below everything else.
"""

import re
from functools import lru_cache

_MAX_FOOTER = 6000
_MAX_BANNER = 600

_LISTS = (
    r"\bunsubscribe\b.{0,60}(?:list|click|here|link|http|e-?mail|reply|notification|from)",
    r"\bto unsubscribe\b",
    r"^\s*unsubscribe\s*(?:\||$|<|http)",
    r"\bopt[- ]out of (?:these|future|receiving)",
    r"\byou(?:'re| are) receiving this (?:e-?mail|message|because|notification)",
    r"\byou(?:'ve| have)? received this (?:e-?mail|message|notification|newsletter)? ?because",
    r"\bthis (?:e-?mail|message|notification) was sent (?:to|by|from|automatically)",
    r"\bmanage (?:your )?(?:e-?mail |notification )?(?:preferences|settings|subscriptions?)",
    r"\bemail preferences\b",
    r"\bmailing list\s*$",
    r"\babmelden\b.{0,40}(?:newsletter|klick|hier)",
    r"\bse désinscrire\b|\bdésabonner\b|\bdarse de baja\b",
    r"\bcancelar (?:la |a )?(?:suscripción|inscrição)",
    r"\bafmelden\b.{0,40}(?:nieuwsbrief|hier)",
)
_NOTIFICATIONS = (
    r"\breply to this (?:e-?mail|message|notification) (?:directly|to)\b",
    r"\bview (?:it|this \w+) (?:on|in) (?:github|gitlab|jira|your browser|the browser)",
    r"\bto view this discussion\b",
    r"\bview (?:this )?(?:e-?mail )?in (?:your |a )?browser",
    r"^\s*\[[A-Z0-9]{4,8}-[A-Z0-9]{4,8}\]\s*$",
    r"^\s*ref:_?\w+\.\w+:ref\s*$",
    r"\bdelivered by zendesk\b",
    r"\bthis (?:e-?mail|message) is a service from\b",
    r"\bpowered by (?:zendesk|freshdesk|intercom|help scout|zammad)",
)
_SCANNERS = (
    r"\bchecked (?:for viruses )?by (?:avast|avg|\w+ antivirus)",
    r"\bvirus-free\b|\bvirenfrei\b|\bsans virus\b|\bsin virus\b",
    r"\bscanned (?:for|by) .{0,40}virus",
)
_PAPER = (
    r"\b(?:consider|think of|think about) the environment before",
    r"\bbefore printing (?:this|it)\b",
    r"\bprint this (?:e-?mail|message) (?:only )?(?:if|unless)",
    r"\bdo you (?:really )?need to print|\bsave (?:a tree|paper)\b",
    r"\bumwelt\b.{0,60}\bdruck|\bpensez à l'environnement",
)
_CONFIDENTIALITY = (
    r"\b(?:not|isn't|aren't|other than) the (?:intended|named|designated) (?:recipient|addressee)",
    r"\bintended (?:only|solely|exclusively) for\b",
    r"\b(?:solely|only|exclusively) for the (?:use of|intended|attention of|named|addressee|person|individual)",
    r"\breceived this (?:e-?mail|message|communication|transmission|fax) (?:in error|by mistake)",
    r"\b(?:may|might) contain (?:\w+,? (?:and/or |and |or )?){0,4}(?:privileged|confidential|proprietary)",
    r"\b(?:this|the) (?:e-?mail|message|communication|transmission|information contained)\b.{0,160}"
    r"\b(?:confidential|privileged)",
    r"\b(?:confidentiality|privacy|legal|security) (?:notice|note|statement|disclaimer)\s*[:.\-–]",
    r"^\s*[*_]*(?:disclaimer|confidential(?:ity)?)[*_]*\s*[:.\-–]",
    r"\b(?:diese|die in dieser) e-?mail\b.{0,200}\b(?:vertraulich|rechtlich geschützt|bestimmt)",
    r"\birrtümlich (?:erhalten|zugestellt)",
    r"\bnicht der (?:richtige|beabsichtigte|vorgesehene) (?:adressat|empfänger)",
    r"\b(?:ce|le présent|cet) (?:message|courriel|e-?mail)\b.{0,200}\b(?:confidentiel|destin|exclusi)",
    r"\bvous (?:recevez|avez reçu) ce (?:message|courriel|mail) par erreur",
    r"\b(?:este|el presente) (?:mensaje|correo|e-?mail)\b.{0,200}\b(?:confidencial|destinatario)",
    r"\b(?:esta|este) (?:mensagem|e-?mail)\b.{0,200}\b(?:confidencia|destinat)",
    r"\binformazioni contenute in quest[ao]\b.{0,200}\b(?:riservat|confidenzial)",
    r"\bquesto messaggio\b.{0,200}\b(?:riservat|confidenzial|destinatari)",
    r"\b(?:dit|deze) (?:e-?mail|bericht)\b.{0,200}\b(?:vertrouwelijk|bestemd)",
    r"\bdenne (?:e-?mail|meddelelse|e-?post)\b.{0,200}\b(?:fortrolig|konfidensiel)",
    r"\bdetta (?:e-?post|mejl|meddelande)\b.{0,200}\bkonfidentiell",
    r"\bwiadomość\b.{0,200}\bpoufn",
    r"\bконфиденциальн\w*.{0,200}\b(?:адресат|получател)",
)
_FOOTER = re.compile("|".join((*_LISTS, *_NOTIFICATIONS, *_SCANNERS, *_PAPER, *_CONFIDENTIALITY)), re.I | re.M | re.S)
_BANNER = re.compile(
    r"^[\s*_\[!⚠️]*(?:caution|warning|external(?: e-?mail| sender| message)?|attention|achtung|extern(?:e e-?mail)?)\b"
    r".{0,80}\b(?:originated|came|comes|sent|external|outside|außerhalb|extern)\b"
    r".{0,160}(?:organi[sz]ation|company|sender|network|attachment|link|firma|organisation)",
    re.I | re.S,
)


@lru_cache(maxsize=20_000)
def is_footer(paragraph: str) -> bool:
    """Whether a paragraph says what only footers say."""
    return len(paragraph) < _MAX_FOOTER and bool(
        _FOOTER.search(" ".join(paragraph.split())) or _FOOTER.search(paragraph)
    )


def is_banner(paragraph: str) -> bool:
    """ "CAUTION: This email originated from outside the organization …", put on top by a gateway."""
    return len(paragraph) < _MAX_BANNER and bool(_BANNER.match(paragraph))
