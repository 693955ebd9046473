-- rows
SELECT
  *
FROM main."events" AS t;

-- key-duplicated: events: the code of its verdict
SELECT
  CASE (
      (
        COALESCE(TRIM(t."id") <> '', FALSE)
      )
    )
    WHEN TRUE
    THEN CASE (
      TRUE
    ) WHEN TRUE THEN 0 WHEN FALSE THEN 4 ELSE 1 END
    WHEN FALSE
    THEN 2
    ELSE 1
  END;

-- key-duplicated: events: offenders
SELECT
  _row,
  FALSE AS undecided
FROM (
  SELECT
    "repeated"."_row"
  FROM (
    SELECT
      t._row,
      NULLIF(TRIM(t."id"), '') AS key
    FROM main."events" AS t
  ) AS "repeated"
  JOIN (
    SELECT
      "key",
      MIN("_row") AS first_row
    FROM (
      SELECT
        t._row,
        NULLIF(TRIM(t."id"), '') AS key
      FROM main."events" AS t
    ) AS "rows"
    WHERE
      NOT "key" IS NULL
    GROUP BY
      "key"
    HAVING
      COUNT(*) > 1
  ) AS used
    ON "used"."key" = "repeated"."key"
  WHERE
    "repeated"."_row" > "used"."first_row"
) AS o;

-- rows
SELECT
  *
FROM main."figures" AS t;

-- key-duplicated: figures: the code of its verdict
SELECT
  CASE (
      (
        COALESCE(TRIM(t."id") <> '', FALSE)
      )
    )
    WHEN TRUE
    THEN CASE (
      TRUE
    ) WHEN TRUE THEN 0 WHEN FALSE THEN 4 ELSE 1 END
    WHEN FALSE
    THEN 2
    ELSE 1
  END;

-- key-duplicated: figures: offenders
SELECT
  _row,
  FALSE AS undecided
FROM (
  SELECT
    "repeated"."_row"
  FROM (
    SELECT
      t._row,
      NULLIF(TRIM(t."id"), '') AS key
    FROM main."figures" AS t
  ) AS "repeated"
  JOIN (
    SELECT
      "key",
      MIN("_row") AS first_row
    FROM (
      SELECT
        t._row,
        NULLIF(TRIM(t."id"), '') AS key
      FROM main."figures" AS t
    ) AS "rows"
    WHERE
      NOT "key" IS NULL
    GROUP BY
      "key"
    HAVING
      COUNT(*) > 1
  ) AS used
    ON "used"."key" = "repeated"."key"
  WHERE
    "repeated"."_row" > "used"."first_row"
) AS o;

-- rows
SELECT
  *
FROM main."sources" AS t;

-- key-duplicated: sources: the code of its verdict
SELECT
  CASE (
      (
        COALESCE(TRIM(t."id") <> '', FALSE)
      )
    )
    WHEN TRUE
    THEN CASE (
      TRUE
    ) WHEN TRUE THEN 0 WHEN FALSE THEN 4 ELSE 1 END
    WHEN FALSE
    THEN 2
    ELSE 1
  END;

-- key-duplicated: sources: offenders
SELECT
  _row,
  FALSE AS undecided
FROM (
  SELECT
    "repeated"."_row"
  FROM (
    SELECT
      t._row,
      NULLIF(TRIM(t."id"), '') AS key
    FROM main."sources" AS t
  ) AS "repeated"
  JOIN (
    SELECT
      "key",
      MIN("_row") AS first_row
    FROM (
      SELECT
        t._row,
        NULLIF(TRIM(t."id"), '') AS key
      FROM main."sources" AS t
    ) AS "rows"
    WHERE
      NOT "key" IS NULL
    GROUP BY
      "key"
    HAVING
      COUNT(*) > 1
  ) AS used
    ON "used"."key" = "repeated"."key"
  WHERE
    "repeated"."_row" > "used"."first_row"
) AS o;

