"""One mail, however broken."""

from prep.ingest.mail import Mail, read_mail
from prep.records import Rejection


def mail(headers: str, body: str | bytes = "Hello") -> Mail:
    data = headers.encode() + b"\n\n" + (body if isinstance(body, bytes) else body.encode())
    found = read_mail(data, "x.eml")
    assert isinstance(found, Mail), found
    return found


def why_not(data: bytes) -> str:
    found = read_mail(data, "x.eml")
    assert isinstance(found, Rejection)
    assert (found.code, found.source) == ("unreadable-mail", "x.eml")
    return found.evidence


HEAD = "From: Ann Lee <Ann@Home.example>\nTo: desk@firm.example\nSubject: Leave"


def test_sender_subject_time_and_text_are_read() -> None:
    found = mail(
        f"{HEAD}\nDate: Sun, 01 Mar 2026 11:39:04 +0100 (CET)\nMessage-ID: <1@x>\nReferences: <0@x>\nIn-Reply-To: <9@x>"
    )
    assert (found.sender, found.sender_name, found.recipients) == (
        "ann@home.example",
        "Ann Lee",
        ("desk@firm.example",),
    )
    assert (found.mail_id, found.references, found.sent_at) == ("<1@x>", ("<0@x>", "<9@x>"), "2026-03-01T10:39:04Z")
    assert (found.text, found.text_format, found.kind) == ("Hello", "text", "comment")


def test_encoded_words_and_charsets_are_decoded() -> None:
    found = mail(
        "From: a@b.c\nSubject: =?utf-8?q?M=C3=BCll?=\nContent-Type: text/plain; charset=iso-8859-1", b"caf\xe9"
    )
    assert (found.subject, found.text) == ("Müll", "café")


def test_an_unknown_charset_costs_certainty_and_not_the_mail() -> None:
    found = mail(f"{HEAD}\nContent-Type: text/plain; charset=x-unknown", "café")
    assert found.text == "café"
    assert found.flaws == ("charset",)


def test_a_broken_message_id_is_no_crash() -> None:
    assert mail(f"{HEAD}\nMessage-ID: <[>\nReferences: <[> <").text == "Hello"


def test_html_is_taken_where_the_plain_text_is_missing_or_a_stub() -> None:
    def both(plain: str) -> Mail:
        return mail(
            f'{HEAD}\nContent-Type: multipart/alternative; boundary="b"',
            f"--b\nContent-Type: text/plain\n\n{plain}\n--b\nContent-Type: text/html\n\n"
            "<p>You get 18 days of leave in a calendar year.</p>\n--b--\n",
        )

    assert both("You get 18 days of leave in a calendar year.").text_format == "text"
    assert both("See HTML").text_format == "html"
    assert both("").text_format == "html"


def test_attachments_are_counted_and_never_read() -> None:
    found = mail(
        f'{HEAD}\nContent-Type: multipart/mixed; boundary="b"',
        "--b\nContent-Type: text/plain\n\nHello\n--b\nContent-Type: text/plain\n"
        'Content-Disposition: attachment; filename="secret.txt"\n\nsecret\n'
        "--b\nContent-Type: message/rfc822\n\nFrom: x@y.z\n\ninner\n--b--\n",
    )
    assert (found.text.strip(), found.n_attachments) == ("Hello", 1)


def test_a_boundary_that_the_parser_misses_is_found_in_the_body() -> None:
    found = mail(f"{HEAD}\nContent-Type: multipart/alternative; boundary=----=_N", "------=_N\n\nHello\n------=_N--\n")
    assert found.text.strip() == "Hello"


def test_machines_are_recognised_by_their_headers() -> None:
    assert mail(f"{HEAD}\nAuto-Submitted: auto-replied").kind == "auto-reply"
    assert mail(f"{HEAD}\nAuto-Submitted: no").kind == "comment"
    assert mail(f"{HEAD}\nX-Autoreply: yes").kind == "auto-reply"
    assert mail(f"{HEAD}\nPrecedence: bulk").kind == "auto-reply"
    assert mail("From: MAILER-DAEMON@x.example\nSubject: failed").kind == "system"
    assert mail("From: a@b.c\nSubject: Automatic reply: Leave").kind == "auto-reply"
    report = "--b\nContent-Type: text/plain\n\nfailed\n--b--\n"
    assert mail(f'{HEAD}\nContent-Type: multipart/report; boundary="b"', report).kind == "system"


def test_what_cannot_be_read_is_refused_with_a_reason() -> None:
    head = HEAD.encode()
    assert "UTF-7" in why_not(head + b"\nContent-Type: text/plain; charset=utf-7\n\n+ADw-b+AD4-")
    assert "no text body" in why_not(head + b"\nContent-Type: image/png\n\nx")
    assert "no text body" in why_not(head + b"\n\n")
    assert "no content" in why_not(b"\n\n")
    assert "100,000 characters" in why_not(head + b"\nCc: " + b"a@b.c, " * 20_000 + b"\n\nHello")


def test_nesting_is_bounded() -> None:
    layers = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(100))
    assert "50 levels" in why_not(b"From: a@b.c\n" + layers + b"\n\nHello")
    parts = b"--b\nContent-Type: text/plain\n\nHi\n" * 1001
    assert "1,000 parts" in why_not(b'From: a@b.c\nContent-Type: multipart/mixed; boundary="b"\n\n' + parts)


def test_nul_and_stray_bytes_never_reach_a_text() -> None:
    found = mail("From: \udcff <a@b.c>\nSubject: x".encode("utf-8", "surrogateescape").decode("latin-1"), b"a\0b\xff")
    found.text.encode("utf-8")
    found.sender_name.encode("utf-8")
    assert "\0" not in found.text
