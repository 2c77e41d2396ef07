"""What the author of a mail wrote, told from what mail programs put around it."""

import time

import pytest

from prep.reply import strip_reply

OWN = "You can carry over five days.\nThey expire on 31 March."


@pytest.mark.parametrize(
    "attribution",
    [
        "On Mon, 3 Apr 2017 at 10:22 Jane Doe <jane@example.com> wrote:",
        "On Mon, 3 Apr 2017 at 10:22, Jane\nDoe <jane@example.com>\nwrote:",
        "On 4/3/2017 10:22 AM, Jane Doe wrote:",
        "Am Mo., 3. Apr. 2017 um 10:22 Uhr schrieb Jane Doe <jane@example.com>:",
        "Jane Doe <jane@example.com> schrieb am Mo., 3. Apr. 2017, 10:22:",
        "Le lun. 3 avr. 2017 à 10:22, Jane Doe <jane@example.com> a écrit :",
        "Le mercredi 3 avril 2013, Jane Doe a écrit :",
        "El lun., 3 abr. 2017 a las 10:22, Jane Doe (<jane@example.com>) escribió:",
        "Il giorno lun 3 apr 2017 alle ore 10:22 Jane Doe <jane@example.com> ha scritto:",
        "Op ma 3 apr. 2017 om 10:22 schreef Jane Doe <jane@example.com>:",
        "Em seg., 3 de abr. de 2017 às 10:22, Jane Doe <jane@example.com> escreveu:",
        "Den mån 3 apr. 2017 kl 10:22 skrev Jane Doe <jane@example.com\n>:",
        "ma 3. huhtik. 2017 klo 10.22 Jane Doe (jane@example.com) kirjoitti:",
        "pon., 3 kwi 2017 o 10:22 Jane Doe <jane@example.com> napisał(a):",
        "пн, 3 апр. 2017 г. в 10:22, Jane Doe <jane@example.com>:",
        "2017年4月3日(月) 10:22 Jane Doe <jane@example.com>:",
        "在 2017年4月3日，上午10:22，Jane Doe <jane@example.com> 写道：",
        "Jane Doe <jane@example.com>, 3 Nis 2017 Pzt, 10:22 tarihinde şunu yazdı:",
    ],
)
def test_a_quote_goes_with_its_attribution_in_any_language_quoted_or_not(attribution: str) -> None:
    assert strip_reply(f"{OWN}\n\n{attribution}\n\n> Hi,\n> how many days?\n").text == OWN
    assert strip_reply(f"{OWN}\n\n{attribution}\n\nHi,\nhow many days?\n").text == OWN


@pytest.mark.parametrize(
    "headers",
    [
        "From: Jane Doe\nSent: Monday, April 3, 2017 10:22 AM\nTo: Support\nSubject: RE: Leave",
        "*Von:* Jane <jane@example.com>\n*Gesendet:* Montag, 3. April 2017\n*An:* Support\n*Betreff:* AW: Urlaub",
        "________________________________\nFrom: Jane <jane@example.com>\n\nSent: Monday\n\nTo: Support\n\nSubject: RE",
        "-----Original Message-----\nFrom: Jane\nSent: Monday\nTo: Support\nSubject: RE",
        "---------- Forwarded message ------\nFrom: Jane <jane@example.com>\nDate: Mon\nSubject: Re\nTo: <s@x.com>",
        "发件人: Jane Doe <jane@example.com>\n发送时间: 2017年4月3日 10:22\n收件人: Support\n主题: 年假",
        "От: Jane <jane@example.com>\nОтправлено: 3 апреля 2017 г. 10:22\nКому: Support\nТема: Отпуск",
        "##- Please type your reply above this line -##",
    ],
)
def test_everything_below_mail_headers_or_a_separator_is_history(headers: str) -> None:
    assert strip_reply(f"{OWN}\n\n{headers}\n\nHi, how many days?\n").text == OWN


@pytest.mark.parametrize(
    ("below", "reason"),
    [
        ("-- \nJane Doe\nHR Business Partner\n+44 20 7946 0123", "signature"),
        ("Kind regards,\nJane Doe\nPayroll Specialist | Acme Ltd\nTel: +44 20 7946 0123", "signature"),
        ("Sent from my iPhone", "mobile-sign-off"),
        ("Get Outlook for iOS<https://aka.ms/o0ukef>", "mobile-sign-off"),
        ("This e-mail is confidential. If you are not the intended recipient, please delete it.", "footer"),
        ("Diese E-Mail kann vertrauliche Informationen enthalten und ist nur für den Adressaten bestimmt.", "footer"),
        ("To unsubscribe from this list, click here: https://example.com/u/1", "footer"),
        ("Please consider the environment before printing this e-mail", "footer"),
    ],
)
def test_what_programs_add_below_a_reply_goes_and_says_why(below: str, reason: str) -> None:
    stripped = strip_reply(f"{OWN}\n\n{below}\n")
    assert stripped.text == OWN
    assert [(cut.reason, cut.text) for cut in stripped.cuts] == [(reason, below)]


@pytest.mark.parametrize(
    "text",
    [
        "Please book this:\nFrom: Berlin\nTo: Munich\nDate: 12 May 2024\n\nIs it covered?",
        "I set up this rule\nFrom: hr@example.com\nTo: me@example.com\nbut it never fires. Why?",
        "In May 2024 you wrote: take 30 days.\nIs that still true?",
        "On Monday I wrote:\n'please unlock my account'\nNobody answered. Can you?",
        "Sent from my desk, is much easier than my phone.",
        "How do I add the confidentiality notice to my mails?\n\nAnd must it be in German?",
        "Hello\n\nPlease tell me how to unsubscribe from the company newsletter.\n\nThanks,\nJane",
        "Here is the header:\n```\nFrom: a@b.com\nTo: c@d.com\nSubject: x\n```\nWhy was it rejected?",
        "You can reach payroll like this:\n\nPayroll Team\nTel: +44 20 7946 0123\npayroll@example.com",
        "Plan     Price\n------------------\nBasic    5\nPro      9",
        "Here:\n2024-01-15 14:30:25\nJan 15, 2024 at 14:30",
        "What does 'please type your reply above this line' mean? I see no line.",
        "> Settings\n> Network\nThen click Connect.",
        "Yes, five.\n\nBest regards\nJane Doe",
        "How many days of leave do I get?\n--\nCan I carry them over?",
        "Plan A costs 5 euros.\n--\nPlan B costs 9 euros and includes support.",
        "Account A: locked since Monday.\n--\nAccount B: works.\n--\nAccount C: never received the mail.",
        "What I did: restarted the laptop.\n—\nWhat happened: the screen stays black.",
        "Please cancel my order.\n\n__\n\nP.S. I still need the invoice for the first one.",
        "Wie viele Urlaubstage habe ich?\n--\nUnd kann ich sie ins nächste Jahr mitnehmen?",
        "I'd like to know:\n--\nwho approves it,\n--\nhow long it takes.",
        "Is this notice fine?\n\n-----\nThe office is closed on Friday.\n-----",
    ],
)
def test_words_that_only_look_like_mail_clutter_stay(text: str) -> None:
    assert strip_reply(text).text == text
    assert strip_reply(text).cuts == ()


def test_own_words_below_a_dashed_line_stay_when_a_signature_stands_below_them() -> None:
    own = "My laptop is slow.\n--\nIs there a newer model?"
    for signature in ("--\nJane Doe\nPayroll", "Best regards,\nJane Doe\nTel: +44 20 7946 0123"):
        stripped = strip_reply(f"{own}\n\n{signature}\n")
        assert (stripped.text, [cut.text for cut in stripped.cuts]) == (own, [signature])


@pytest.mark.parametrize(
    "below",
    ["--\nJane Doe (she/her)\nPeople Operations", "--\nMaria von der Heide\nEinkauf", "—\nJane", "--\nCheers, J.",
     "--\nRegards from Berlin", "-- \nwe make the web faster", "--\n\"Be the change.\"", "--\nThe Support Team\nAcme",
     "--\nJane Doe\nPlease note that I do not work on Fridays."],
)  # fmt: skip
def test_a_dashed_line_above_a_name_or_a_motto_begins_a_signature(below: str) -> None:
    assert strip_reply(f"{OWN}\n\n{below}\n").text == OWN


def test_an_answer_below_one_quote_loses_the_quote() -> None:
    mail = f"On Mon, 3 Apr 2017 at 10:22 Jane <jane@example.com> wrote:\n> Hi\n> how many days?\n\n{OWN}"
    assert strip_reply(mail).text == OWN


def test_answers_between_quoted_questions_keep_the_questions() -> None:
    answered = "> How many days?\n\nFive.\n\n> Until when?\n\nMarch."
    mail = f"On Mon, 3 Apr 2017 at 10:22 Jane <jane@example.com> wrote:\n{answered}\n\n-- \nTom"
    assert strip_reply(mail).text == answered
    assert strip_reply(answered).text == answered


def test_a_quote_line_that_was_wrapped_belongs_to_its_quote() -> None:
    wrapped = (
        "> A long quoted line that the mail program has broken in the middle of a\nsentence, as they do.\n> The end."
    )
    assert strip_reply(f"{OWN}\n\nOn 3 Apr 2017 at 10:22, Jane wrote:\n{wrapped}").text == OWN


def test_a_bare_reply_is_empty_and_a_bare_forward_keeps_its_text() -> None:
    assert strip_reply("On Mon, 3 Apr 2017 at 10:22 Jane <jane@example.com> wrote:\n> Hi\n").text == ""
    forward = "From: Jane <jane@example.com>\nSent: Monday\nTo: S\nSubject: Leave\n\nHow many days can I carry over?"
    assert strip_reply(forward).text == "How many days can I carry over?"
    assert [cut.reason for cut in strip_reply(forward).cuts] == ["forwarded-headers"]


def test_a_flattened_mail_is_cut_in_the_middle_of_its_line() -> None:
    own = "Take five days, they expire on 31 March."
    flat = f"{own} On Mon, 3 Apr 2017 at 10:22, Jane <jane@example.com> wrote: > Hi > how many"
    assert strip_reply(flat).text == own


def test_every_line_is_kept_or_in_a_cut() -> None:
    banner = "CAUTION: This email originated from outside of the organization."
    mail = f"{banner}\n\n{OWN}\n\n-- \nJane\n\nOn 3 Apr 2017 at 10:22, Tom wrote:\n> Hi\n"
    stripped = strip_reply(mail)
    kept_and_cut = "\n".join([stripped.text, *(cut.text for cut in stripped.cuts)])
    assert sorted(kept_and_cut.split()) == sorted(mail.split())
    assert [cut.reason for cut in stripped.cuts] == ["security-banner", "signature", "quoted-history"]


def test_a_lone_emoji_does_not_make_the_rest_a_signature() -> None:
    assert strip_reply("🎉\n\n—\nJane Doe\nCEO").text == "🎉\n\n—\nJane Doe\nCEO"


def test_a_quote_of_767_kb_takes_a_second() -> None:
    mail = f"{OWN}\n\nOn 3 Apr 2017 at 10:22, Jane <j@x.com> wrote:\n" + "> a quoted line, again and again\n" * 24_000
    start = time.perf_counter()
    assert strip_reply(mail).text == OWN
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("introduced", ["", "On 3 Apr 2017 at 10:22, Jane <j@x.com> wrote:\n"])
@pytest.mark.parametrize("line", ["> a quoted line of some length, again and again\n", "From: a@b.c\n", ">", "-- \n"])
def test_a_huge_mail_takes_seconds_at_most(line: str, introduced: str) -> None:
    mail = f"{OWN}\n\n{introduced}{line * (200_000 // len(line))}"
    start = time.perf_counter()
    assert strip_reply(mail).text.startswith(OWN)
    assert time.perf_counter() - start < 10
