"""Two states of a dataset -> the SQL that puts them side by side, and what their descriptions say differently. Pure."""
