"""Shorthand that means the same in nearly every helpdesk. Words only; the rules are elsewhere.

A word is here only when no other sense is likely in a support ticket; fitting.py knows where "max" is a name and "temp"
a temperature. "NP" (notice period, no problem) and "PO" (purchase order, post office) are not: the tickets or a person
must say.
"""

from prep.glossary.records import FROM_LIST, Entry, Glossary
from prep.grammar import lexicon as lex
from prep.grammar.lexicon import word_set

_MEANINGS = {
    # talk
    "pls": "please", "plz": "please", "plse": "please", "kindy": "kindly", "u": "you", "ur": "your", "urs": "yours",
    "urself": "yourself", "thx": "thanks", "tnx": "thanks", "thru": "through", "abt": "about", "w/": "with",
    "w/o": "without", "w/in": "within", "b4": "before", "bc": "because", "coz": "because", "cuz": "because",
    "tmrw": "tomorrow", "tmw": "tomorrow", "ppl": "people", "smth": "something", "asap": "as soon as possible",
    "ASAP": "as soon as possible", "FYI": "for your information", "fyi": "for your information", "btw": "by the way",
    "upto": "up to", "til": "until", "tonite": "tonight", "tho": "though", "biz": "business", "wknd": "weekend",
    "xmas": "Christmas", "b/c": "because", "lmk": "let me know", "gonna": "going to", "wanna": "want to",
    "gotta": "have to", "lemme": "let me", "eow": "end of the week", "rn": "right now",
    # time
    "hrs": "hours", "mins": "minutes", "secs": "seconds", "hrly": "hourly", "wk": "week", "wks": "weeks",
    "wkend": "weekend", "wkly": "weekly", "mth": "month", "mths": "months", "mthly": "monthly", "mos": "months",
    "yr": "year", "yrs": "years", "yrly": "yearly", "qtr": "quarter", "EOD": "end of the day", "eod": "end of the day",
    "EOM": "end of the month", "COB": "close of business", "cob": "close of business", "bday": "birthday",
    # office
    "ack": "acknowledge/acknowledged", "acct": "account", "accts": "accounts", "addl": "additional", "amt": "amount",
    "amts": "amounts", "appr": "approval/approved", "approx": "approximately", "appt": "appointment",
    "attn": "attention", "avg": "average", "bal": "balance", "chg": "change", "chk": "check", "chkd": "checked",
    "chking": "checking", "config": "configuration", "decl": "declaration", "dept": "department",
    "depts": "departments", "descr": "description", "docs": "documents", "esp": "especially", "hosp": "hospital",
    "incl": "including", "incl.": "including", "max": "maximum", "mgmt": "management", "mgr": "manager",
    "mgrs": "managers", "maint": "maintenance", "msg": "message", "msgs": "messages", "mtg": "meeting",
    "mtgs": "meetings", "orig": "original", "pct": "percent", "pkg": "package", "pkgs": "packages", "subj": "subject",
    "dup": "duplicate", "dups": "duplicates", "pmt": "payment", "pmts": "payments", "prev": "previous",
    "pvs": "previous", "pw": "password", "pwd": "password", "qty": "quantity", "recd": "received",
    "rcvd": "received", "reimb": "reimbursement/reimbursed", "repl": "replacement/replaced",
    "req": "request/required", "reqd": "required", "reqs": "requests", "std": "standard", "temp": "temporary",
    "tkt": "ticket", "tkts": "tickets", "tel": "telephone", "txn": "transaction", "txns": "transactions",
    "c/f": "carry forward/carried forward", "b/w": "between", "TL": "team lead", "LWP": "leave without pay",
    "DOJ": "date of joining", "LWD": "last working day", "F&F": "full and final settlement", "FY": "financial year",
    "WFH": "work from home", "PTO": "paid time off", "OOO": "out of office", "L&D": "learning and development",
    "T&E": "travel and expenses", "HRBP": "HR business partner", "OTP": "one-time passcode",
    "MFA": "multi-factor authentication", "2FA": "two-factor authentication", "SSO": "single sign-on",
    "BYOD": "bring your own device", "TBC": "to be confirmed", "TBD": "to be decided",
}  # fmt: skip

# What a few words mean beside a figure; elsewhere they are left alone.
AFTER_FIGURE = {"wd": "working days", "wds": "working days", "hr": "hour", "min": "minutes", "d": "days"}
BEFORE_FIGURE = {"min": "minimum", "min.": "minimum", "max.": "maximum"}

# ISO 4217. Those that are also a word or the short form of something else are money beside a figure only.
_CURRENCIES = word_set(
    """
    AED ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
    COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS
    INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
    MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
    SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV
    WST XAF XCD XOF XPF YER ZAR ZMW ZWG
    """
)
MONEY_BESIDE_FIGURE = word_set(
    "ALL AMD ANG ARS BAM BIF BOB BSD CDF COP CRC CUP CVE DOP ERN FKP GEL GIP HNL IRR LAK LSL MAD MDL MOP NAD NIO PAB"
    " PEN PHP RON SAR SBD SCR SDG SHP SRD SSP STN SVC TMT TND TOP TRY VES WST"
)

# Eras and time zones: plain beside a figure, as in "300 BC" and "at 9 am ET".
KNOWN_AFTER_FIGURE = word_set("AD BC BCE BST CDT CE CEST CET CST EDT EST ET GMT IST MDT MST PDT PST PT UTC")

# Capitals that need no explaining: never expanded, never called undefined.
KNOWN = word_set(
    """
    ADSL AI AM API ATM BBC BIC BMI CAD CCTV CD CEO CFO CPU CSV CTO CV DHL DIY DNA DNS DOC DVD EU EUR FAQ FAQS FTP
    GB GBP GDPR GHZ GIF GPS GPU GST HD HDMI HIV HQ HR HTML HTTP HTTPS IBAN ID IDS IMAP IP ISBN ISO IT JPEG JPG JSON KB
    KG KM LAN LED LTE MAC MB MBA MMS MP3 MP4 MRI NASA NATO NFC NGO OK OS PA PC PCS PDF PDFS PHD PIN PINS PM PNG POS
    FW FWD QR RAM RE RFID SIM SMS SMTP SOS SQL SSD SSL SUV TB TLS TV UK UN UNO UPS URL URLS US USA USB USD UTC VAT
    VIP VOIP VPN WAN WIFI WLAN XLS XLSX XML ZIP I A MS MR MRS DR NO II III IV VI
    """
) | (_CURRENCIES - MONEY_BESIDE_FIGURE)

# Small words that people write in capitals to be heard: "do NOT click", "ONLY by post".
EMPHASISED = frozenset(
    word.upper()
    for words in (
        lex.AUXILIARIES, lex.CONJUNCTIONS, lex.PREPOSITIONS, lex.QUANTIFIERS, lex.ADVERBS, lex.DEMONSTRATIVES,
        lex.PERSONAL, lex.POSSESSIVES, lex.WH_WORDS, lex.ARTICLES, {"not", "yes", "no"},
    )
    for word in words
)  # fmt: skip

# Small letters without a vowel that are units, file types or plain words.
KNOWN_SMALL = word_set(
    "km kg mg cm mm ml gb mb kb tb px pt tv pc pcs pdf vpn hr hrs vs pm jpg png xls html http sms wc dj hmm ps my by "
    "cr th st nd rd cc fw fwd"
)


GENERAL = Glossary(
    {short: Entry(short, meaning, FROM_LIST) for short, meaning in _MEANINGS.items() if meaning != short}
)
