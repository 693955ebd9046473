-- rows
SELECT
  *
FROM main."events" AS t;

-- precision-contradicts-span: row: the code of its verdict
SELECT
  CASE (
      (
        NOT t."from" IS NULL
      )
      AND (
        NOT t."to" IS NULL
      )
      AND (
        NOT t."precision" IS NULL
      )
      AND t."from" <= t."to"
    )
    WHEN TRUE
    THEN CASE (
        DATE_DIFF('DAY', t."from", t."to") + 1 >= (
          CASE LOWER(TRIM(CAST(t."precision" AS TEXT)))
            WHEN 'day'
            THEN 1
            WHEN 'week'
            THEN 2
          END
        )
        AND DATE_DIFF('DAY', t."from", t."to") + 1 <= (
          CASE LOWER(TRIM(CAST(t."precision" AS TEXT)))
            WHEN 'day'
            THEN 1
            WHEN 'week'
            THEN 7
          END
        )
      )
      WHEN TRUE
      THEN 0
      WHEN FALSE
      THEN 4
      ELSE 1
    END
    WHEN FALSE
    THEN 2
    ELSE 1
  END;

