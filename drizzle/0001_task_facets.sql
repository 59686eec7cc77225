-- Keeps task_facets equal to a GROUP BY over tasks. Statement-level, so that a batch costs one roll-up. The rows are
-- touched in one order everywhere, so that two imports at once wait for each other instead of locking each other out.
CREATE FUNCTION count_task_facets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP IN ('DELETE', 'UPDATE') THEN
    WITH gone AS (
      SELECT dataset, repo, coalesce(language, '') AS language, status, coalesce(difficulty, '') AS difficulty,
        coalesce(year, 0)::smallint AS year, count(*)::int AS count
      FROM old_rows GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
    )
    UPDATE task_facets f SET count = f.count - gone.count FROM gone
    WHERE (f.dataset, f.repo, f.language, f.status, f.difficulty, f.year)
      = (gone.dataset, gone.repo, gone.language, gone.status, gone.difficulty, gone.year);
  END IF;
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    INSERT INTO task_facets (dataset, repo, language, status, difficulty, year, count)
    SELECT dataset, repo, coalesce(language, ''), status, coalesce(difficulty, ''), coalesce(year, 0)::smallint, count(*)::int
    FROM new_rows GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (dataset, repo, language, status, difficulty, year)
      DO UPDATE SET count = task_facets.count + excluded.count;
  END IF;
  IF TG_OP IN ('DELETE', 'UPDATE') THEN
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
