"""Invented sentences whose figures are known, put together by chance: many wordings of the same few facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
PEOPLE = "people civilians villagers soldiers policemen passengers workers farmers students militants residents".split()
NARROW = "children women men journalists medics teachers".split()
PLACES = "Marab,the village of Sorkh,Dol district,the northern town of Qadun,Old Harbour,the Zabran valley".split(",")
CAUSES = (
    "an air strike,a roadside bomb,a suicide bombing,an artillery shell,a clash between two groups,a landslide,"
    "a bus crash,an armed attack,heavy shelling,a fire at a factory,a grenade attack"
).split(",")
DAYS = "on Monday,on 12 May 2016,overnight,early on Friday,at 10:30 am,on 3 March,during the night,".split(",")
SOURCES = "police said,according to officials,the ministry reported,local media reported,a spokesman said".split(",")
LEADS = (
    "05/14/2016: ,On 4 June ,In the early hours of Sunday ,Reports said that ,According to the source ,"
    "The monitor said that ,In Marab ,Local officials said ,"
).split(",")
TAILS = (
    ".| when a shell hit a house.| after gunmen opened fire on a convoy of six vehicles.|"
    " in an attack claimed by rebels.|"
    ", a spokesman said.| near a market.| in the 5th district of the city.|, according to hospital sources."
).split("|")


@dataclass
class Told:
    """A text and the figures it states, by role; `sums` are those it states in parts."""

    text: str
    figures: dict[str, int] = field(default_factory=dict)
    sums: dict[str, int] = field(default_factory=dict)


def spelled(draw: Random, number: int) -> str:
    """The number in digits or, if it is small, perhaps in words."""
    if number < len(WORDS) and draw.random() < 0.5:
        return WORDS[number]
    return f"{number:,}"


def counted(draw: Random, number: int, nouns: list[str] = PEOPLE) -> str:
    """ "12 civilians", "at least twelve people", "one villager"."""
    lead = draw.choice(["", "", "", "at least ", "a total of "])
    noun = draw.choice(nouns)
    if number == 1:
        noun = {"people": "person", "children": "child", "women": "woman", "men": "man", "policemen": "policeman"}.get(
            noun, noun.removesuffix("s")
        )
    kind = draw.choice(["", "", "local ", "unarmed ", "young "])
    return f"{lead}{spelled(draw, number)} {kind}{noun}"


def _numbers(draw: Random) -> tuple[int, int]:
    killed = draw.choice([1, 2, 3, 4, 5, 7, 9, 12, 17, 23, 41, 130, 1200])
    injured = draw.choice([n for n in (2, 3, 5, 6, 8, 10, 14, 19, 30, 52, 240) if abs(n - killed) > 3 and n != killed])
    return killed, injured


def _verb(number: int) -> str:
    return "was" if number == 1 else "were"


def passive(draw: Random) -> Told:
    killed, injured = _numbers(draw)
    hurt = draw.choice(["injured", "wounded"])
    adverb = draw.choice(["", "reportedly ", "also ", "critically "])
    others = draw.choice(
        [f"{spelled(draw, injured)} others", f"{spelled(draw, injured)} more", f"another {spelled(draw, injured)}"]
    )
    text = (
        f"{draw.choice(LEADS)}{counted(draw, killed)} {_verb(killed)} {draw.choice(['', 'reportedly '])}killed and "
        f"{others} were {adverb}{hurt}{draw.choice(TAILS)}"
    )
    return Told(text, {"killed": killed, "injured": injured})


def active(draw: Random) -> Told:
    killed, injured = _numbers(draw)
    form = draw.choice(
        ["killed {k} and injured {i}", "killed {k} and wounded {i} others", "has killed {k} and injured {i}"]
    )
    what = draw.choice(CAUSES).capitalize()
    text = f"{what} in {draw.choice(PLACES)} {form} {draw.choice(DAYS)}."
    return Told(text.format(k=counted(draw, killed), i=spelled(draw, injured)), {"killed": killed, "injured": injured})


def gerund(draw: Random) -> Told:
    killed, injured = _numbers(draw)
    start = draw.choice(
        [
            "A car bomb exploded outside a court in {p}",
            "Assailants opened fire on a convoy near {p}",
            "Gunmen on two motorcycles attacked a checkpoint in {p} {d}",
            "An explosive device detonated in {p}",
        ]
    )
    hurting = draw.choice(["injuring", "wounding"])
    text = f"{start}, killing {counted(draw, killed)} and {hurting} {counted(draw, injured)}."
    return Told(text.format(p=draw.choice(PLACES), d=draw.choice(DAYS)), {"killed": killed, "injured": injured})


def leaving(draw: Random) -> Told:
    killed, injured = _numbers(draw)
    cause, place = draw.choice(CAUSES).capitalize(), draw.choice(PLACES)
    text = f"{cause} left {counted(draw, killed)} dead and {spelled(draw, injured)} injured in {place}."
    return Told(text, {"killed": killed, "injured": injured})


def headline(draw: Random) -> Told:
    killed, injured = _numbers(draw)
    form = draw.choice(
        [
            "{k} killed, {i} injured in {c}",
            "{k} dead, {i} wounded after {c}",
            "Blast kills {k}, injures {i} in {p}",
            "{k} people killed and {i} hurt in {p}",
            "{p}: {k} killed / {i} injured",
        ]
    )
    text = form.format(k=spelled(draw, killed), i=spelled(draw, injured), c=draw.choice(CAUSES), p=draw.choice(PLACES))
    return Told(text, {"killed": killed, "injured": injured})


def subset(draw: Random) -> Told:
    killed = draw.choice([5, 8, 12, 20, 53, 130])
    part = draw.choice([2, 3, 4])
    injured = draw.choice([17, 26, 40])
    noun = draw.choice(["children", "women"])
    form = draw.choice(
        [
            "{k}, including {s} {n}, were killed and {i} others were injured",
            "{k}, {s} of them {n}, were killed, and {i} were injured",
            "{k} were killed, including {s} {n}, and {i} were wounded",
            "{c} killed {k}, among them {s} {n}, and injured {i}",
        ]
    )
    text = form.format(
        k=counted(draw, killed), s=spelled(draw, part), n=noun, i=spelled(draw, injured), c=draw.choice(CAUSES)
    )
    figures = {"killed": killed, "injured": injured, f"killed.{noun}": part}
    return Told(f"{draw.choice(LEADS)}{text}{draw.choice(TAILS)}", figures)


def listed(draw: Random) -> Told:
    first, second, injured = draw.choice([2, 3, 5, 9]), draw.choice([4, 6, 11]), draw.choice([25, 33])
    form = draw.choice(
        [
            "{a} soldiers and {b} rebels were killed and {i} people were injured",
            "{c} killed {a} policemen and {b} civilians and injured {i}",
            "{a} women and {b} men were killed; {i} others were wounded",
            "In addition to {a} assailants, {b} people were killed and {i} were injured",
        ]
    )
    text = form.format(a=spelled(draw, first), b=spelled(draw, second), i=spelled(draw, injured), c=draw.choice(CAUSES))
    return Told(f"{text}{draw.choice(TAILS)}", {"injured": injured}, {"killed": first + second})


def single(draw: Random) -> Told:
    who = draw.choice(
        ["a policeman", "a tribal elder", "the mayor of the town", "a 34-year-old man", "a local journalist"]
    )
    injured = draw.choice([2, 4, 7, 12])
    form = draw.choice(
        [
            "Unknown gunmen shot dead {w} in {p} and wounded {i} of his guards.",
            "An explosion killed {w} and injured {i} people {d}.",
            "{w} was killed and {i} others were injured {d}.",
            "Assailants attacked a house in {p}, killing {w} and injuring {i}.",
        ]
    )
    text = form.format(w=who, p=draw.choice(PLACES), i=spelled(draw, injured), d=draw.choice(DAYS))
    return Told(text[0].upper() + text[1:], {"killed": 1, "injured": injured})


def tolls(draw: Random) -> Told:
    killed, injured = _numbers(draw)
    form = draw.choice(
        [
            "The death toll rose to {k}, with {i} people injured.",
            "The number of people killed has risen to {k}, while {i} were injured.",
            "{k} deaths and {i} injuries were reported.",
            "{c} claimed {k} lives and {i} people suffered injuries.",
            "{k} people lost their lives and {i} sustained injuries.",
            "Killed: {k}. Injured: {i}.",
            "{k} people died and {i} were hurt.",
        ]
    )
    text = form.format(k=spelled(draw, killed), i=spelled(draw, injured), c=draw.choice(CAUSES))
    return Told(text[0].upper() + text[1:], {"killed": killed, "injured": injured})


def two_sentences(draw: Random) -> Told:
    killed, injured = _numbers(draw)
    start = draw.choice(
        [
            "Assailants attacked a police post in {p} {d}.",
            "Rebels raided {p} with {n} vehicles.",
            "A bomb exploded on a bus carrying {n} passengers near {p}.",
        ]
    ).format(p=draw.choice(PLACES), d=draw.choice(DAYS), n=draw.choice(["three", "16"]))
    dead, hurt = f"{counted(draw, killed)} {_verb(killed)} killed", spelled(draw, injured)
    middle = draw.choice(
        [f"{dead} and {hurt} others were injured.", f"{dead} in the attack. {hurt} people were wounded."]
    )
    end = draw.choice(
        ["", " No group claimed responsibility.", " The attack was attributed to rebels.", " A suspect was arrested."]
    )
    return Told(f"{start} {middle[0].upper()}{middle[1:]}{end}", {"killed": killed, "injured": injured})


MAKERS: tuple[Callable[[Random], Told], ...] = (
    passive,
    active,
    gerund,
    leaving,
    headline,
    subset,
    listed,
    single,
    tolls,
    two_sentences,
)
