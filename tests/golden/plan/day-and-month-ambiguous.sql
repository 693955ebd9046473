-- rows
SELECT
  *
FROM main."events" AS t;

-- day-and-month-ambiguous: event.start: the code of its verdict
SELECT
  CASE (
      NOT t."from" IS NULL
      OR (
        t._row IN (
          SELECT
            record
          FROM main.problems
          WHERE
            kind = 'ambiguous date'
            AND "table" = 'events'
            AND "column" = 'from'
            AND NOT record IS NULL
        )
      )
    )
    WHEN TRUE
    THEN CASE (
        NOT (
          t._row IN (
            SELECT
              record
            FROM main.problems
            WHERE
              kind = 'ambiguous date'
              AND "table" = 'events'
              AND "column" = 'from'
              AND NOT record IS NULL
          )
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

-- day-and-month-ambiguous: event.end: the code of its verdict
SELECT
  CASE (
      NOT t."to" IS NULL
      OR (
        t._row IN (
          SELECT
            record
          FROM main.problems
          WHERE
            kind = 'ambiguous date'
            AND "table" = 'events'
            AND "column" = 'to'
            AND NOT record IS NULL
        )
      )
    )
    WHEN TRUE
    THEN CASE (
        NOT (
          t._row IN (
            SELECT
              record
            FROM main.problems
            WHERE
              kind = 'ambiguous date'
              AND "table" = 'events'
              AND "column" = 'to'
              AND NOT record IS NULL
          )
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

