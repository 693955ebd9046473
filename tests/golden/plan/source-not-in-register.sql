-- rows
SELECT
  *
FROM main."figures" AS t;

-- source-not-in-register: row: the code of its verdict
SELECT
  CASE (
      (
        NOT t."source" IS NULL
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

-- source-not-in-register: row: offenders
SELECT
  _row,
  FALSE AS undecided
FROM (
  SELECT
    "figure"."_row"
  FROM (
    SELECT
      t._row AS _row,
      t."id" AS "id",
      t."event" AS "event",
      t."measure" AS "measure",
      t."population" AS "population",
      CAST(NULL AS DOUBLE) AS "lower",
      t."best" AS "best",
      CAST(NULL AS DOUBLE) AS "upper",
      CAST(NULL AS TEXT) AS "words",
      CAST(NULL AS TEXT) AS "scope",
      CAST(NULL AS DATE) AS "reported",
      t."source" AS "source",
      CAST(NULL AS TEXT) AS "document",
      CAST(NULL AS TEXT) AS "quote",
      CAST(NULL AS BIGINT) AS "quote_start",
      CAST(NULL AS BIGINT) AS "quote_end",
      CAST(NULL AS TEXT) AS "quote_prefix",
      CAST(NULL AS TEXT) AS "quote_suffix",
      CAST(NULL AS TEXT) AS "replaces"
    FROM main."figures" AS t
  ) AS "figure"
  ANTI JOIN (
    SELECT
      t._row AS _row,
      t."id" AS "id",
      t."name" AS "name",
      CAST(NULL AS TEXT) AS "kind",
      CAST(NULL AS TEXT) AS "address",
      CAST(NULL AS TEXT) AS "language",
      CAST(NULL AS TEXT) AS "aliases"
    FROM main."sources" AS t
  ) AS "source"
    ON "figure"."source" = "source"."id"
  WHERE
    NOT "figure"."source" IS NULL
) AS o;

