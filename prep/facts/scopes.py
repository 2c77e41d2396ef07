"""Whom or what a sentence is limited to: people on probation, iOS, the premium plan, orders from abroad."""

import re
from collections.abc import Iterator
from functools import lru_cache

from prep.facts.gate import any_of, gate, literals
from prep.facts.records import Fact

# dimension → value → wordings, one a line or with bars between. Two values of one dimension exclude each other.
_SCOPES: dict[str, dict[str, str]] = {
    "employment": {
        "probation": r"probation(?:ary|er|ers)?|trial period of employment",
        "confirmed": r"""
            confirmed (?:staff|employees?)
            after confirmation
            permanent (?:staff|employees?)
            permanently employed
        """,
        "contractor": r"""
            contractors?
            contract (?:staff|workers?)
            freelancers?
            consultants?
            agency (?:staff|workers?)
            external staff
            externals
        """,
        "intern": r"interns?(?:hips?)?|trainees?|apprentices?|working students?",
        "temporary": r"""
            temps\b
            temporary (?:staff|workers?|employees?)
            seasonal (?:staff|workers?)
            fixed[- ]term
        """,
    },
    "hours": {
        "part-time": r"part[- ]?tim(?:e|ers?)",
        "full-time": r"full[- ]?tim(?:e|ers?)",
    },
    "workplace": {
        "factory": r"""
            factory
            shop ?floor
            production (?:staff|workers?)
            assembly
            plant staff
            warehouse (?:staff|workers?)
            shift (?:staff|workers?)
            operators
        """,
        "office": r"""
            office (?:staff|employees?|workers?)
            desk-based
            white-collar
            head office staff
        """,
        "field": r"field (?:staff|engineers?|technicians?|sales)|travelling staff",
        "remote": r"remote (?:staff|employees?|workers?)|home workers|fully remote",
    },
    "rank": {
        "manager": r"""
            (?:for|if you are a|as a) managers?
            managers (?:get|have|may|can|must|receive|are)
            team leads (?:get|have|may|can|must|receive|are)
            executives?
            directors (?:get|have|may)
        """,
        "non-manager": r"non-managers?|individual contributors?",
    },
    "platform": {
        "ios": r"iOS|iPhones?|iPads?|iPadOS|App Store",
        "android": r"Android|Google Play|Play Store|Samsung",
        "windows": r"Windows(?! of)|PC users",
        "mac": r"macOS|Macs?\b|MacBooks?|Apple (?:laptops?|computers?)",
        "linux": r"Linux|Ubuntu",
    },
    "browser": {
        "chrome": r"Chrome",
        "safari": r"Safari",
        "firefox": r"Firefox",
        "edge": r"Microsoft Edge|Edge browser",
    },
    "client": {
        "web": r"""
            web (?:app|version|portal|client|browser)
            in (?:the|a|your) browser
            website
            desktop (?:app|version|client)
            on the web
            on desktop
        """,
        "mobile": r"mobile (?:app|version|client)|phone app|smartphone app|in the app|on mobile",
    },
    "plan": {
        "free": r"free (?:plan|tier|accounts?|version|users?)",
        "paid": r"paid (?:plans?|tiers?|accounts?|versions?|users?)",
        "trial": r"(?:free )?trial(?: (?:plan|account|version|users?))?(?! period of)",
        "basic": r"basic|starter|lite|essential|bronze|economy plan|saver",
        "standard": r"""
            standard (?:plan|tier|package|tariff|account|policy|cover|subscription|customers?|users?|members?)
        """,
        "premium": r"""
            premium (?:plan|tier|package|tariff|account|policy|cover|subscription|customers?|users?|members?)
            premium
            gold
            platinum
            deluxe
        """,
        "pro": r"""
            pro(?: (?:plan|tier|users?|accounts?|subscription))?
            professional plan
            plus plan
            plus (?:customers?|members?|users?)
            advanced plan
            unlimited plan
        """,
        "business": r"""
            business (?:plan|tier|package|tariff|accounts?|customers?|users?|subscription)
            team plan
            corporate (?:accounts?|customers?|plan)
        """,
        "enterprise": r"enterprise(?: (?:plan|tier|customers?))?",
        "family": r"family (?:plan|package|account|tariff)",
        "student": r"student (?:plan|account|tariff|discount)|students",
        "prepaid": r"prepaid|pre-paid|pay[- ]as[- ]you[- ]go|payg",
        "postpaid": r"postpaid|post-paid|pay[- ]monthly|contract customers?",
    },
    "billing": {
        "yearly": r"(?:yearly|annual) (?:plans?|subscriptions?|contracts?|memberships?|billing)",
        "monthly": r"monthly (?:plans?|subscriptions?|contracts?|memberships?|billing)",
    },
    "region": {
        "domestic": r"""
            domestic(?:ally)?
            within the country
            mainland
            inland
            national (?:orders?|trips?|travel)
            in the home country
            inside the country
            local orders
        """,
        "abroad": r"""
            international(?:ly)?
            abroad
            overseas
            foreign
            outside the (?:country|eu|uk)
            cross-border
            roaming
            worldwide
        """,
        "eu": r"""
            (?:inside |in )?the euro ?zone
            euro transfers
            (?:in|within|to) the EU
            European Union
            in Europe
            EU (?:orders|countries|customers)
        """,
        "uk": r"(?:in|within|to|for) the UK|UK (?:orders|customers|addresses)|United Kingdom",
        "us": r"(?:in|within|to) the US\b|\busa\b|United States|US (?:orders|customers|addresses)",
        "germany": r"Germany|German (?:customers|orders|addresses)",
        "france": r"France",
        "india": r"in India|India(?:n)? (?:orders|customers|employees|office)",
        "islands": r"islands?|highlands|remote areas",
    },
    "customer": {
        "new": r"""
            new (?:customers?|clients?|members?|users?|accounts?|joiners?|hires?|starters?|employees?|policyholders?)
            first-time (?:buyers?|customers?)
            first order
        """,
        "existing": r"""
            existing (?:customers?|clients?|members?|users?|accounts?|policyholders?)
            current (?:customers?|members?)
            loyal customers?
            returning customers?
        """,
    },
    "age": {
        "child": r"child(?:ren)? under|under[- ]1[0-8]s?|minors?|juniors?|infants?",
        "adult": r"(?:for|an|each|every) adults?|adults (?:pay|need|travel)|grown-?ups?",
        "child-fare": r"(?:for|a|per) child(?! seat)|children aged|kids' fares?",
        "senior": r"""
            seniors?\b(?! (?:manager|engineer|staff|developer))
            pensioners?
            over[- ]6\ds?
            retirees?
        """,
    },
    "delivery": {
        "express": r"""
            express
            priority (?:shipping|delivery|mail)
            next-day (?:delivery|shipping)
            overnight (?:delivery|shipping)
        """,
        "standard": r"""
            standard (?:delivery|shipping|post|mail|service)
            regular (?:delivery|shipping|post)
            economy (?:delivery|shipping)
        """,
        "pickup": r"""
            click (?:and|&) collect
            store pickup
            pick-?up (?:point|in store)
            collect(?:ed)? in store
            parcel locker
        """,
    },
    "shop": {
        "online": r"""
            (?:bought|purchased|ordered|booked|placed|made) online
            online (?:orders?|purchases?|bookings?)
            web orders?
        """,
        "store": r"""
            (?:bought|purchased|made) in (?:a |the |our |one of our )?(?:store|shop|branch)s?
            in-?store (?:purchases?|orders?)
            at the counter
            box office
        """,
    },
    "payment": {
        "credit-card": r"credit cards?|Visa|Mastercard|Amex",
        "debit-card": r"debit cards?",
        "bank": r"bank transfers?|direct debit|wire transfer|SEPA|standing order",
        "paypal": r"PayPal",
        "cash": r"cash (?:payments?|on delivery)|in cash|paid cash",
        "voucher": r"gift cards?|vouchers?|store credit",
    },
    "item": {
        "sale": r"sale items?|reduced items?|discounted items?|clearance|outlet",
        "digital": r"digital (?:goods|items?|products?|downloads?|content)|e-?books?|downloads",
        "perishable": r"perishables?|fresh (?:food|items?|produce)|food items|groceries|flowers",
        "custom": r"""
            custom(?:-made|ised|ized)(?: items?)?
            personalised
            personalized
            made[- ]to[- ]order
            engraved
        """,
        "bulky": r"bulky|large (?:items?|appliances?)|furniture|oversized|heavy items",
        "electronics": r"electronics|electronic (?:items|devices)",
        "refurbished": r"refurbished|second-hand|used items|pre-owned",
    },
    "leave": {
        "sick": r"sick(?:ness)?(?: leave)?|illness",
        "maternity": r"maternity|pregnan\w+|birth mothers?",
        "paternity": r"paternity|fathers",
        "adoption": r"adopti\w+",
        "casual": r"casual leave|\bCL\b",
        "earned": r"earned leave|annual leave|\bEL\b|privilege leave",
        "unpaid": r"unpaid leave|\bLWP\b|leave without pay",
        "bereavement": r"bereavement|funeral|compassionate",
    },
    "season": {
        "peak": r"""
            peak (?:hours|season|times?)
            high season
            (?:over |during )?(?:the )?holiday season
            christmas period
        """,
        "summer": r"(?:in|during|over) (?:the )?(?:summer|July|August)(?: months| term)?",
        "winter": r"(?:in|during|over) (?:the )?winter(?: months| term)?|from October to March",
        "off-peak": r"off-?peak|low season",
        "weekend": r"""
            (?:on|at|during) (?:the )?weekends?
            on (?:saturdays?|sundays?)
            public holidays?
            bank holidays?
        """,
    },
    "class": {
        "economy": r"(?:in )?economy(?: (?:class|fares?|tickets?))?|basic fares?|saver (?:fares?|tickets?)",
        "business-class": r"""
            business class
            in business
            in first
            first class
            flexible (?:fares?|tickets?)
            flex (?:fares?|tickets?)
        """,
    },
    "cover": {
        "comprehensive": r"comprehensive|fully comp",
        "third-party": r"third[- ]party",
        "contents": r"contents (?:insurance|cover|policy)|household contents",
        "buildings": r"buildings? (?:insurance|cover|policy)",
        "dental": r"dental",
        "optical": r"optical|vision|glasses",
        "life": r"life (?:insurance|cover|policy)",
    },
    "size": {
        "large": r"""
            (?:large|larger|big|bigger|major) (?:cities|city|towns?|orders?|groups?|teams?|companies|sites?|parcels?)
        """,
        "small": r"(?:small|smaller|other) (?:cities|city|towns?|orders?|groups?|teams?|companies|sites?|parcels?)",
    },
    "vehicle": {
        "car": r"cars?",
        "motorcycle": r"motor(?:bikes?|cycles?)|scooters?|mopeds?|two-wheelers?",
        "bicycle": r"bicycles?|bikes?|e-bikes?",
    },
    "line": {
        "fixed": r"fixed[- ]line|landline|broadband|fibre|fiber|dsl",
        "cellular": r"mobile (?:plan|contract|tariff|data|line|number)|sim(?: card)?|cellular",
    },
    "housing": {
        "tenant": r"(?:for |as a )?tenants?(?= pay|\?|$)|I rent my (?:flat|apartment|house)",
        "owner": r"(?:for )?owners?(?= (?:get|pay|receive))|I own my (?:flat|apartment|house)|own my apartment",
    },
    "luggage": {
        "cabin": r"cabin (?:bags?|luggage|baggage)|hand (?:luggage|baggage)|carry-ons?",
        "checked": r"checked (?:bags?|luggage|baggage)|hold (?:luggage|baggage)",
    },
    "sharing": {
        "private": r"(?:with |your |its )?(?:private|own) (?:bath|bathroom|room)s?",
        "shared": r"shared? (?:bath|bathroom|room|the bathroom)s?|bathroom shared",
    },
    "probation": {
        "during": r"(?:during|on|in) (?:the )?probation(?:ary period)?",
        "after": r"after (?:successful |the )?probation|probation has been passed|passed (?:the )?probation",
    },
    "device": {
        "laptop": r"laptops?|notebooks?",
        "monitor": r"monitors?|screens?|displays?",
        "phone": r"(?:company |work |smart)phones?\b|handsets?",
        "tablet": r"tablets?",
        "printer": r"printers?",
        "keyboard": r"keyboards?|mouse|mice|peripherals",
        "router": r"routers?|modems?",
    },
}
# Kinds that are mostly what a text is about, not whom or what it is limited to.
TOPICS = frozenset(("leave", "device", "payment", "item", "line", "cover", "vehicle", "season", "delivery", "customer"))
# "Tariff L", "the Team plan": any name may be a tier.
_TIER = re.compile(
    r"\b(?:(?P<before>(?!The|Our|Your|This|That|Each|Every|All|Any|A|My|No|If|In|With|For|On"
    r"|New)[A-Z][\w+]*)[ -](?:plan|tariff|package|tier"
    r"|subscription|membership|fare|class|account|licen[cs]e)\b|\b(?:plan|tariff|package|tier|level|grade|band"
    r"|class|list|category|schedule)[ ](?P<after>[A-Z\d][\w+]*)\b)"
)
_SCOPE = [
    (dimension, value, re.compile(rf"(?<![\w-])(?:{any_of(lines)})(?!\w)", re.IGNORECASE))
    for dimension, values in _SCOPES.items()
    for value, lines in values.items()
]
_GATE = gate([literals(any_of(lines)) for values in _SCOPES.values() for lines in values.values()])


@lru_cache(maxsize=1_000)
def find_scopes(text: str) -> tuple[Fact, ...]:
    """Every scope a text names: `unit` is the dimension ("platform"), `value` the limit ("ios")."""
    return tuple(_scopes(text))


def _scopes(text: str) -> Iterator[Fact]:
    for number in _GATE.open_to(text.lower()):
        dimension, value, pattern = _SCOPE[number]
        for match in pattern.finditer(text):
            yield Fact("scope", value, dimension, "exactly", match.start(), match.end(), match[0])
    for match in _TIER.finditer(text):
        value = (match["before"] or match["after"]).lower()
        yield Fact("scope", value, "tier", "exactly", match.start(), match.end(), match[0])


@lru_cache(maxsize=100_000)
def scope_tags(text: str) -> frozenset[str]:
    """ "platform:ios", "hours:part-time": the scopes of a whole text."""
    return frozenset(f"{fact.unit}:{fact.value}" for fact in find_scopes(text))


def apart(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two scopes exclude each other: in some dimension both are limited and nothing is shared."""
    return any(
        not (_values(left, dimension) & _values(right, dimension))
        for dimension in {tag.partition(":")[0] for tag in left} & {tag.partition(":")[0] for tag in right}
    )


def narrower(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    """The limits of `left` in dimensions that `right` does not limit at all."""
    limited = {tag.partition(":")[0] for tag in right}
    return frozenset(tag for tag in left if tag.partition(":")[0] not in limited)


def _values(tags: frozenset[str], dimension: str) -> set[str]:
    return {tag for tag in tags if tag.partition(":")[0] == dimension}
