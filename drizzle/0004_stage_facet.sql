-- The roll-up of 0001 with the pipeline step as one more facet. Its column is the last one, in the table and so in the deltas.
CREATE OR REPLACE FUNCTION add_to_task_facets(deltas task_facets[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO task_facets (dataset, repo, language, status, difficulty, year, stage, count)
  SELECT dataset, repo, language, status, difficulty, year, stage, sum(count)::int FROM unnest(deltas)
  GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(count) <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7
  ON CONFLICT (dataset, repo, language, status, stage, difficulty, year) DO UPDATE SET count = task_facets.count + excluded.count;
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION count_task_facets() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  deltas task_facets[] := '{}';
  more task_facets[];
BEGIN
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    SELECT array_agg(delta) INTO deltas FROM (
      SELECT dataset, repo, coalesce(language, ''), status, coalesce(difficulty, ''), coalesce(year, 0)::smallint, count(*)::int, stage
      FROM new_rows GROUP BY 1, 2, 3, 4, 5, 6, 8) AS delta;
  END IF;
  IF TG_OP IN ('UPDATE', 'DELETE') THEN
    SELECT array_agg(delta) INTO more FROM (
      SELECT dataset, repo, coalesce(language, ''), status, coalesce(difficulty, ''), coalesce(year, 0)::smallint, -count(*)::int, stage
      FROM old_rows GROUP BY 1, 2, 3, 4, 5, 6, 8) AS delta;
    deltas := deltas || more;
  END IF;
  PERFORM add_to_task_facets(deltas);
  IF TG_OP IN ('UPDATE', 'DELETE') THEN
    DELETE FROM task_facets WHERE count = 0;
  END IF;
  RETURN NULL;
END;
$$;
--> statement-breakpoint
INSERT INTO task_facets (dataset, repo, language, status, difficulty, year, stage, count)
SELECT dataset, repo, coalesce(language, ''), status, coalesce(difficulty, ''), coalesce(year, 0)::smallint, stage, count(*)::int
FROM tasks GROUP BY 1, 2, 3, 4, 5, 6, 7;
