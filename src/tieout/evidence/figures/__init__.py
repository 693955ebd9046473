"""The figures grammar: which numbers a text states, of whom, and what happened to them.

A cascade, each step a module: characters are folded (`folding`), the text is split into sentences (`splitting`) and
words (`tokens`, `digits`, `numbers`, `units`), words are grouped into counts of people (`quantities`), what stands
aside is set aside (`asides`), and the counts are bound to what happened (`nominals`, `verbs`, `subsets`, `groups`).
Every step works on a string with one letter for each word or group (`pieces` lists the letters), so that the rules are
short regular expressions. Work is linear in the text: a sentence is cut after `splitting.LONGEST` code points.
"""
