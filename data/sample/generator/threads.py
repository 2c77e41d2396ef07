"""The conversation of a ticket that asks about a fact and is answered."""

import random
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from generator.layout import Block
from generator.messages import (
    SENTENCE_END,
    Scene,
    Turn,
    acknowledgement,
    chat_lines,
    later,
    on_behalf,
    question,
    reply,
    said,
)
from generator.noise import resaid, typos
from generator.people import Agent, Person, Voice, long_day, weighted
from generator.plan import END, Plan
from generator.source import numbers

AMOUNT = re.compile(r"(?<![\w-])\d+")
# Another hour or day might not exist, and everybody would see that the guess is none.
CLOCK_OR_CALENDAR = re.compile(
    r"\d(?::|st|nd|rd|th)|January|February|March|April|May|June|July|August|September|October|November|December"
)


@dataclass(slots=True)
class Thread:
    """A ticket with everything said in it."""

    plan: Plan
    subject: str
    channel: str
    voice: Voice
    turns: list[Turn]
    submitter: Person
    status: str = "solved"
    tags: list[str] = field(default_factory=list)
    rating: str = "unoffered"
    form: str = ""  # "full", "shorthand" or "clarify": how the answer was written
    answer: Turn | None = None
    asked: str = ""
    must_not_state: list[str] = field(default_factory=list)
    on_behalf: bool = False


def compose(scene: Scene) -> Thread:
    """The whole conversation about a fact: question, noise on the way, answer, what comes after it."""
    plan, rng, fact = scene.plan, scene.rng, scene.plan.fact
    if fact is None or plan.ask is None or scene.topic is None:
        raise ValueError(f"{plan.key} asks about no fact")
    subject = subject_line(scene)
    thread = Thread(plan, subject, scene.channel, scene.voice, [], plan.requester)
    core = resaid(rng, plan.ask.body) if plan.original else plan.ask.body
    if rng.random() < 0.15:
        core = typos(rng, core, rng.choice([1, 1, 2, 3]))
    thread.on_behalf = scene.channel == "voice"
    thread.asked = core
    if thread.on_behalf:
        thread.submitter = scene.voice.agent.person
        thread.turns.append(on_behalf(scene, core))
    elif scene.channel == "chat" and rng.random() < 0.6:
        thread.turns += chat_lines(scene, core)
    else:
        thread.turns.append(question(scene, core, subject))
    opening = thread.turns[-1]
    if scene.channel in {"email", "web"} and rng.random() < 0.24:
        thread.turns.append(acknowledgement(scene))
    now = opening.at
    if rng.random() < 0.14:
        now = later(rng, now, 25)
        thread.turns.append(internal_note(scene, now, thread))
    if rng.random() < 0.05:
        now = later(rng, now, 700)
        thread.turns.append(said(scene, plan.requester, now, scene.voice.say(scene.pick("nudges")), bare=True))
    thread.turns += _dialogue(scene, thread, opening, now)
    _afterwards(scene, thread)
    return thread


def subject_line(scene: Scene) -> str:
    """A subject. A context ask keeps its own: the question is in it."""
    plan, rng, voice = scene.plan, scene.rng, scene.voice
    if plan.fact is None or plan.ask is None:
        raise ValueError(f"{plan.key} asks about no fact")
    if plan.ask.needs_context:
        return rng.choice(["", "", "", "", "Re: ", "FW: "]) + plan.ask.subject
    words = plan.ask.body.split()
    first_words = " ".join(words[: rng.randint(4, 8)]).rstrip(",.;:(")
    kind = rng.choices(["fact", "words", "about", "generic", "name"], [24, 30, 18, 22, 6])[0]
    subjects = scene.company["subjects"]
    line = {
        "fact": plan.fact.context_asks[0].subject,
        "words": first_words + ("..." if len(words) > 8 and rng.random() < 0.4 else ""),
        "about": rng.choice(subjects["about"]),
        "generic": rng.choice(subjects["generic"]),
        "name": rng.choice(subjects["with_name"]),
    }[kind]
    line = line if kind == "words" else voice.say(line, {"word": rng.choice(subjects["words"][plan.fact.topic])})
    return rng.choice(["Re: ", "Fwd: ", "RE: "]) + line if rng.random() < 0.05 else line


def internal_note(scene: Scene, at: datetime, thread: Thread) -> Turn:
    """A private note. Some hold a guess that is wrong and must never become an answer."""
    rng, plan = scene.rng, scene.plan
    guess = wrong_guess(rng, plan) if plan.fact else ""
    note = rng.choice([entry for entry in scene.company["notes"] if guess or not entry["wrong"]])
    if note["wrong"]:
        thread.must_not_state.append(guess)
    author = rng.choice(scene.cast.agents_of(scene.voice.desk)).person
    text = scene.voice.say(note["text"], {"guess": guess})
    return Turn(author, at, [Block("text", text)], public=False, channel="web")


def wrong_guess(rng: random.Random, plan: Plan) -> str:
    """The fact's figure, but another one; "" when it has no figure or the guess would be true somewhere."""
    if plan.fact is None:
        return ""
    for part in plan.claim.must_state:
        match = AMOUNT.search(part)
        if match and not CLOCK_OR_CALENDAR.search(part):
            figure = int(match[0])
            guess = part[: match.start()] + str(figure + rng.choice([2, 5, figure or 1])) + part[match.end() :]
            everything = " ".join(plan.fact.current.answers + (plan.fact.old.answers if plan.fact.old else ()))
            return "" if numbers(guess) & numbers(everything) else guess
    return ""


def _dialogue(scene: Scene, thread: Thread, opening: Turn, now: datetime) -> list[Turn]:
    """From the first agent's message to the final answer, which is marked on the thread."""
    plan, rng, voice, fact = scene.plan, scene.rng, scene.voice, scene.plan.fact
    if fact is None:
        return []
    requester, subject, agent = plan.requester, thread.subject, voice.agent
    full = rng.choice(plan.claim.answers[1:] if plan.state == "current" else plan.claim.answers)
    short_form = plan.state == "current" and rng.random() < 0.4
    thread.form = "full"
    turns: list[Turn] = []

    def speak(core: str, form: str = "full", who: Agent = agent, minutes: float = 150) -> Turn:
        nonlocal now
        now = later(rng, now, minutes)
        previous = turns[-1] if turns and turns[-1].author is requester else opening
        turns.append(reply(scene, who, now, core, form, previous, subject))
        return turns[-1]

    def respond(core: str) -> None:
        nonlocal now
        now = later(rng, now, 45, office=False)
        turns.append(said(scene, requester, now, core, bare=True, after=turns[-1], subject=subject))

    if plan.shape == "clarify" and fact.clarify:
        speak(fact.clarify.question, "shorthand")
        respond(fact.clarify.reply)
        thread.form = "clarify"
        thread.answer = speak(fact.clarify.answer, minutes=40)
        return turns
    if plan.shape == "held":
        colleague = weighted(rng, scene.cast.agents_of(voice.desk), "full")
        speak(voice.say(scene.pick_for("holding", colleague), agent=colleague), "shorthand", who=colleague, minutes=60)
    if plan.shape == "partial":
        first_part = SENTENCE_END.split(fact.answer)[0].split(";")[0].rstrip(".")
        whole = len(first_part) >= len(fact.answer) - 1
        speak(f"{first_part}. Let me {'confirm that' if whole else 'double-check the rest'}.", "shorthand", minutes=60)
    if plan.shape == "reworded":
        writer = weighted(rng, scene.cast.agents_of(voice.desk), "shorthand")
        speak(rng.choice(fact.shorthand_answers), "shorthand", who=writer)
        respond(scene.pick("puzzled"))
    if plan.shape == "corrected" and fact.wrong:
        others = [other for other in scene.cast.agents_of(voice.desk) if other is not agent]
        speak(rng.choice(fact.wrong.answers), who=weighted(rng, others, "full"))
        thread.must_not_state += fact.wrong.must_state
        thread.answer = speak(f"{scene.pick('correction')} {full}")
        thread.answer.core = full
        return turns
    if plan.shape in {"direct", "held"} and short_form:
        writer = weighted(rng, scene.cast.agents_of(voice.desk), "shorthand")
        thread.form = "shorthand"
        thread.answer = speak(rng.choice(fact.shorthand_answers), "shorthand", who=writer, minutes=90)
    else:
        thread.answer = speak(full)
    return turns


def _afterwards(scene: Scene, thread: Thread) -> None:
    """Thanks, out-of-office notes and surveys, which follow an answer and are none."""
    rng, voice, plan = scene.rng, scene.voice, scene.plan
    answer = thread.answer
    if answer is None:
        return
    now, requester = answer.at, plan.requester
    helper = next(agent for agent in scene.cast.agents if agent.person is answer.author)
    if scene.channel == "email" and rng.random() < 0.06:
        away = now + timedelta(seconds=rng.randint(2, 50))
        back = long_day(now + timedelta(days=rng.randint(2, 12)))
        text = voice.say(scene.pick("out_of_office"), {"return_day": back})
        author = requester if rng.random() < 0.5 else scene.cast.hub
        rel = None if author is requester else "trigger"
        thread.turns.append(
            Turn(author, away, [Block("text", text)], channel="email" if rel is None else "rule", rel=rel)
        )
    elif rng.random() < 0.33:
        now = later(rng, now, 50, office=False)
        thanks = voice.say(scene.pick("thanks"), agent=helper)
        thread.turns.append(said(scene, requester, now, thanks, bare=True, after=answer, subject=thread.subject))
        if rng.random() < 0.25:
            now = later(rng, now, 60)
            thread.turns.append(
                Turn(
                    helper.person,
                    now,
                    [Block("text", voice.say(scene.pick_for("welcomes", helper), agent=helper))],
                    channel="web",
                )
            )
    asked_at = now + timedelta(days=1, seconds=rng.randrange(600))
    if rng.random() < 0.13 and asked_at < END:
        text = voice.say(scene.company["survey_request"], {"subject": thread.subject})
        blocks = [Block("hidden", "Tell us how we did. It takes one click."), Block("text", text)]
        thread.turns.append(Turn(scene.cast.hub, asked_at, blocks, channel="rule", rel="automation", flavour="mailer"))
        thread.rating = "offered"
        if rng.random() < 0.45 and asked_at + timedelta(days=1) < END:
            thread.rating = "good" if rng.random() < 0.8 else "bad"
            comment = voice.say(scene.pick(f"survey_{thread.rating}"), agent=helper)
            at = asked_at + timedelta(minutes=rng.randint(3, 900))
            thread.turns.append(Turn(requester, at, [Block("text", comment)], channel="web"))
