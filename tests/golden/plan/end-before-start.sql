-- rows
SELECT
  *
FROM main."events" AS t;

-- end-before-start: row: the code of its verdict
SELECT
  CASE (
      (
        NOT t."from" IS NULL
      ) AND (
        NOT t."to" IS NULL
      )
    )
    WHEN TRUE
    THEN CASE (
      t."from" <= t."to"
    ) WHEN TRUE THEN 0 WHEN FALSE THEN 4 ELSE 1 END
    WHEN FALSE
    THEN 2
    ELSE 1
  END;

