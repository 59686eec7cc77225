-- Keeps task_facets equal to a GROUP BY over tasks. Statement-level, so that a batch costs one roll-up. What a statement
-- takes away and what it adds are summed first and then written in the order of the keys: two statements at once wait for
-- each other instead of locking each other out.
CREATE FUNCTION add_to_task_facets(deltas task_facets[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO task_facets (dataset, repo, language, status, difficulty, year, count)
  SELECT dataset, repo, language, status, difficulty, year, sum(count)::int FROM unnest(deltas)
  GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(count) <> 0 ORDER BY 1, 2, 3, 4, 5, 6
  ON CONFLICT (dataset, repo, language, status, difficulty, year) DO UPDATE SET count = task_facets.count + excluded.count;
$$;
--> statement-breakpoint
CREATE FUNCTION count_task_facets() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  deltas task_facets[] := '{}';
  more task_facets[];
BEGIN
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    SELECT array_agg(delta) INTO deltas FROM (
      SELECT dataset, repo, coalesce(language, ''), status, coalesce(difficulty, ''), coalesce(year, 0)::smallint, count(*)::int
      FROM new_rows GROUP BY 1, 2, 3, 4, 5, 6) AS delta;
  END IF;
  IF TG_OP IN ('UPDATE', 'DELETE') THEN
    SELECT array_agg(delta) INTO more FROM (
      SELECT dataset, repo, coalesce(language, ''), status, coalesce(difficulty, ''), coalesce(year, 0)::smallint, -count(*)::int
      FROM old_rows GROUP BY 1, 2, 3, 4, 5, 6) AS delta;
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
CREATE TRIGGER task_facets_insert AFTER INSERT ON tasks REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_task_facets();
--> statement-breakpoint
CREATE TRIGGER task_facets_update AFTER UPDATE ON tasks REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_task_facets();
--> statement-breakpoint
CREATE TRIGGER task_facets_delete AFTER DELETE ON tasks REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_task_facets();
--> statement-breakpoint
-- Which tasks have the words. The planner takes a match for as cheap as a comparison of numbers and would test documents one
-- by one; here it has only the index to use.
CREATE FUNCTION search_tasks(query tsquery) RETURNS SETOF integer LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
  SET enable_seqscan = off SET enable_indexscan = off
  AS 'SELECT task_id FROM task_search WHERE document @@ query';
