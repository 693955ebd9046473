"""The streets from files to a result: an audit of a dataset, a comparison of two states, the proof of a check's page.

Nothing below knows another of its neighbours; here they are led together. `auditor` loads, plans, runs and concludes.
"""
