"""The functions a rule may call. Rules are read from files, so whatever is not here is refused by name."""

from __future__ import annotations

OWN = frozenset("known negative raw ambiguous today weekday days best lowest highest lower upper".split())

TEXT = frozenset(
    "trim ltrim rtrim length strlen len substr substring left right replace translate reverse contains starts_with "
    "ends_with prefix suffix concat concat_ws split_part string_split str_split regexp_matches regexp_full_match "
    "regexp_replace regexp_extract strip_accents nfc_normalize levenshtein jaro_winkler_similarity ascii chr".split()
)
NUMBER = frozenset(
    "abs round floor ceil ceiling trunc sign mod greatest least isnan isinf isfinite sqrt ln log10".split()
)
TIME = frozenset(
    "year month day quarter week dayofweek isodow dayofyear dayname monthname date_diff datediff date_part date_trunc "
    "make_date strftime last_day".split()
)
LIST = frozenset("list_contains list_has_all list_has_any list_value list_distinct array_length".split())
CHOICE = frozenset("coalesce nullif ifnull if cast try_cast try row struct_pack".split())
AGGREGATE = frozenset(
    "count sum min max avg median any_value bool_and bool_or count_if string_agg list arg_min arg_max stddev".split()
)
WINDOW = frozenset("row_number rank dense_rank lag lead first_value last_value".split())

ALLOWED = OWN | TEXT | NUMBER | TIME | LIST | CHOICE
ALLOWED_IN_QUERIES = ALLOWED | AGGREGATE | WINDOW

# Words of SQL that may stand before a parenthesis without being functions.
SYNTAX = frozenset(
    "in and or not when then else case on using by over filter exists as from where select distinct any all some "
    "having between is join union except intersect with values partition order group like ilike similar escape anti "
    "semi qualify within rows range recursive materialized limit offset end interval".split()
)
