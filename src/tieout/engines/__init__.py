"""Plan -> verdicts and findings, one package an engine."""
