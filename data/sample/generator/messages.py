"""One message at a time: what its author has to say, wrapped in the habits of people, desks and mail clients."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from generator.layout import Block, Flavour, Quoted, QuoteStyle, plain
from generator.people import Agent, Cast, Person, Voice, long_day
from generator.plan import END, Plan
from generator.source import Company, Topic

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"])")


@dataclass(slots=True)
class Turn:
    """One comment. `core` is what its author wrote, without greeting, signature, quote or boilerplate."""

    author: Person
    at: datetime
    blocks: list[Block]
    core: str = ""
    public: bool = True
    channel: str = ""
    rel: str | None = None
    flavour: Flavour = ""
    attachment: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What every part of one ticket's conversation needs."""

    plan: Plan
    topic: Topic | None
    company: Company
    cast: Cast
    voice: Voice
    rng: random.Random
    channel: str

    def pick(self, key: str) -> str:
        return self.rng.choice(self.company[key])

    def pick_for(self, key: str, agent: Agent) -> str:
        """One of the texts that suit the way this agent writes."""
        return self.rng.choice(self.company[key]["terse" if agent.style == "terse" else "full"])


def question(scene: Scene, core: str, subject: str, *, padded: bool = True) -> Turn:
    """The requester's first message, wrapped in the habits of the channel. `padded`: with small talk around it."""
    plan, rng, voice, company = scene.plan, scene.rng, scene.voice, scene.company
    channel = scene.channel if scene.channel in company["greetings"] else "web"
    greeting = voice.say(rng.choice(company["greetings"][channel]))
    mail = channel == "email"
    if plan.fact and re.match(r"(?i)(hi|hello|dear|hey)\b", core):
        greeting = ""
    sentences = [core]
    if padded and mail and rng.random() < 0.2:
        sentences.insert(0, voice.say(rng.choice(company["small_talk"])))
    if padded and rng.random() < (0.26 if mail else 0.14):
        sentences.insert(rng.choice([0, len(sentences)]), voice.say(rng.choice(company["mentions"])))
    if padded and rng.random() < (0.4 if mail else 0.2):
        sentences.append(voice.say(rng.choice(company["closers"])))
    blocks = _paragraphs(rng, greeting, sentences, airy=mail)
    if mail:
        blocks += _requester_end(scene, signed=0.72)
        if rng.random() < 0.07:
            blocks.append(_forwarded(scene, subject))
    elif channel == "web" and rng.random() < 0.22:
        blocks.append(Block("signature", _signature(scene)))
    flavour = _client(plan.requester)[0] if mail else ""
    attachment = "image001.png" if mail and rng.random() < 0.06 else ""
    return Turn(
        plan.requester, plan.created, blocks, core, channel=scene.channel, flavour=flavour, attachment=attachment
    )


def chat_lines(scene: Scene, core: str) -> list[Turn]:
    """The question as it comes in a chat: a greeting that says nothing, then a line for each sentence."""
    rng, plan = scene.rng, scene.plan
    lines = [scene.pick("chat_openers"), *SENTENCE_END.split(core)]
    at = plan.created
    turns = []
    for line in lines:
        turns.append(Turn(plan.requester, at, [Block("text", line)], line, channel="chat"))
        at += timedelta(seconds=rng.randint(6, 70))
    return turns


def on_behalf(scene: Scene, core: str) -> Turn:
    """The question as an agent typed it in for somebody: the first comment is the agent's."""
    intro = scene.voice.say(scene.pick("on_behalf"))
    return Turn(
        scene.voice.agent.person, scene.plan.created, [Block("text", f"{intro}\n\n{core}")], core, channel="web"
    )


def said(
    scene: Scene,
    author: Person,
    at: datetime,
    core: str,
    *,
    bare: bool = False,
    after: Turn | None = None,
    subject: str = "",
) -> Turn:
    """A later message of the requester. `after`: the agent's message that their mail client repeats below."""
    rng = scene.rng
    blocks = [Block("text", core)]
    flavour: Flavour = ""
    if scene.channel == "email":
        flavour = _client(author)[0]
        if rng.random() < (0.25 if bare else 0.5):
            blocks += _requester_end(scene, signed=0.7)
        if after and rng.random() < 0.6:
            blocks.append(quote(scene, after, subject, by_agent=False))
    return Turn(author, at, blocks, core, channel=scene.channel, flavour=flavour)


def reply(
    scene: Scene, agent: Agent, at: datetime, core: str, form: str, earlier: Turn | None = None, subject: str = ""
) -> Turn:
    """An agent's message in their own style. `earlier`: what they answer, when their client repeats it."""
    rng, voice = scene.rng, scene.voice
    short = form == "shorthand" or agent.style == "terse" or scene.channel == "chat"

    def own(texts: Sequence[str], chance: float) -> str:
        day = long_day(scene.plan.created)
        return voice.say(rng.choice(texts), {"day": day}, agent=agent) if rng.random() < chance else ""

    greeting = own(agent.greetings, 0.55 if short else 0.95)
    opener = own(agent.openers, 0.25 if short else 0.85)
    closer = own(agent.closers, 0.3 if short else 0.85)
    sentences = SENTENCE_END.split(core)
    blocks = [Block("text", greeting)] if greeting else []
    if agent.style == "bullets" and len(sentences) > 1 and not short:
        blocks += [
            Block("text", opener or "Please note:"),
            Block("list", "\n".join(sentences), bullet=rng.choice(["- ", "* ", "• "])),
        ]
    elif agent.style == "hedger" and opener and not short:
        blocks.append(Block("text", f"{opener} {core}"))
    else:
        blocks += [Block("text", text) for text in (opener, core) if text]
    if agent.style == "macro" and greeting and rng.random() < 0.05:
        blocks[0] = Block("text", scene.company["broken_macro"])
    if closer:
        blocks.append(Block("text", closer))
    if short and len(blocks) > 1 and rng.random() < 0.6:
        blocks = [Block("text", ("\n" if rng.random() < 0.5 else " ").join(block.text for block in blocks))]
    if rng.random() < (0.35 if short else 0.9):
        lines = [voice.say(line, agent=agent) for line in agent.signature]
        blocks.append(Block("signature", "\n".join(lines)))
    elif scene.channel == "chat" and rng.random() < 0.5:
        initials = voice.note("INITIALS", f"^{agent.person.first[0]}{agent.person.last[0]}")
        blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text} {initials}")
    if agent.disclaimer and not short:
        blocks.append(Block("disclaimer", scene.company["disclaimers"][len(agent.person.first) % 3]))
    if earlier and scene.channel == "email" and rng.random() < 0.24:
        blocks.append(quote(scene, earlier, subject, by_agent=True))
    flavour: Flavour = "desk" if agent.rich else "outlook" if blocks[-1].quoted and rng.random() < 0.5 else ""
    channel = scene.channel if scene.channel in {"email", "chat"} else "web"
    return Turn(agent.person, at, blocks, core, channel=channel, flavour=flavour)


def quote(scene: Scene, earlier: Turn, subject: str, *, by_agent: bool) -> Block:
    """An earlier message as the writer's mail client repeats it below theirs."""
    rng, voice, desk = scene.rng, scene.voice, scene.voice.desk
    author = earlier.author
    desk_styles: list[QuoteStyle] = ["outlook", "outlook", "original", "rule"]
    style = rng.choice(desk_styles) if by_agent else _client(scene.plan.requester)[1]
    if not by_agent and rng.random() < 0.15:
        style = "hub"  # they answered the hub's notification, which asks for the reply above its line
    own_desk = author.role == "agent"
    voice.note("NAME", author.name)
    email = desk.email if own_desk else voice.note("EMAIL", author.email)
    to = desk.name if style == "hub" else scene.plan.requester.name if own_desk else f"{desk.name} <{desk.email}>"
    if own_desk and style != "hub":
        voice.note("NAME", to)
    text = plain([block for block in earlier.blocks if block.kind not in {"quote", "disclaimer"}])
    return Block("quote", quoted=Quoted(style, author.name, email, to, f"RE: {subject}", earlier.at, text))


def acknowledgement(scene: Scene) -> Turn:
    """The hub's automatic receipt: the same words in every ticket, as a public comment."""
    text = scene.voice.say(scene.company["acknowledgement"])
    at = scene.plan.created + timedelta(seconds=scene.rng.randint(2, 40))
    return Turn(scene.cast.hub, at, [Block("text", text)], channel="rule", rel="trigger", flavour="mailer")


def later(rng: random.Random, moment: datetime, median_minutes: float, *, office: bool = True) -> datetime:
    """Some time after a moment, in the desk's hours unless a requester writes."""
    at = moment + timedelta(seconds=60 + median_minutes * 60 * min(rng.lognormvariate(0, 0.9), 6))
    opens, closes = (8, 17) if office else (6, 22)
    while at.hour < opens or at.hour >= closes or (office and at.weekday() > 4):
        at = (at + timedelta(days=at.hour >= opens)).replace(hour=opens) + timedelta(seconds=rng.randrange(3000))
    return min(at, END)


def _paragraphs(rng: random.Random, greeting: str, sentences: list[str], *, airy: bool) -> list[Block]:
    """Greeting and sentences as one run of text, or as lines, or as paragraphs."""
    layout = rng.choices(["run", "lines", "paragraphs"], [2, 3, 5] if airy else [5, 4, 1])[0]
    if layout == "run":
        return [Block("text", " ".join(part for part in (greeting, *sentences) if part))]
    body = " ".join(sentences)
    if layout == "lines":
        return [Block("text", f"{greeting}\n{body}" if greeting else body)]
    return [Block("text", part) for part in (greeting, *sentences) if part]


def _requester_end(scene: Scene, *, signed: float) -> list[Block]:
    """Sign-off, signature, mobile line, disclaimer: whatever this mail client adds."""
    rng, company = scene.rng, scene.company
    if rng.random() < 0.12:
        return [Block("signature", scene.pick("mobile"))]
    blocks: list[Block] = []
    if rng.random() < signed:
        blocks.append(Block("signature", _signature(scene)))
        if rng.random() < 0.1:
            blocks.append(Block("disclaimer", rng.choice(company["disclaimers"])))
    return blocks


def _signature(scene: Scene) -> str:
    rng, company = _habits(scene.plan.requester, "signature"), scene.company
    lines = [scene.voice.say(line) for line in rng.choice(company["signatures"])]
    start = rng.choices([rng.choice(company["sign_offs"]), "-- ", "--", "", "___"], [70, 8, 7, 12, 3])[0]
    return "\n".join([start, *lines] if start else lines)


def _forwarded(scene: Scene, subject: str) -> Block:
    """A colleague's earlier mail below the first message."""
    rng, voice, third = scene.rng, scene.voice, scene.voice.third
    text = voice.say(scene.pick("forwarded"))
    voice.note("NAME", third.name)
    voice.note("NAME", scene.plan.requester.name)
    voice.note("EMAIL", third.email)
    when = scene.plan.created - timedelta(minutes=rng.randint(20, 3000))
    style = _client(third)[1]
    return Block("quote", quoted=Quoted(style, third.name, third.email, scene.plan.requester.name, subject, when, text))


def _habits(person: Person, what: str) -> random.Random:
    """The chance behind what somebody always does the same way: their signature, their mail client."""
    return random.Random(f"{person.user_id}/{what}")


def _client(person: Person) -> tuple[Flavour, QuoteStyle]:
    """The HTML and the quoting of somebody's mail client."""
    clients: list[tuple[Flavour, QuoteStyle]] = [("gmail", "gmail"), ("outlook", "outlook")] * 3
    clients += [("gmail", "abroad"), ("outlook", "rule"), ("outlook", "original")]
    clients += [("", "angle"), ("", "original"), ("", "gmail"), ("", "outlook")]
    return _habits(person, "client").choice(clients)
