"""Does a text state this figure? A claim is held against what was read of the text, rule after rule.

`check` is the way in; `accepting`, `doubting` and `accusing` are the rules, in that order.
"""
