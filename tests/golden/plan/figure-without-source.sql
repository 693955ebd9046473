-- rows
SELECT
  *
FROM main."figures" AS t;

-- figure-without-source: row: the code of its verdict
SELECT
  CASE (
      COALESCE(TRIM(t."source"), '') <> ''
    )
    WHEN TRUE
    THEN 0
    WHEN FALSE
    THEN 4
    ELSE 1
  END;

