"""An import on the page: counts that add up, what was left out, three threads with roles marked."""

import streamlit as st

from app_pages.marked_text import Piece, paragraph, said_by, show, table
from prep import import_words as words
from prep.clock import day_and_time
from prep.import_summary import ImportSummary
from prep.records import Ticket


def show_import(summary: ImportSummary, about_examples: str) -> None:
    """Everything that a person checks before trusting an import."""
    show_counts(summary)
    show_details(summary, about_examples)


def show_counts(summary: ImportSummary) -> None:
    """As what it was read, and where every row went."""
    show(paragraph([("same", words.read_as(summary))]))
    rows, tickets, authors = st.columns(3, border=True)
    with rows:
        _card(words.rows_named(summary).capitalize(), f"{summary.n_rows:,}", words.ledger(summary))
        if summary.n_unaccounted:
            st.badge("does not add up", icon=":material/error:", color="red")
        else:
            st.markdown(":material/check: Every one is accounted for.")
    with tickets:
        _card("Tickets", f"{summary.n_tickets:,}", words.answered(summary))
        show(paragraph([("same", words.dates(summary))]))
    with authors:
        _card("Messages", f"{summary.n_messages:,}", words.kinds(summary))
        show(paragraph([("same", words.authors(summary))]))
        if summary.by_author["unknown"]:
            st.badge("some authors are unknown", icon=":material/help:", color="orange")


def show_details(summary: ImportSummary, about_examples: str) -> None:
    """The threads, what was left out with its places, columns and warnings."""
    show_threads(summary, about_examples)
    left, right = st.columns(2)
    with left:
        st.subheader("Left out" if summary.left_out else "Nothing was left out")
        if summary.left_out:
            rows_left = [(each.code, f"{each.n:,}", ", ".join(each.examples)) for each in summary.left_out]
            show(table(["Why", words.rows_named(summary).capitalize(), "For example"], rows_left))
    with right:
        st.subheader("What to know")
        show(table(["", ""], _to_know(summary)))


def show_threads(summary: ImportSummary, about: str) -> None:
    """The examples side by side."""
    st.subheader("This is how I read your file")
    show(paragraph([("quiet", about)]))
    if not summary.examples:
        st.markdown("There is no thread to show.")
        return
    for column, ticket in zip(st.columns(len(summary.examples), border=True), summary.examples, strict=True):
        with column:
            show_thread(ticket)


def show_thread(ticket: Ticket) -> None:
    """One thread: who wrote, in which role, when, and what."""
    place = f"{ticket.ticket_id} · {ticket.source}" if ticket.subject else ticket.source
    heading: list[Piece] = [("strong", ticket.subject or ticket.ticket_id), ("same", "  "), ("quiet", place)]
    show(paragraph(heading))
    zone = st.context.timezone
    show(
        *(
            said_by(
                said.author, words.speaker(said), day_and_time(said.sent_at, zone) if said.sent_at else "", said.text
            )
            for said in ticket.messages
        )
    )


def _card(name: str, value: str, detail: str) -> None:
    st.markdown(f"**{name}**")
    st.metric(name, value, label_visibility="collapsed")
    show(paragraph([("quiet", detail)]))


def _to_know(summary: ImportSummary) -> list[tuple[str, str]]:
    shown = [fact for fact in words.facts(summary) if fact[0] not in ("Tickets", "Dates", "Written by", "Kinds")]
    return [*shown, *(("Note", warning) for warning in summary.warnings)]
