"""The figures grammar: which numbers a text states, of whom, and what happened to them.

A cascade; each step is a module or a few:

    folding, splitting          characters and sentences
    tokens, digits, numbers     words, and what a number is
    lexicon, wording            the word lists of a language
    units, numerals, no_counts  words -> pieces, each with a letter for the part it plays (`pieces` lists the letters)
    grouping, counts, persons   pieces -> a row of groups: counts of people, some people, nobody, names
    nominals, asides, subsets   deeds as nouns; what stands aside; parts of a count
    elided                      counts whose deed is not said again
    verbs, objects, subjects    deeds as verbs, and the counts they take
    binding                     the tie from a count to a deed, and what a list means
    background, frames          figures of other events, or of none; questions, films, numbers put aside
    retracting                  figures that the next sentence takes back
    adding                      figures told as one more
    reading                     all of it, text in, figures out

The rules are regular expressions on the letters, so that each is short and work is linear in the text: a sentence is
cut after `splitting.LONGEST` code points, a text after `reading.MOST_POINTS`.
"""
