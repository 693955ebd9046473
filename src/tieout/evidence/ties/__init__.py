"""What a figure rests on, link by link: source, document, quote, words, credit.

`tying` ties one figure, `tie_out` those of a dataset.
"""
