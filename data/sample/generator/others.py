"""Tickets that hold no pair: spam, thanks, machines, merged and unanswered ones, and answers that say nothing."""

import re
from datetime import timedelta

from generator.layout import Block, Flavour, Quoted, plain
from generator.messages import Scene, Turn, acknowledgement, later, question, reply, said
from generator.noise import resaid
from generator.people import Agent, long_day
from generator.plan import Plan
from generator.threads import Thread, internal_note, subject_line

ATTACHED = re.compile(r"attach", re.IGNORECASE)


def compose_other(scene: Scene) -> Thread:
    """The conversation of a ticket of any kind but "answerable"."""
    match scene.plan.kind:
        case "non-answer" | "unanswered":
            return _asked_in_vain(scene)
        case "merged":
            return _merged(scene)
        case "spam":
            return _spam(scene)
        case "phishing-report":
            return _phishing(scene)
        case "chitchat":
            return _chitchat(scene)
        case "auto-only":
            return _automatic(scene)
        case "incident":
            return _outage(scene)
        case kind:
            raise ValueError(f"no writer for tickets of kind {kind}")


def merge(source: Thread, source_scene: Scene, target: Thread, target_scene: Scene) -> None:
    """What merging leaves in both tickets: system words, and in the one that lives on the other's text."""
    rng = source_scene.rng
    at = later(rng, source.plan.created, 30)
    merged = {"source": str(source.plan.ticket_id), "source_subject": source.subject}
    merged |= {"target": str(target.plan.ticket_id), "target_subject": target.subject}
    merged["source_text"] = plain(source.turns[0].blocks)
    agent = target_scene.voice.agent.person
    for thread, key, chance in ((source, "merge_source", 0.5), (target, "merge_target", 0.35)):
        text = source_scene.voice.say(source_scene.company[key], merged)
        thread.turns.append(
            Turn(agent, at, [Block("text", text)], public=rng.random() < chance, channel="web", rel="merge")
        )
    # Each now repeats words of the other, and the personal data in them.
    source.voice.written |= target.voice.written
    target.voice.written |= source.voice.written


def _start(scene: Scene, subject: str, opening: Turn, status: str = "solved", *tags: str) -> Thread:
    thread = Thread(
        scene.plan,
        subject,
        opening.channel or scene.channel,
        scene.voice,
        [opening],
        scene.plan.requester,
        status,
        list(tags),
    )
    thread.asked = opening.core
    return thread


def _own_words(scene: Scene, entry: dict[str, str]) -> tuple[str, Turn]:
    """A message of the company file, written by the requester in the usual wrapping."""
    fill = {"place": f"{scene.rng.randint(0, 4)}.{scene.rng.randint(101, 139)}"}
    core = scene.voice.say(entry["body"], fill)
    if scene.plan.original:
        core = resaid(scene.rng, core)
    subject = scene.voice.say(entry["subject"], fill)
    return subject, question(scene, core, subject, padded=scene.plan.kind != "chitchat")


def _asked_in_vain(scene: Scene) -> Thread:
    plan, rng, voice = scene.plan, scene.rng, scene.voice
    if plan.ask:
        subject = subject_line(scene)
        opening = question(scene, plan.ask.body, subject)
    else:
        subject, opening = _own_words(scene, scene.company["incidents"][plan.entry])
    answered = plan.kind == "non-answer"
    thread = _start(scene, subject, opening, "solved" if answered else rng.choice(["new", "open", "open", "pending"]))
    if rng.random() < 0.4:
        thread.turns.append(acknowledgement(scene))
    now = opening.at
    if answered:
        for _ in range(rng.choice([1, 1, 1, 2])):
            now = later(rng, now, 120)
            core = voice.say(scene.pick_for("non_answers", voice.agent))
            thread.turns.append(reply(scene, voice.agent, now, core, "shorthand", opening, subject))
            thread.turns[-1].attachment = "SOP.pdf" if ATTACHED.search(core) else ""
        if rng.random() < 0.3:
            now = later(rng, now, 60, office=False)
            thanks = voice.say(scene.pick("thanks"))
            thread.turns.append(
                said(scene, plan.requester, now, thanks, bare=True, after=thread.turns[-1], subject=subject)
            )
    elif rng.random() < 0.4:
        thread.turns.append(internal_note(scene, later(rng, now, 60), thread))
    elif rng.random() < 0.3:
        nudge = voice.say(scene.pick("nudges"))
        thread.turns.append(said(scene, plan.requester, later(rng, now, 900, office=False), nudge, bare=True))
    return thread


def _merged(scene: Scene) -> Thread:
    plan, rng, voice, target = scene.plan, scene.rng, scene.voice, scene.plan.related
    if target is None or target.ask is None:
        raise ValueError(f"{plan.key} is merged into nothing")
    if plan.original:
        core, subject = resaid(rng, target.ask.body), target.subject
    else:
        core, subject = voice.say(scene.pick("nudges")), f"Re: request #{target.ticket_id}"
    return _start(scene, subject, question(scene, core, subject), "closed", "closed_by_merge")


def _spam(scene: Scene) -> Thread:
    plan, rng = scene.plan, scene.rng
    entry = scene.company["spam"][plan.entry]
    fill = {"number": str(rng.randint(1_000, 90_000)), "percent": str(rng.randint(12, 98))}
    body, subject = scene.voice.say(entry["body"], fill), scene.voice.say(entry["subject"], fill)
    flavour: Flavour = rng.choice(["mailer", "gmail", ""])
    blocks = [Block("hidden", "View this message in your browser"), Block("text", body)]
    opening = Turn(plan.requester, plan.created, blocks, body, channel="email", flavour=flavour)
    return _start(scene, subject, opening, "closed", "spam")


def _phishing(scene: Scene) -> Thread:
    plan, rng, voice = scene.plan, scene.rng, scene.voice
    entry = scene.company["phishing"][plan.entry]
    subject, opening = _own_words(scene, entry)
    sender = rng.choice(scene.cast.strangers)
    voice.note("EMAIL", sender.email)
    when = plan.created - timedelta(minutes=rng.randint(5, 600))
    to = voice.note("NAME", plan.requester.name)
    shown = Quoted(
        rng.choice(["outlook", "original", "rule"]),
        "IT Admin Team",
        sender.email,
        to,
        entry["subject"],
        when,
        entry["quoted"],
    )
    opening.blocks.append(Block("quote", quoted=shown))
    thread = _start(scene, subject, opening, "solved", "phishing")
    core = voice.say(scene.pick_for("phishing_replies", voice.agent))
    thread.turns.append(reply(scene, voice.agent, later(rng, plan.created, 40), core, "shorthand", opening, subject))
    return thread


def _chitchat(scene: Scene) -> Thread:
    subject, opening = _own_words(scene, scene.company["chitchat"][scene.plan.entry])
    thread = _start(scene, subject, opening)
    answer = scene.voice.say(scene.pick_for("chitchat_replies", scene.voice.agent))
    if answer:
        at = later(scene.rng, opening.at, 200)
        thread.turns.append(reply(scene, scene.voice.agent, at, answer, "shorthand", opening, subject))
    return thread


def _automatic(scene: Scene) -> Thread:
    plan, rng, voice = scene.plan, scene.rng, scene.voice
    entry = scene.company["automatic"][plan.entry]
    back = long_day(plan.created + timedelta(days=rng.randint(2, 12)))
    fill = {"number": str(rng.randint(20, 900)), "percent": str(rng.randint(4, 98)), "return_day": back}
    body, subject = voice.say(entry["body"], fill), voice.say(entry["subject"], fill)
    opening = Turn(
        plan.requester, plan.created, [Block("text", body)], body, channel="email", flavour=rng.choice(["mailer", ""])
    )
    thread = _start(scene, subject, opening, "closed")
    if rng.random() < 0.6:
        thread.turns.append(acknowledgement(scene))
    return thread


def _outage(scene: Scene) -> Thread:
    plan, rng, outage = scene.plan, scene.rng, scene.company["outage"]
    problem = plan.related
    agent: Agent = scene.voice.agent
    fixed = outage["fixed"]
    if problem is None:
        body = outage["problem"]
        thread = _start(
            scene, outage["subject"], Turn(plan.requester, plan.created, [Block("text", body)], body, channel="web")
        )
    else:
        core = outage["asks"][plan.entry]
        thread = _start(
            scene,
            rng.choice(["VPN", "QuillNet", outage["subject"], "urgent"]),
            question(scene, core, outage["subject"]),
        )
        known = scene.voice.say(outage["reply"], {"problem": str(problem.ticket_id)})
        at = plan.created + timedelta(minutes=rng.randint(5, 25))
        thread.turns.append(Turn(agent.person, at, [Block("text", known)], known, channel="web"))
    end = (problem or plan).created.replace(hour=11, minute=20) + timedelta(seconds=rng.randrange(50))
    thread.turns.append(Turn(agent.person, end, [Block("text", fixed)], fixed, channel="api"))
    return thread


def entry_desk(plan: Plan, incidents: list[dict[str, str]]) -> str:
    """The key of the desk that gets a ticket which is about no fact."""
    if plan.kind in {"non-answer", "unanswered"}:
        return incidents[plan.entry]["desk"]
    return "it" if plan.kind in {"phishing-report", "incident", "auto-only"} else "people"
