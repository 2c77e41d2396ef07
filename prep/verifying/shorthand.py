"""Raw shorthand, read as the rewrite writes it out: "maint" as "maintenance", "fl" as "floor", "thu" as "Thursday".

Shorthand of one sense is the glossary's. What may mean several things ("sub", "cat", "ot") has a few known readings, in
one table here. A cut or clipped word without an entry ("facil", "shpmt") may be the one word of the rewrite that it
begins, or whose consonants it keeps; where the thread says a longer word itself, only that one. The writer of the
rewrite chooses among the readings. Each replaces the shorthand where it stands, so that every check then looks at the
whole sentence.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from prep.glossary import Glossary
from prep.glossary.records import FROM_LIST
from prep.grammar.lexicon import GENERIC, word_set
from prep.grammar.tagging import base_forms
from prep.languages import ENGLISH
from prep.slips import COMMON
from prep.verifying.reading import role_of, stem
from prep.verifying.wordings import CALENDAR, DAYS, MONTHS

# Shorthand with the few things that it may mean, of which the rewrite chooses; the plurals follow from these.
_READINGS_OF = """
    1=one 10th=tenth 1st=first 2nd=second 3rd=third 4th=fourth 5th=fifth 6th=sixth 7th=seventh 8th=eighth 9th=ninth
    acc=account/accommodation accom=accommodation addr=address admin=administrator/administration affil=affiliate
    agr=agreement am=morning amend=amendment apt=apartment apts=apartments arr=arrival/arrive assoc=association
    asst=assistant atm=at_the_moment att=attached/attachment attd=attached
    auth=authentication/authorization/authorisation auto=automatic/automatically avail=available bal=balance
    ben=benefit bfast=breakfast bk=book/booking bkg=booking bldg=building blk=block/blocked/black brkfst=breakfast
    btn=button cal=calendar cat=category cert=certificate/certification chkin=check-in chkout=check-out
    cncl=cancel/cancelled co=company/companies cod=cash_on_delivery coll=collection/colleague
    comm=commission/communication comp=compensation/company/computer cond=condition
    conf=conference/confirmation/confirmed/confirm conn=connection/connect cont=continue/contact contr=contract
    corp=corporate/corporation cpn=coupon ctr=center/centre cty=country cust=customer
    cxl=cancel/cancelled/cancellation d=day/days dbl=double decl=decline/declined def=default/definitely
    del=delivery/delete/delivered dep=deposit/departure desc=description dest=destination det=detail
    dev=device/developer/development diff=difference/different dir=directory/director disc=discount discnt=discount
    dist=distance/distribution div=division/dividend dl=download/deadline dld=download doa=date_of_arrival
    dob=date_of_birth doc=doctor/document dr=doctor ea=each edu=education elec=electricity/electronic elig=eligible
    emp=employee emps=employees enq=enquiry env=envelope/environment eq=equipment equip=equipment
    est=estimated/estimate eta=expected_to_arrive/expected/estimated_time_of_arrival evg=evening exch=exchange
    exec=executive exp=expense/expires/expire/expiry/expired/experience ext=extension/external extn=extension
    fac=facility/facilities fav=favourite/favorite fin=finance/financial/finish fl=floor flt=flight
    ft=full-time_employee/full-time/feet fte=full-time_employee/full-time_employees/full-time fwd=forward/forwarded
    gen=general gov=government govt=government grp=group hol=holiday hols=holidays hq=headquarters immed=immediately
    imp=important ind=individual/industry indiv=individual inet=internet info=information ins=insurance/insured
    insp=inspection inst=installation/install/installed instr=instructions int=internal/international/interest
    intl=international intro=introduction inv=invoice/inventory/invitation/invite invs=invoices/invitations
    lang=language lic=license/licence lim=limit loc=location ltd=limited lugg=luggage lvl=level mand=mandatory
    manuf=manufacturer mat=maternity/material med=medical/medicine/medication mem=member/membership mfr=manufacturer
    mgt=management min=minimum misc=miscellaneous mo=month/months mob=mobile mod=modification natl=national nbr=number
    neg=negative negot=negotiable neigh=neighbour norm=normal/normally notif=notification nr=number nt=night
    num=number obs=obsolete occ=occupancy/occasion opp=opportunity opt=option/optional/optionally ord=order
    org=organisation/organization ot=overtime pat=paternity perf=performance perm=permanent/permission
    pers=personal/personnel pg=page ph=phone pic=picture/photo pkt=packet/package plc=place pm=afternoon
    poc=point_of_contact pol=policy pos=position/positive poss=possible/possibly
    pref=preference/preferred/preferably/prefer prep=preparation pres=presentation prev=previous/previously
    prio=priority priv=private/privacy prob=probably/problem proc=process/processing/procedure/procurement
    prod=product/production prof=professional/profile prog=program/programme proj=project prom=promotion
    promo=promotion/promotional prop=property/proposal prot=protection prov=provider/provisional psg=passenger
    pt=part-time_employee/part-time/point pub=public purch=purchase pymt=payment q=question/queue q1=first_quarter
    q2=second_quarter q3=third_quarter q4=fourth_quarter qual=quality/qualification quest=question r=are rcpt=receipt
    rct=receipt rec=receipt/receive/record/recommend/recommended recomm=recommend/recommended/recommendation
    recp=reception recpt=receipt/reception ref=reference/refund/referral/refer refd=refund/refunded
    reg=registration/regular/regulation/register/registered/regarding regd=registered regs=regulations/rules
    reimb=reimbursement/reimburse/reimbursed rel=relation/release reloc=relocation rem=remaining/remainder/remember
    reno=renovation rep=representative/report req=request/require/required reqs=requests/requirements
    res=reservation/resolution/residence resp=response/responsible ret=return/returned rev=review/revenue rm=room
    rsv=reservation rtn=return/returned sal=salary sched=schedule/scheduled sec=second/security secs=seconds
    sect=section sep=separate/separately ser=serial serv=service/server/services sess=session
    sig=signature/significant sol=solution spec=specification/special/specific sq=square sr=senior st=street
    sta=station stat=status/statement stmt=statement sub=subscription subs=subscriptions
    sup=supervisor/supplier/support suppl=supplement/supplier supv=supervisor sw=software sys=system
    tech=technician/technical/technology techs=technicians telco=telecommunication
    temp=temperature/temporary/temporarily temps=temperatures term=termination/terminal tix=tickets tmr=tomorrow
    tom=tomorrow tot=total tp=transport tr=transfer/training trans=transaction/transfer/translation
    transp=transport/transportation trf=transfer trnsfr=transfer ty=thank_you typ=typical/typically uni=university
    unl=unlimited upd=update/updated upg=upgrade util=utility/utilities vac=vacation val=valid/value/validation
    vend=vendor ver=version/verification/verify verif=verification/verify vid=video vm=voicemail vol=volume/voluntary
    w=with warr=warranty whse=warehouse wifi=wi-fi win=windows wkday=weekday wkdays=weekdays wkdy=weekday
    wkdys=weekdays wknd=weekend xfer=transfer ya=you
"""
_READINGS = {
    short: tuple(reading.replace("_", " ") for reading in readings.split("/"))
    for short, readings in (entry.split("=") for entry in _READINGS_OF.split())
}
_TOKEN = re.compile(
    r"https?://\S+|\S+@\S+|#\S+|\[[A-Z]+_\d+\]|(?<![\w.])[A-Za-z]+(?![\w@])|\b\d+(?:st|nd|rd|th)\b|\bq[1-4]\b"
    r"|(?<![\w.,:/#-])1(?= [a-z])",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")
_TOKENS = re.compile(r"[\w-]+")
_EXTENSION = re.compile(r"(?<![\w.])(?:x|ext\.?\s?)(?=\d{2,5}\b)", re.IGNORECASE)
_PLAIN = (
    ENGLISH
    | COMMON
    | GENERIC
    | word_set(
        """
    audit bond camp cart comment concept contract cord deposit fund hotel import invest mark market mask object pass
    port product profit rent rest tour transit vest
    """
    )
)
_DATED = re.compile(r"(?:\d(?:st|nd|rd|th)?\.?|\b(?:the|in|by|until|till|til|of|for|from|since|before|after)) $")
_NAMED_NEXT = re.compile(r" (?!(?:of|and|or|each|every)\b)[a-z]")  # "the 1st night"; "by the 1st" is a date
_MODAL = re.compile(r"\b(?:i|u|you|we|they) $", re.IGNORECASE)
_DAY_NEXT = re.compile(r" \d")
_TURNS = word_set("dis non mis pre anti semi over under post inter multi")  # "underpaid" is not "paid"
_VOWELS = frozenset("aeiou")
_SHORTEST_CUT, _SHORTEST_SKELETON = 4, 3
_SHORTEST_INITIALS, _LONGEST_INITIALS = 3, 5


@lru_cache(maxsize=20_000)
def written_out(text: str, rewrite: str, thread: tuple[str, ...], glossary: Glossary) -> str:
    """The text with each shorthand that it holds replaced by what the rewrite says there."""
    said = _words(rewrite)
    low = f" {' '.join(_TOKENS.findall(rewrite.lower()))} "
    if " extension " in low:
        text = _EXTENSION.sub("extension ", text)
    parts, at = [], 0
    for found in _TOKEN.finditer(text):
        word = found[0]
        if not (word.isalnum() and len(word) < 12):
            continue
        meant = _calendar(word, text[: found.start()], text[found.end() :], said)
        if not meant and word.lower() not in said and not _is_a_projects(word, glossary):
            is_date = word[0].isdigit() and word != "1" and not _NAMED_NEXT.match(text[found.end() :])
            readings = () if is_date else _readings(word.lower())
            meant = next((each for each in readings if f" {each} " in low), "")
            meant = meant or _longer(word.lower(), text, rewrite, thread) or _head(word.lower(), rewrite, thread)
            meant = meant or _initials(word.lower(), low)
        if meant:
            parts += [text[at : found.start()], meant]
            at = found.end()
    return "".join([*parts, text[at:]])


def _readings(low: str) -> tuple[str, ...]:
    """What a word may be short for, "dets" as "det" in the plural."""
    if low in _READINGS or not low.endswith("s"):
        return _READINGS.get(low, ())
    return tuple(f"{each}s" for each in _READINGS.get(low[:-1], ()))


@lru_cache(maxsize=2_000)
def _words(text: str) -> frozenset[str]:
    """The words of a text, as written and in small letters."""
    found = re.findall(r"\w+", text)
    return frozenset((*found, *(word.lower() for word in found)))


def _is_a_projects(word: str, glossary: Glossary) -> bool:
    """Whether the tickets or a person say what a word means; then it has no other reading."""
    entry = glossary.find(word)
    return entry is not None and entry.confirmed_by != FROM_LIST


def _calendar(word: str, before: str, after: str, said: frozenset[str]) -> str:
    """The day or month that a word means, as the rewrite names it; "may" is one only where a date stands."""
    short = word[:1].upper() + word[1:].lower()
    name = CALENDAR.get(short, short if short in (*DAYS, *MONTHS) else "")
    if not name or name not in said or word == name:
        return ""
    if name == "May" and (_MODAL.search(before) or not (_DATED.search(before) or _DAY_NEXT.match(after))):
        return ""
    return name


def _longer(word: str, text: str, rewrite: str, thread: tuple[str, ...]) -> str:
    """The one word of the rewrite that a word is cut or clipped from, "" where there is none or several."""
    if word in _PLAIN or base_forms(word) or len(word) < _SHORTEST_SKELETON:
        return ""
    own = _words(text)
    found = {each for each in _candidates(word, rewrite) if each not in own and role_of(each) == "word"}
    told = {each for other in thread for each in _candidates(word, other)}
    if told:
        found = {each for each in found if stem(each) in set(map(stem, told))}
    return found.pop() if len(found) == 1 else ""


def _head(word: str, rewrite: str, thread: tuple[str, ...]) -> str:
    """The one longer word of the rewrite and the thread that ends in a word: "check" for "paycheck"."""
    if len(word) < _SHORTEST_CUT:
        return ""
    told = {each for other in thread for each in _WORD.findall(other.lower())}
    found = {each for each in _WORD.findall(rewrite.lower()) if each in told and _is_head(word, each)}
    return found.pop() if len(found) == 1 else ""


def _initials(word: str, said: str) -> str:
    """The words of the rewrite, one behind the other, that a word has the first letters of: "coc", code of conduct."""
    if word in _PLAIN or base_forms(word) or not _SHORTEST_INITIALS <= len(word) <= _LONGEST_INITIALS:
        return ""
    words = said.split()
    runs = (words[n : n + len(word)] for n in range(len(words) - len(word) + 1))
    found = {" ".join(run) for run in runs if [each[0] for each in run] == list(word)}
    return found.pop() if len(found) == 1 else ""


def _candidates(word: str, text: str) -> Iterator[str]:
    for each in _WORD.findall(text.lower()):
        if len(each) >= len(word) + 2 and (_is_cut(word, each) or _is_skeleton(word, each)):
            yield each


def _is_head(short: str, word: str) -> bool:
    before = word.removesuffix(short)
    return len(word) - len(before) == len(short) and len(before) >= 3 and before not in _TURNS


def _is_cut(short: str, word: str) -> bool:
    """ "Maint" of "maintenance", cut before a vowel; of "desktop" and "portal" nobody cuts a "desk" and a "port"."""
    long_enough = len(short) >= _SHORTEST_CUT and len(word) >= len(short) + 3
    return long_enough and word.startswith(short) and word[len(short)] in _VOWELS and short[-1] not in _VOWELS


def _is_skeleton(short: str, word: str) -> bool:
    """ "Shpmt" of "shipment": the first letter and consonants in order, the last one among them."""
    if word[0] != short[0] or _VOWELS & set(short[1:]):
        return False
    consonants = [word[0], *(letter for letter in word[1:] if letter not in _VOWELS)]
    if consonants[-1] != short[-1]:
        return False
    left = iter(consonants)
    return all(letter in left for letter in short)
