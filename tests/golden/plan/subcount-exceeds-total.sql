-- rows
SELECT
  *
FROM (
  SELECT
    MIN("row") AS _row,
    MIN(CASE code WHEN 0 THEN "least" END) AS f0_least,
    MAX(CASE code WHEN 0 THEN "most" END) AS f0_most,
    MIN(CASE code WHEN 0 THEN "point" END) AS f0_first,
    MAX(CASE code WHEN 0 THEN "point" END) AS f0_last,
    MIN(CASE code WHEN 0 THEN "low" END) AS f0_low,
    MIN(CASE code WHEN 0 THEN "best" END) AS f0_best,
    MAX(CASE code WHEN 0 THEN "top" END) AS f0_top,
    MIN(CASE code WHEN 0 THEN "words" END) AS f0_words,
    MIN(CASE code WHEN 0 THEN "row" END) AS f0_row,
    MIN(CASE code WHEN 1 THEN "least" END) AS f1_least,
    MAX(CASE code WHEN 1 THEN "most" END) AS f1_most,
    MIN(CASE code WHEN 1 THEN "point" END) AS f1_first,
    MAX(CASE code WHEN 1 THEN "point" END) AS f1_last,
    MIN(CASE code WHEN 1 THEN "low" END) AS f1_low,
    MIN(CASE code WHEN 1 THEN "best" END) AS f1_best,
    MAX(CASE code WHEN 1 THEN "top" END) AS f1_top,
    MIN(CASE code WHEN 1 THEN "words" END) AS f1_words,
    MIN(CASE code WHEN 1 THEN "row" END) AS f1_row,
    MIN(CASE code WHEN 2 THEN "least" END) AS f2_least,
    MAX(CASE code WHEN 2 THEN "most" END) AS f2_most,
    MIN(CASE code WHEN 2 THEN "point" END) AS f2_first,
    MAX(CASE code WHEN 2 THEN "point" END) AS f2_last,
    MIN(CASE code WHEN 2 THEN "low" END) AS f2_low,
    MIN(CASE code WHEN 2 THEN "best" END) AS f2_best,
    MAX(CASE code WHEN 2 THEN "top" END) AS f2_top,
    MIN(CASE code WHEN 2 THEN "words" END) AS f2_words,
    MIN(CASE code WHEN 2 THEN "row" END) AS f2_row
  FROM (
    SELECT
      t."event" AS k0,
      t."source" AS k1,
      CASE LOWER(TRIM(t."measure"))
        WHEN 'killed'
        THEN CASE COALESCE(NULLIF(LOWER(TRIM(t."population")), 'all'), '')
          WHEN ''
          THEN 0
          WHEN 'children'
          THEN 1
          WHEN 'adults'
          THEN 2
        END
        WHEN 'killed.children'
        THEN CASE COALESCE(NULLIF(LOWER(TRIM(t."population")), 'all'), '') WHEN '' THEN 1 END
        WHEN 'killed.adults'
        THEN CASE COALESCE(NULLIF(LOWER(TRIM(t."population")), 'all'), '') WHEN '' THEN 2 END
      END AS code,
      COALESCE(t."best", 0) AS least,
      COALESCE(t."best", CAST('infinity' AS DOUBLE)) AS most,
      COALESCE(t."best", CAST('-infinity' AS DOUBLE)) AS point,
      CAST(NULL AS DOUBLE) AS low,
      t."best" AS best,
      CAST(NULL AS DOUBLE) AS top,
      CAST(NULL AS TEXT) AS words,
      t._row AS "row"
    FROM main."figures" AS t
    WHERE
      SPLIT_PART(LOWER(TRIM(t."measure")), '.', 1) IN ('killed')
      AND (
        NOT t."best" IS NULL
      )
      AND NOT t."event" IS NULL
      AND NOT COALESCE(t."source") IS NULL
  )
  WHERE
    NOT code IS NULL
  GROUP BY
    k0,
    k1
  HAVING
    COUNT(*) > 1
) AS t;

-- subcount-exceeds-total: killed.children within killed: the code of its verdict
SELECT
  CASE (
      (
        NOT t.f1_least IS NULL
      )
      AND (
        NOT t.f0_least IS NULL
      )
      AND NOT (
        COALESCE(t.f1_least, 0) < 0
      )
      AND NOT (
        COALESCE(t.f0_least, 0) < 0
      )
    )
    WHEN TRUE
    THEN CASE (
        COALESCE(t.f1_least, 0) <= COALESCE(t.f0_most, CAST('infinity' AS DOUBLE))
      )
      WHEN TRUE
      THEN CASE (
          COALESCE(t.f1_most, CAST('infinity' AS DOUBLE)) > COALESCE(t.f0_least, 0)
          AND CASE
            WHEN t.f1_first = t.f1_last
            THEN NULLIF(t.f1_first, CAST('-infinity' AS DOUBLE))
          END > CASE
            WHEN t.f0_first = t.f0_last
            THEN NULLIF(t.f0_first, CAST('-infinity' AS DOUBLE))
          END
        )
        WHEN FALSE
        THEN 0
        WHEN TRUE
        THEN 5
        ELSE 1
      END
      WHEN FALSE
      THEN 4
      ELSE 1
    END
    WHEN FALSE
    THEN 2
    ELSE 1
  END;

