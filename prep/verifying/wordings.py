"""Wordings that say the same, each brought to one form before texts are compared.

A word of duty, permission, denial, limit, condition or order in time becomes a mark such as "§must". The lists are
short on purpose: a wording that is missing here costs a look, one that does not belong costs trust.
"""

import re
from collections.abc import Callable

from prep.grammar.lexicon import word_set

NUMBER_WORDS = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety)"
)
_FIGURE_AHEAD = rf"(?=\s+(?:of\s+|the\s+|an?\s+)?(?:cr\s?|[$€£₹]\s?)?(?:\d|{NUMBER_WORDS}\b))"
_UNIT = r"(?:years?|months?|weeks?|days?|hours?|minutes?|quarters?|nights?)"
_OF_YEAR = r"(?:(?:calendar|financial|policy|fiscal) )?"
_DATE_AHEAD = (
    r"(?=\s+(?:the\s+)?(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|mon|tues|wednes|thurs|fri|satur|sun)"
    r"(?:[a-z]*)\b|end\b|noon|midnight|last\b))"
)
_NOT = r"(?: not|n['’]?t)"
_NEEDED = r"(?:required|necessary|needed|mandatory|compulsory|obligatory|obliged)"
_ALLOWED = r"(?:allowed|permitted|possible|able)"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
CALENDAR = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "Jun": "June", "Jul": "July", "Aug": "August",
    "Sep": "September", "Sept": "September", "Oct": "October", "Nov": "November", "Dec": "December", "Mon": "Monday",
    "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Thurs": "Thursday", "Fri": "Friday",
    "Sat": "Saturday", "Sun": "Sunday",
}  # fmt: skip
_NEXT = {  # of days and months whose names follow one another
    one: other for row in (DAYS, MONTHS) for one, other in zip(row, (*row[1:], row[0]), strict=True)
}
_HOUR_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOURS = {name: hour for hour, word in enumerate(_HOUR_WORDS, 1) for name in (word, str(hour))}
_MONEY = r"(?:(?:cr|eur|usd|gbp|inr|chf|[$€£₹])\s?)?\d"
_ENDS_OR_TIME = r"(?=\s*(?:[.,;:?!)]|$)| (?:from|between|at|until|till|\d))"


_PHRASES: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"\bwo(?=n['’]t\b)", "will"),
    (r"\b(that|there|here|what|who|he|she)s\b", r"\1's"),
    (r"\b(you|we|they)(re|ve)\b(?<!\bwere)", r"\1'\2"),
    (r"(?<=\w )@(?= \w)", "at"),
    (r"(?<=[a-z] )\+(?= [a-z])", "and"),
    # talk that may go, and what is written in two ways
    (r"(?:^|(?<=[.!?]\s)|(?<=\n))(?:ok(?:ay)?|al ?right|hey|hi)\b[,!]?(?=\s+\w)", ""),
    (r"\b(?:we(?:['’]re| are)|i(?:['’]m| am)) sorry(?: (?:about|for) (?:that|this|it|the inconvenience))?\b", ""),
    (r"\b(?:you|u) (?:guys|all|folks)\b", "you"),
    (
        r"\b(order|ticket|invoice|account|phone|serial|ref|reference|booking|customer|room|tracking|plate) no\b\.?"
        r"(?=\s*(?:[,;:)#\d]|$))",
        r"\1 number",
    ),
    (r"\bwi[- ]?fi\b", "wifi"),
    (r"\bfollow-up", "followup"),
    (r"\bair[- ]?con(?:ditioning|ditioner|d)?\b", "aircon"),
    (r"\bretry\b", "try again"),
    (r"\bre-(ask|send|apply|order|submit|enter|try|book|scan|upload)\b", r"\1 again"),
    (r"\bcc:? ((?:(?:your|my|the|our) )?(?:(?:line|team) )?[\w@-]+(?:\.\w+)*)", r"\1 in copy"),
    (r"(?<=\w)['’]s(?= [a-z]+ed by\b)", " is"),
    (r"(?<![\w.-])(\d{1,3}\.\d{1,3}\.\d{1,3})(?![\w-]|\.\d)", r"v\1"),
    (r"\bswap (it|them)\b(?! (?:with|for|between)\b)", r"replace \1"),
    (r"\brefund(s|ed)? back\b(?= to\b)", r"refund\1"),
    (r"\banything (?=above|over|beyond)", ""),
    (r"\b(ok|okay|go-ahead) (?:of|from)\b", r"\1 by"),
    (r"\b(?:ha(?:s|ve) )?stopped working\b", "not working"),
    (r"\b(?:when|if) (?:you are|you['’]re|i am|i['’]m) (?=(?:at|on|in) )", ""),
    (r"\bif (?:(?:it|that|this)(?:['’]s| is) )?(?=within\b)", ""),
    (r"\bafter(?=\s*(?:[.;!?]|$))", "then"),
    # times and stretches of them
    (
        rf"(?-i:\b({'|'.join(CALENDAR)})\b)\.?(?=\s?[-–,]|\s?(?:to|and|or|until)\b|\s*(?:[.;:!?)]|$))",
        lambda short: CALENDAR[short[1]],
    ),
    (
        rf"(?<=[-–] )({'|'.join(CALENDAR)})\b|(?<=[-–])({'|'.join(CALENDAR)})\b",
        lambda short: CALENDAR[short[1] or short[2]],
    ),
    (
        rf"\b({'|'.join((*CALENDAR.values(), 'May'))})\s?[-–]\s?(?=(?:{'|'.join((*CALENDAR, 'May'))}))",
        r"\1 to ",
    ),
    # the months and days that follow one another are both meant
    (
        rf"\b({'|'.join(_NEXT)})(?:\s?[-–]\s?| to | through )(?=([A-Z][a-z]+))",
        lambda found: f"{found[1]} and " if _NEXT[found[1].title()] == found[2] else found[0],
    ),
    (r"\b12 noon\b", "noon"),
    (
        r"\bhalf past (\w+)\b",
        lambda found: f"{_HOURS[found[1].lower()]}:30" if found[1].lower() in _HOURS else found[0],
    ),
    (r"\b((?:between|from) \d{1,2} (?:and|to) \d{1,2}) o['’]clock\b", r"\1"),
    (r"\bfrom (?=\d[\d:.]*(?: ?[ap]m)? to \d)", "at "),
    (rf"\bfrom (?=(?:{'|'.join(DAYS)}) (?:to|through|and) (?:{'|'.join(DAYS)})\b)", "on "),
    (r"\ba fortnight\b", "2 weeks"),
    (r"\b(?:an?|one) (year|month|week|day|hour|minute) or two\b", r"1 or 2 \1s"),
    (r"\b(?:one and a half|1 1/2) hours\b|\b(?:an|one) hour and a half\b", "90 minutes"),
    (r"\b(?:every|each) other(?= (?:year|month|week|day)\b)", "every second"),
    (r"\b(?:a )?quarter of an hour\b", "15 minutes"),
    (r"\bhalf an hour\b", "30 minutes"),
    (r"\bhourly\b(?! (?:rate|wage|pay|cost|fee)s?\b)", "§per hour"),
    (r"\bcal\.? (?=days?\b)", "calendar "),
    # units and rates
    (r"\bmn?th(s?)\b", r"month\1"),
    (r"\byr(s?)\b", r"year\1"),
    (r"\bwk(s?)\b", r"week\1"),
    (r"\bhrs\b", "hours"),
    (r"\bmins\b", "minutes"),
    (r"(?<=\w)\s?/\s?(?=(?:year|month|week|day|hour|night|person|employee|seat|km|trip|head)s?\b)", " §per "),
    (r"\bper annum\b|\bp\.a\.|\b(?:annually|yearly)\b(?=\s*(?:[.,;:?!)]|$))", "§per year"),
    (rf"\bmonthly\b{_ENDS_OR_TIME}", "§per month"),
    (r"\bquarterly\b(?=\s*(?:[.,;:?!)]|$))", "§per quarter"),
    (r"\bone(?= (?:to|or) (?:two|three|\d))", "1"),
    (r"\b(pay|take|get|call|bring|pick)((?:s|ing)?)((?: \w+){1,2}) (back|up)\b(?! to\b)", r"\1\2 \4\3"),
    (r"(?:['’]d| would) like\b", " want"),
    (rf"\bweekly\b{_ENDS_OR_TIME}", "§per week"),
    (rf"\bdaily\b{_ENDS_OR_TIME}", "§per day"),
    (rf"\bonce (?:in|every)(?= (?:(?!1 )\d+|(?!one){NUMBER_WORDS}|second|other) {_UNIT}\b)", "every"),
    (r"\btwice\b", "2 times"),
    (r"(\d)\s?x\b(?!\s?\d)", r"\1 times"),
    (r"\bonce(?=,? (?:an?|per|every|each|in|for|only|more|§per)\b|\s*(?:[.,;:?!)]|$))|\bone time\b", "1 times"),
    (rf"(?<=\btimes) (?:in )?an?(?= {_OF_YEAR}{_UNIT}\b)", " §per"),
    (
        rf"((?:\d|\b(?:one|two|three|four|five|six|ten|often|many|much)\b)[^.,;:!?\n]{{0,24}}?)"
        r"(?<!\babout)(?<!\baround)(?<!\bthan)(?<!\bleast)(?<!\bmost)(?<!\bfor)(?<!\bwithin)(?<!\blasts)"
        r"(?<!\btakes)(?<!\bof) (?:in )?an?"
        rf"(?= {_OF_YEAR}{_UNIT}\b(?! (?:before|after|in advance|from|later|ago|of)))",
        r"\1 §per",
    ),
    (rf"((?:[$€£₹]\s?\d[\d.,]*|\d\s?(?:[$€£₹]|cents?|euros?|eur|dollars?|pounds?))) an?(?= {_UNIT}\b)", r"\1 §per"),
    (r"\ban?(?= (?:year|month|week|day|hour|minute|quarter|night)\b)", "1"),
    (r"(?<=\btimes) in(?= \d)", " §per"),
    (r"\b(?:(?:for|in) )?(?:each|every)\b|\bper\b", "§per"),
    (r"\ball (?:of )?(?:the |our |your )?(?=[a-z]+s\b)", "§allof "),
    (r"\bper ?cent\b|\bpct\b", "%"),
    (r"\b(?:the )?end of (?:the|each|every|a) (?=(month|year|quarter|week|day)\b)\w+", r"\1 end"),
    (r"\be-mail", "email"),
    (r"\bwhats\b", "what is"),
    (r"\bof course\b,?", ""),
    (r"\b(approval|permission|consent|confirmation) from\b", r"\1 by"),
    (
        rf"({_MONEY}(?:[\d.,]{{0,20}}\d)?\s?(?:[$€£₹]|cents?|euros?|eur|dollars?|pounds?|crowns?)?) an? (?=[a-z]+\b)",
        r"\1 §per ",
    ),
    # what something costs, lasts, is
    (
        r"\b(?:costs?|is|are) nothing\b|\bat no (?:cost|charge)\b|\b(?:at )?no (?:extra|additional) (?:cost|charge)s?\b"
        r"|\b(?:for free|free of charge)\b",
        "free",
    ),
    (rf"\b(?:costs?|lasts?)(?= (?:for )?{_MONEY})", "is"),
    (r"\bin full\b", "full"),
    (r"\byou(?:['’]ll| will| can| may) find\b", "you find"),
    (
        r"\bneither ((?:[a-z]+ ){1,3}?)nor ((?:[a-z]+ ){1,3}?)(can|may|is|are|will|do|does|must|was|were)\b",
        r"\1and \2\3 not",
    ),
    # verbs of several words
    (r"(?:['’]ve| have|['’]s| has) got\b(?! to\b)", " have"),
    (r"\b(?:sign(?:ed|ing)?|sign)[ -]up\b", "register"),
    (r"\bpick(?:s|ed|ing)?(?: (it|them))? up\b", r"collect \1"),
    (r"\b(?:switch|turn)(s|es|ed|ing)?\b(?=(?: [\w'’-]+){0,3} (?:on|off)\b)", r"turn\1"),
    (r"\bmak(?:e|es|ing) sure\b", "ensure"),
    (r"\blook(?:s|ed|ing)? into\b", "check"),
    (r"\b(?:at once|right away|straight away|instantly)\b", "immediately"),
    (r"\bprobation(?:ary)? period\b", "probation"),
    (r"\bnew (?:joiner|starter|hire)(s?)\b", r"new employee\1"),
    (r"\b(?:staff members?|members? of staff)\b", "employee"),
    (r"\b(?:post|postal|zip) ?code\b", "postcode"),
    (r"\b(?:log|sign)(?:ged|ged|ging|ing|ed)?[ -](?:out|off)(?= (?:of|from)\b|\s*(?:[.,;:?!)]|$))", "logout"),
    (r"\b(?:normally|generally|typically|as a rule|in general)\b", "usually"),
    (
        r"\b(?:(?:is|are) (?:entitled|eligible) (?:to|for)|qualif(?:y|ies) for|ha(?:s|ve) (?:a|the) right to)"
        rf"(?= (?:an?|the|this|{NUMBER_WORDS}|\d))",
        "get",
    ),
    (r"\beither (?=[^.;!?\n]{1,60} or\b)", ""),
    (
        r"\b((?:(?:can|do|does|did|will|is|are|has|have|must|could|may|should)(?: ?not|n['’]t)|never)\b"
        r"[^.;,!?\n]{1,40}?) any ?more\b",
        r"\1 §anymore",
    ),
    (r"(\b(?:not|cannot|can['’]?t|without)\b[^.;,:!?\n]{0,30}?|n['’]t\b[^.;,:!?\n]{0,30}?) any\b", r"\1"),
    (r"\bt(?:ake|akes|aking|aken|ook) place\b", "happen"),
    (r"\b(?:navigate to|open|visit)(?= (?:the |your )?(?-i:[A-Z]))", "go to"),
    (r"\bclick(?:ing)? on\b", "click"),
    (r"\b(?:fill|filled|filling) (?:(it|them|this|the form) )?(?:in|out)\b(?! of\b)", r"complete \1"),
    (r"\b(?:carr(?:y|ied|ying)|roll(?:ed|ing)?)(?: (it|them))?[ -](?:forward|over)\b", r"carryforward \1"),
    (r"\b(?:hand|handed|handing)(?: (it|them))?[ -]in\b", r"submit \1"),
    (
        r"\b(?:log|logged|logging|sign|signed|signing)[ -](?:in(?:to)?|on(?= to\b| with\b|\s*(?:[.,;:?!)]|$)))\b",
        "login",
    ),
    (r"\b(?:send|sent|give|given|hand|handed) (?:(it|them) )?back\b", r"return \1"),
    (r"\b(?:bring|brought) (?:(it|them) )?back\b", r"bringback \1"),
    (r"\b(?:sign|signed)(?: (it|them))?[ -]off\b", r"approve \1"),
    (r"\b(?:tell|let) (us|me|them|hr|it) know\b", r"tell \1"),
    (r"\bget in touch with\b", "contact"),
    (r"\bcut[- ]?off\b", "deadline"),
    (r"\bas well\b|\bin addition\b", "too"),
    (r"\b(?:after that|afterwards|thereafter)\b", "then"),
    # yes and no for an answer
    (
        r"(?:^|(?<=[.!?]\s)|(?<=\n))sorry(?:,? (?:\[[a-z]+_\d+\]|(?-i:[A-ZÀ-Ž][\w'’.-]+)))?,? "
        r"(?=(?:no|nope)\b(?=\s*(?:[,.;:!–—-]|$)))",
        "",
    ),
    (
        r"(?:^|(?<=[.!?]\s)|(?<=\n))(?:no|nope)\b(?=\s*(?:[,.;:!–—-]|$)| (?:in person|it|they|you|we|only|just)\b)",
        "§no",
    ),
    (r"(?:^|(?<=[.!?]\s)|(?<=\n))(?:yes|yep|yeah|yup)\b", "§yes"),
    (r"(?:^|(?<=[.!?]\s)|(?<=\n))sure\b(?=\s*(?:[,.;:!–—-]|$))", "§yes"),
    (r"(?:^|(?<=[.!?]\s)|(?<=\n))not yet\b(?=\s*(?:[,.;:!–—-]|$))", "§notyet"),
    (r"(?:^|(?<=[.!?]\s))sorry\b,?", ""),
    # limits
    (r">(?=\s?(?:cr\s?|[$€£₹]\s?)?\d)", " §over "),
    (r"<(?=\s?(?:cr\s?|[$€£₹]\s?)?\d)", " §under "),
    (rf"\b(?:does|do|must|may|can|shall|should|will)?{_NOT} exceed\b|\bnot exceeding\b|\bcannot exceed\b", "§atmost"),
    (
        r"\bup ?to(?= (?:noon|midnight|\d{1,2}(?::\d\d| ?[ap]m)\b|\d{1,2}(?:st|nd|rd|th)?\.?"
        r" (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))",
        "§until",
    ),
    (
        r"\b(?:at (?:the )?most|up ?to(?! and including)|(?:an? |the )?max(?:imum)?\.?(?: of)?"
        r"|(?:no|not) (?:more|longer|greater|higher) than|(?:limited|capped) (?:to|at)|or (?:less|fewer))(?!\w)",
        "§atmost",
    ),
    (
        r"\b(?:at (?:the )?least|(?:an? |the )?minimum(?: of)?|min\.(?= )|min(?= \d)|(?:no|not) (?:less|fewer"
        r"|shorter) than"
        r"|or (?:more|longer|older|later|newer|higher)|and (?:more|over|above|up))(?!\w)",
        "§atleast",
    ),
    (r"\bby (\S+) at the latest\b", r"§until \1"),
    (
        r"\b(?:no|not) later than\b|\bat the latest(?: by)?\b|\blatest by\b|\bup to and including\b"
        rf"|\b(?:up )?until\b|\btill\b|\bby{_DATE_AHEAD}",
        "§until",
    ),
    (
        r"\b(?:more|longer|greater|higher) than\b|\bexceed(?:s|ing)?\b|\bin excess of\b"
        rf"|\b(?:over|above|beyond){_FIGURE_AHEAD}",
        "§over",
    ),
    (rf"\b(?:less|fewer|shorter|lower) than\b|\b(?:under|below){_FIGURE_AHEAD}", "§under"),
    (r"\bwithin\b|\binside of\b", "§within"),
    # duty and permission, denied
    (
        rf"\bneed{_NOT}\b|\b(?:do|does|did|will){_NOT} (?:need|have to|require)(?: to)?\b"
        rf"|(?:\b(?:is|are){_NOT}|\bnot) {_NEEDED} to\b|\bno need(?: to| for)?\b",
        "§not §must",
    ),
    (rf"(?:\b(?:is|are){_NOT}|\bnot) {_NEEDED}\b", "§not §needed"),
    (
        rf"\b(?:must|could|shall){_NOT}\b|\bmay not\b|\bcan(?: ?not|['’]?t)\b"
        rf"|(?:\b(?:is|are|am){_NOT}|\bnot) {_ALLOWED} to\b",
        "§not §can",
    ),
    (
        rf"(?:\b(?:is|are|am){_NOT}|\bnot) {_ALLOWED}\b|\b(?:is|are) (?:forbidden|prohibited|impossible)\b",
        "§not §allowed",
    ),
    # duty and permission
    (rf"\b(?:must|ha(?:s|ve|d) to|needs? to|{_NEEDED} to|requires?|needs?|shall)\b", "§must"),
    (rf"\b{_NEEDED}\b", "§needed"),
    (rf"\b(?:can|(?-i:may)|(?-i:May)(?= (?:I|we|you)\b)|could|{_ALLOWED} to)\b", "§can"),
    (rf"\b{_ALLOWED}\b", "§allowed"),
    (r"\b(?:should|ought to|supposed to)\b", "§should"),
    # conditions and order in time
    (
        r"(?:^|(?<=[.!?:;,]\s)|(?<=\band )|(?<=\bn ))when (?=(?:is|are|do|does|did|can|could|will|would|shall|should"
        r"|must|was|were|has|have)\b)",
        "§askwhen ",
    ),
    (r"(?<=[a-z] )(?<!until )(?<!since )(?<!from )(?<!by )when(?=\s*\?)", "§askwhen"),
    (
        r"(?:^|(?<=[.!?;]\s))if (?:(?:there is|there are|you have|you['’]ve) )?no "
        r"(?=[\w-]+(?: [\w-]+)?\s*(?:[,.;!?]|$))",
        "§without ",
    ),
    (r"\bif (?:you|u|i) (?:do not|don['’]?t) have (?:any )?(?=[\w-]+(?: [\w-]+)?\s*(?:[,.;!?]|$))", "§without "),
    (r"\b(?:except (?:if|when)|unless)\b", "§unless"),
    (r"\b(?:except(?: for)?|apart from|other than|excluding|not including)\b", "§except"),
    (
        r"\b(?:in case(?: of)?|in the event (?:that|of)|provided(?: that)?|providing|as long as|on condition that"
        r"|whenever|when|if)\b",
        "§if",
    ),
    (r"\bwithout\b|\bwith no\b|\bw/o\b", "§without"),
    (r"\b(?:before|prior to|ahead of|in advance(?: of)?|beforehand)\b", "§before"),
    (r"\b(?:after|once|as soon as|later than)\b", "§after"),
    (r"\b(?:starting (?:from|on|at)|as of|with effect from|from|since)\b", "§from"),
    (r"\b(?:only|solely|exclusively)\b", "§only"),
    (r"\bno longer\b|\bnot any ?more\b", "§not §anymore"),
    (r"\bno one\b", "nobody"),
    (r"\b(?:no|not|none|neither|nor|never)\b|(?<=[a-z])n['’]t\b", " §not "),
    (rf"\b(?:about|around){_FIGURE_AHEAD}|\b(?:approximately|approx|roughly|circa)\b\.?", "§about"),
    (
        r"\b(?:all|always|usually|normally|generally|typically|sometimes|often|rarely|hardly|still|already"
        r"|again|yet|any"
        r"|both|either|instead|rather|else|out|off|against|away|despite|versus|more|less|fewer|most|least|might|would"
        r"|almost|nearly|exactly|or|was|were|did|had|twice|first|last|next|previous|above|below|over)\b",
        r"§\g<0>",
    ),
)
_COMPILED = tuple((re.compile(rf"(?<!§)(?:{wording})", re.IGNORECASE), form) for wording, form in _PHRASES)

# Verbs of several words, as one form knows them.
PHRASAL = word_set("carryforward login logout")
# Bound to the word behind them: moved to another word they say something else.
BOUND = word_set(
    """
    must can not should atmost atleast until over under within if unless except without before after from only per allof
    about
    """
)
# Of these the words may come in another order behind them: "if the receipt is lost", "if you lose the receipt".
LOOSE = word_set("if unless except without before after only until from")
# These say how far the whole clause holds.
SPANNING = word_set(
    """
    always usually normally generally typically sometimes often rarely hardly still already again first last next
    previous above below
    """
)
# Predicates of what stands before them: "approval is needed" says the same as "you need approval".
BACKWARD = {"needed": "must", "allowed": "can"}
PAST = frozenset(("was", "were", "did", "had"))

# Words that a sentence needs and that say next to nothing; a few more or fewer of them change nothing.
LIGHT = word_set(
    """
    get have take make go give use put let note please sorry though kindly thanks thank hello hi regards
    way thing find found just simply really actually unfortunately however therefore thus also too so then now here
    there hereby currently able
    """
)
# Said by a light word as well: "you get", "you receive".
SAID_LIGHTLY = {"receiv": "get", "obtain": "get", "grant": "give", "provid": "give"}
FIRST, DESK, SECOND = word_set("i me my mine"), word_set("we us our ours"), word_set("you your u ur")
OTHERS = word_set("he him his she her hers")
# What a small word before a noun makes of it. Two words of one line may stand for each other.
RELATIONS = {
    word: line.split()[0]
    for line in """
        in on at under via through using into onto during
        to towards
        of for
        by
        with
    """.strip().splitlines()
    for word in line.split()
}


def one_form(text: str) -> str:
    """The text with each wording that has equals in its one form."""
    for wording, form in _COMPILED:
        text = wording.sub(form, text)
    return text
