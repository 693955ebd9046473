"""Halvermouth, a city that does not exist: its districts, its incidents, and who reports them.

The city lies in the open Atlantic on purpose, so that no dot on a map falls on a real town. No name is that of
a real organisation or person, and every address stands under example.org. No text holds a comma or a quote
character: big files stay plain, which is what a loading benchmark wants to measure.
"""

from __future__ import annotations

from typing import NamedTuple


class Source(NamedTuple):
    """A row of the register of sources. `kind` is monitor, official, medical, ngo, agency, publisher ..."""

    id: str
    name: str
    kind: str
    address: str


CITY = "Halvermouth"
COUNTRY = "Isle of Halver"
LATITUDE, LONGITUDE = 38.2, -42.6
"""Degrees; the middle of the city."""

DISTRICTS = (
    "Northgate",
    "Ropewalk",
    "Saltmarket",
    "Old Quay",
    "Lantern Hill",
    "Tanners Row",
    "Brickfields",
    "Eastmole",
    "Millrace",
    "Signal Heights",
    "Glasshouse",
    "Fenside",
)
KINDS = ("Shelling", "Shooting", "Air strike", "Explosion", "Armed clash", "Vehicle bomb")
BLAMED = ("Northern Column", "Harbour Guard", "Salt Road Militia", "unidentified armed group")
STATUSES = ("confirmed", "confirmed", "provisional", "contested")

VOICES = (
    Source("S01", "Halvermouth Incident Observatory", "monitor", "https://observatory.example.org"),
    Source("S02", "Harbour Health Office", "official", "https://health.example.org"),
    Source("S03", "Lantern Hill Clinic", "medical", "https://clinic.example.org"),
    Source("S04", "Saltmarket Relief Committee", "ngo", "https://relief.example.org"),
    Source("S05", "Isle of Halver Civil Rescue", "official", "https://rescue.example.org"),
    Source("S06", "Eastmole Legal Aid Centre", "ngo", "https://legal-aid.example.org"),
    Source("S07", "Ropewalk Burial Society", "ngo", "https://burial.example.org"),
    Source("S08", "Fenside Ambulance Service", "medical", "https://ambulance.example.org"),
)
"""Who states figures."""

PUBLISHERS = (
    Source("S09", "Quayside Courier", "publisher", "https://courier.example.org"),
    Source("S10", "Halver Wire", "agency", "https://wire.example.org"),
    Source("S11", "The Brickfields Gazette", "publisher", "https://gazette.example.org"),
    Source("S12", "Radio Signal Heights", "publisher", "https://radio.example.org"),
    Source("S13", "Isle Evening Post", "publisher", "https://evening-post.example.org"),
    Source("S14", "Northgate Chronicle", "publisher", "https://chronicle.example.org"),
    Source("S15", "Millrace Weekly", "publisher", "https://weekly.example.org"),
    Source("S16", "Old Quay Television", "publisher", "https://television.example.org"),
    Source("S17", "Halvermouth Harbour Board", "official", "https://harbour-board.example.org"),
    Source("S18", "Glasshouse Herald", "publisher", "https://herald.example.org"),
)
"""Who publishes the documents in which they stand."""

WIRE = len(VOICES) + 1
"""The place of the agency in the register, from 0: Halver Wire, whose texts others print."""

NAMELESS = (
    Source("S19", "Local residents", "witness", ""),
    Source("S20", "@quay_eyes", "social", "https://social.example.org/quay_eyes"),
)
"""Sources that name nobody: planted for `source-not-named`."""

SOURCES = VOICES + PUBLISHERS + NAMELESS
