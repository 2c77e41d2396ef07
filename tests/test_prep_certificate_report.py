"""The certificate's page says what was found and shows no ticket's text."""

from dataclasses import replace

from test_prep_certificate import LEAVE, VPN, letters

from prep.certificate import Certificate, certify
from prep.certificate_report import render_certificate

FOUND = certify([LEAVE], [VPN], letters)


def page(certificate: Certificate = FOUND, title: str = "people-desk") -> str:
    return render_certificate(certificate, title=title, root="ab" * 32, sealed_at="2026-09-01T08:00:00Z")


def test_the_page_names_the_finding_the_root_and_the_nearest_pairs() -> None:
    said = page()
    assert "no held-out question is a copy of a training question" in said
    assert "ab" * 32 in said and "Sealed on 2026-09-01" in said
    assert "T2/1" in said and "T1/1" in said


def test_no_text_of_any_pair_is_in_it() -> None:
    said = page()
    for pair in (LEAVE, VPN):
        assert pair.instruction not in said and pair.response not in said


def test_copies_are_counted_in_the_headline_and_marked() -> None:
    leaky = certify([LEAVE], [replace(LEAVE, pair_id="T9/1"), VPN], letters)
    said = page(leaky)
    assert "1 held-out question is a copy of a training question" in said
    assert said.count('<tr class="leaks">') == 1


def test_a_kind_of_planted_copy_that_was_missed_is_marked() -> None:
    one, *others = FOUND.planted
    assert '<tr class="leaks">' in page(replace(FOUND, planted=(replace(one, n_found=0), *others)))


def test_it_loads_nothing_runs_nothing_and_escapes_the_projects_name() -> None:
    said = page(title="<b>desk</b>")
    assert "<b>desk" not in said and "default-src 'none'" in said
    assert not any(word in said for word in ("<script", "src=", "href=", "http:", "https:", "url("))
