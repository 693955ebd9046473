"""Files -> DuckDB: every row with its file and physical line, every value as text and as its type."""
