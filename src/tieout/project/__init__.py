"""YAML and Markdown files -> model, keeping file, line and column for every error."""
