"""Checks that other libraries run: pandera contracts (`contracts`), Great Expectations suites (`suites`)."""
