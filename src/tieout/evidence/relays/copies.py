"""Documents with nearly the same words: one wire text, printed twice.

Two texts are near copies where at least four fifths of the shorter one's runs of five words stand in the other.
Runs that very many texts share (a login page, a site's frame) say nothing and are left aside; texts of the same words
are put together first, so that a wire text is not lost because everybody printed it.
"""

from __future__ import annotations

from tieout.plan.quote import identifier

RUN = 5  # words
LEAST = 0.8  # of the runs of the text that has fewer
COMMON = 60  # texts; a run in more of them is a frame
SHORTEST = 5  # runs; a text with fewer is compared as a whole only


def near_copies(table: str, key: str, text: str) -> str:
    """SELECT one, other, contained: pairs of texts of which four fifths of the shorter stand in the other.

    Exact for all runs of words that at most sixty different texts share. Identifiers are compared as text; a row in
    which one is NULL says nothing and is left out.
    """
    return f"""WITH worded AS (
  SELECT {_text(key)} AS key, regexp_extract_all(lower({_text(text)}), '[\\pL\\pN]+') AS words
  FROM {identifier(table)} WHERE {identifier(key)} IS NOT NULL AND {identifier(text)} IS NOT NULL),
grouped AS (SELECT words, min(key) AS key, list(DISTINCT key ORDER BY key) AS keys FROM worded
  WHERE len(words) > 0 GROUP BY words),
spread AS (
  SELECT key, unnest(words) AS word, unnest(range(len(words))) AS place FROM grouped WHERE len(words) >= {RUN}),
follow AS (
  SELECT key, word, {_following()} FROM spread WINDOW along AS (PARTITION BY key ORDER BY place)),
runs AS (SELECT DISTINCT key, hash(word, {_next_words()}) AS run FROM follow WHERE word_{RUN - 1} IS NOT NULL),
own AS (SELECT key, run, count(*) OVER (PARTITION BY run) AS texts FROM runs QUALIFY texts <= {COMMON}),
sizes AS (SELECT key, count(*) AS size FROM own GROUP BY key HAVING size >= {SHORTEST}),
shared AS (
  SELECT a.key AS one, b.key AS other, count(*) AS shared
  FROM own a JOIN own b ON a.run = b.run AND a.key < b.key WHERE a.texts > 1 GROUP BY ALL)
SELECT one, other, shared / least(a.size, b.size) AS contained
FROM shared JOIN sizes a ON a.key = one JOIN sizes b ON b.key = other WHERE contained >= {LEAST}
UNION ALL
SELECT key, unnest(keys[2:]), 1.0 FROM grouped WHERE len(keys) > 1
ORDER BY one, other"""


def _following() -> str:
    """Each word with those that follow it: what grows with the length of a text, and not with its square."""
    return ", ".join(f"lead(word, {ahead}) OVER along AS word_{ahead}" for ahead in range(1, RUN))


def _next_words() -> str:
    return ", ".join(f"word_{ahead}" for ahead in range(1, RUN))


def _text(column: str) -> str:
    return f"CAST({identifier(column)} AS VARCHAR)"
