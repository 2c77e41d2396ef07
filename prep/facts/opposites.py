"""Known opposites and closed choices of support answers, one wording a line.

An axis has two poles; a "not" before a pole turns it into the other one. A choice has several values that exclude each
other in one slot: a cable is red or blue, a code comes by mail or by text message.
"""

import re

from prep.facts.gate import any_of, gate, literals

AXES: dict[str, tuple[str, str]] = {
    "order": (
        "before\nprior to\nahead of\nin advance(?: of)?\nbeforehand",
        "after\nfollowing\nonce\nafterwards\nsubsequent to",
    ),
    "charge": (
        """free of charge
        at no (?:extra |additional )?(?:cost|charge)
        for free
        without (?:any |extra )?(?:charge|cost|fee)
        (?:there is |there's )?no (?:extra |additional )?(?:\\w+ )?(?:fee|charge|cost|surcharge)s?
        (?:there is |there's )?no (?:\\w+ )?(?:deposit|premium|excess)
        (?:is|are|it's|you is|delivery|completely|entirely|shipping|returns|replacement|always) (?:free|waived)
        free (?:delivery|shipping|returns?|of cost|pickup|collection|replacement|repair|service|exchange|postage|label)
        complimentary
        (?:costs?|pay) nothing
        (?:don't|do not|doesn't|does not) (?:pay|cost|charge)(?: anything)?
        (?:don't|do not|doesn't|does not|needn't|need not|never) (?:have to |need to |must )?pay(?: anything)?
        (?:nothing|no money) (?:to pay|is due|is charged)
        (?:is|are) on us
        cost-free
        we (?:cover|pay|bear) the
        refunded in full""",
        """fee applies
        (?:fee|charge|deposit|surcharge|premium|excess) of
        (?:is|are|will be|would be) charged
        charged (?:to|at)
        chargeable
        (?:at|on) your own (?:expense|cost)
        you (?:have to |must |need to )?(?:pay|bear|cover) (?:for|the)
        you (?:have to|must|need to|will have to|do have to) pay
        paid by (?:you|the customer|the employee)
        we (?:charge|deduct)
        (?:there is|there's) (?:a|an) (?:\\w+ )?(?:fee|charge|surcharge)
        for a fee
        not free
        surcharge
        is deducted
        customer pays
        payable
        (?:for an )?extra (?:cost|charge|premium)""",
    ),
    "refund": (
        "refundable\nrefunded\nget (?:your|the) money back",
        "non-?refundable\nno refunds?\nforfeited\nnot refunded\nfee is lost",
    ),
    "inclusion": (
        """includes?
        included
        with (?:vat|tax)
        inclusive(?: of)?
        part of
        counts? (?:towards|toward|as|against)
        counted""",
        """excludes?
        excluded
        without (?:vat|tax)
        exclusive of
        excluding
        separately
        on top
        added (?:to the price|at|later)
        (?:is|are) added
        costs? extra
        bring your own
        come extra""",
    ),
    "automation": (
        """automatic(?:ally)?
        by itself
        by the system
        on its own
        no action
        by themselves
        (?:updates?|renews?) themselves
        nothing to (?:do|set|enter)
        without your (?:help|doing)
        by ourselves
        on their own
        you (?:needn't|need not|don't have to) do anything""",
        """manual(?:ly)?
        by hand
        (?:do|enter|start|request|switch|type|renew|put|book) .{0,40}\\byourself
        by yourself
        on request
        only if you (?:ask|apply|request)
        (?:must|have to|has to|need to|needs to) (?:apply|request|ask|renew|register|claim|opt in|activate)""",
    ),
    "opening": ("opens?\nis open\nare open\nremains? open", "closes?\nclosed\nis shut\nshut"),
    "tax": (
        "gross\nbefore tax\npre-?tax\ntaxable\ntaxed\nsubject to (?:income )?tax",
        "net\nafter tax\ntax-?free\nuntaxed\nnon-taxable\nexempt from tax",
    ),
    "pay": ("paid\nwith pay\non full pay", "unpaid\nwithout pay\nno pay\nnot paid"),
    "payer": (
        """we (?:pay|cover|bear|meet)
        company (?:pays|covers|bears|meets)
        employer (?:pays|covers|bears|provides)
        at our (?:expense|cost)
        prepaid (?:return )?label
        on us
        on the (?:company|house|city)
        (?:company|city|landlord|shop|bank|insurer|employer)(?:'s)? (?:expense|cost|pays|takes over|covers)
        (?:included in|part of) (?:our |the )?(?:\\w+ )?(?:price|rent|rental|fare)
        we pay (?:\\w+ )?for
        (?:the )?(?:shop|retailer|seller|insurer|landlord) (?:pays|covers|bears)""",
        """you (?:pay|cover|bear|meet)
        employee (?:pays|covers|bears)
        (?:at|on) your (?:own )?(?:expense|cost)
        customer (?:pays|bears|covers)
        tenant pays
        (?:out of|from) (?:your|their) own pocket
        on you
        charged to (?:you|the|your)
        (?:collected|charged|claimed) from (?:you|the)
        borne by (?:you|the (?:customer|tenant|buyer|recipient|employee|user))
        (?:to be )?paid (?:\\w+ )?(?:\\w+ )?by the (?:sender|recipient|buyer|customer|tenant|employee|user)
        (?:customers?|applicants?|renters?|tenants?|buyers?|recipients?) (?:must |have to )?(?:pays?|bears?|covers?)
        (?:employees?|users?|members?) (?:must |have to )?(?:pays?|bears?|covers?)
        you (?:pay|bear|carry) (?:for )?(?:the|it|that|your)
        (?:put|charged|added|billed) (?:on|to) (?:the|your) (?:\\w+'s )?(?:\\w+ )?(?:bill|card|account|room)
        paid by (?:you|the tenant|the customer|the employee)""",
    ),
    "switch": (
        "switch(?:ed)? on\nturn(?:ed)? on\nturn (?:it|this|that) on\nenable[ds]?\nactivate[ds]?\ntick\ncheck the box",
        """switch(?:ed)? off
        turn(?:ed)? off
        (?:switch|turn) (?:it|this|that) off
        disable[ds]?
        deactivate[ds]?
        untick
        uncheck""",
    ),
    "trend": (
        "increase[ds]?\ngoes up\nrises?\nraised?\nupgrade[ds]?",
        "decrease[ds]?\ngoes down\nfalls?\nlowered\nreduced?\ndowngrade[ds]?",
    ),
    "permanence": (
        "permanent(?:ly)?\nfor good\nirreversibl[ey]\ncannot be (?:undone|restored|recovered)",
        "temporar(?:y|ily)\nreversibl[ey]\ncan be (?:undone|restored|recovered)",
    ),
    "keeping": (
        """kept
        keeps?(?! working)
        retain(?:ed|s)?
        preserved?
        carried (?:forward|over|into)
        carry (?:forward|over)
        rolls? over
        rolled over
        stays?
        for ?ever
        (?:given|handed|paid) (?:back|out)
        returned to you
        carries on
        (?:go|goes) back to (?:you|your)
        saved""",
        """lapses?
        lost
        lose
        deleted?
        erased?
        wiped?
        removed?
        forfeit(?:ed)?
        expires?
        vanish(?:es)?
        disappears?
        thrown away
        stripped
        destroyed
        cut off
        reset to zero
        resets?""",
    ),
    "standing": (
        """(?:stays?|remains?) (?:open|binding|valid|reserved|yours|in force|on)
        still (?:binding|valid|holds)
        (?:is|are) (?:still )?reserved
        you keep""",
        """cancell?ed
        released
        void
        withdrawn
        no longer (?:valid|binding|reserved)
        called off""",
    ),
    "working": (
        "keeps? (?:working|running)\ncontinues?\ncarries on\nresumes\n(?:stays?|remains?) active\nstill works?",
        """stops?(?: working)?
        (?:ends?|stopped|cut off|blocked|ceases?) (?:immediately|at once)
        no longer works?
        is disabled""",
    ),
    "who": (
        "only(?= [a-z]+s\\b)\nsolely\nexclusively\nnobody else\nno one else",
        """anyone
        anybody
        everyone
        everybody
        every (?:employee|user|member|customer)
        all (?:employees|users|members|staff|customers)""",
    ),
    "always": ("""always
        every time
        in all cases
        regardless
        irrespective
        whatever""", """never
        in no case
        under no circumstances"""),
    "side": ("""on the left
        left-hand
        left side
        to the left""", """right-hand
        on the right
        to the right
        (?:top|bottom) right
        right (?:side|corner)"""),
    "height": ("at the top\ntop\nupper", "at the bottom\nbottom\nlower"),
    "medium": (
        """online
        electronic(?:ally)?
        digital(?:ly)?
        scan(?:ned|s)?
        in the app
        in the portal""",
        """in person
        on paper
        by post
        hard copy
        originals?
        printed
        by hand
        at the (?:reception|counter|desk|branch|shop|office)
        in (?:the|a|your) (?:branch|shop|store)
        by your branch""",
    ),
    "sameness": ("same\nidentical\nunchanged", "different\nnew one"),
    "cover": ("covered\ncovers\ninsured\npays for", "not covered\nexcluded\nuninsured\ndoes(?: not|n't) cover"),
    "instalment": (
        "in one go\none payment\nlump sum\nall at once\nup ?front",
        "instal?lments?\nmonthly credits\nin stages\nin arrears\nspread over",
    ),
    "person": ("""per person
        per employee
        each (?:person|member|employee)""", """per family
        per household
        shared
        jointly"""),
    "visibility": (
        "visible\npublic(?:ly)?\neveryone can see\n(?:can|may) (?:see|read|view|access)",
        "hidden\nprivate\ninvisible\nonly you can see\n(?:can't|cannot|no access to) (?:see|read|view|it)?\nno access",
    ),
    "speed": (
        "immediately\nat once\ninstant(?:ly)?\nstraight away\nright away\nwith immediate effect\nthe same day",
        """(?:at|until|from) the (?:end|start|beginning) of (?:the|your|each)
        at the end
        (?:in|with|from) the (?:next|following) (?:billing|month|cycle|payroll|pay|period|salary)
        from the next
        only after""",
    ),
    "attendance": (
        "(?:must|has to|needs to|have to|need to|should) be (?:there|present|at home)\nin attendance\nattend",
        "(?:nobody|no one) (?:needs|has) to be\nremote(?:ly)?\nfrom home\nby video\nno visit",
    ),
    "company": ("company\nbusiness (?:use|purposes)", "private(?:ly)?\npersonal (?:use|purposes)"),
    "collective": ("""together
        at the same time
        both
        simultaneously
        in parallel""", """either
        one after the other
        one at a time
        not both"""),
    "safety": ("\\bsafe\nharmless\nfine", "dangerous\nharmful\nunsafe\nrisky"),
    "end": ("only the first\nat the beginning", "only the last\nat the very end"),
}  # fmt: skip

CHOICES: dict[str, dict[str, str]] = {
    "colour": {
        name: name
        for name in ("red", "blue", "green", "yellow", "orange", "white", "black", "grey", "purple", "pink", "amber")
    },
    "compass": {name: f"{name}(?:ern)?" for name in ("north", "south", "east", "west")},
    "storey": {
        "ground": "ground floor\nat street level",
        "basement": "basement\ncellar",
        **{
            figure: f"{word} floor\n{figure}(?:st|nd|rd|th) floor\nfloor {figure}\nlevel {figure}"
            for figure, word in (("1", "first"), ("2", "second"), ("3", "third"), ("4", "fourth"), ("5", "fifth"))
        },
    },
    "channel": {
        "mail": "(?:by|via) e-?mail\n(?:sent|mailed) to your (?:inbox|mailbox)\nto your e-?mail address",
        "text": "(?:by|via) (?:sms|text(?: message)?)\ntext message",
        "post": "(?:by|via) (?:post|letter|ordinary mail|registered mail)\na letter",
        "phone": "(?:by|via|over the) (?:phone|telephone)\n(?:we|the driver|they) calls? you",
        "app": "(?:in|via|through) the app\npush (?:message|notification)",
    },
    "means": {
        "transfer": "(?:by|via) (?:bank|wire|credit) transfer\ntransferred to your (?:bank )?account",
        "cheque": "(?:by|via) che(?:que|ck)\na cheque",
        "cash": "in cash",
        "card": "(?:by|to) (?:the |your )?(?:credit |debit )?card\nto the same card",
        "voucher": "as (?:a |an )?(?:voucher|gift card|store credit|credit note)",
        "salary": "with (?:the|your) (?:next |following |monthly )?(?:salary|pay|wages|payroll)",
    },
    "format": {
        "pdf": "pdf",
        "word": "word (?:document|file)\ndocx?",
        "sheet": "excel(?: file| sheet)?\nxlsx?\nspreadsheet",
        "csv": "csv",
        "image": "jpe?g\npng\nphotos?\nimage file",
        "zip": "zip",
    },
    "identity": {
        "passport": "passports?",
        "card": "identity cards?\\b\nid cards?\nnational id",
        "licence": "driv(?:ing|er's) licen[cs]e",
    },
}


_TABLE = [
    *((axis, pole, wording) for axis, poles in AXES.items() for pole, wording in (("no", poles[1]), ("yes", poles[0]))),
    *((choice, value, wording) for choice, values in CHOICES.items() for value, wording in values.items()),
]
# Axis or choice, pole or value, pattern.
OPPOSITES = [
    (
        name,
        value,
        re.compile(rf"(?<![\w-])(?:{any_of(wording)})(?![\w-])".replace("'", "['’]"), re.IGNORECASE),
    )
    for name, value, wording in _TABLE
]
OPPOSITES_GATE = gate([literals(any_of(wording)) for _, _, wording in _TABLE])
