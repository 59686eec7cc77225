import type postgres from "postgres";

export const taskCount = 1_000_000;
export const searchableCount = 50_000;

/**
 * Multiplies the real rows of a database to a million tasks, 50,000 of them with texts and words. Few repositories hold
 * most tasks, as on a forge; a repository has one language and mostly one dataset; most tasks are only imported, and half
 * of the datasets know no difficulty. Measures are those of real rows, stretched at random so that fewer of them tie.
 */
export async function fillMillion(sql: postgres.Sql): Promise<void> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename = 'tasks' and indexname like 'tasks\\_sort\\_%' or tablename = 'task_search' and indexdef like '%gin%'`;
  for (const { name } of indexes) await sql`drop index ${sql(name)}`;
  await sql`alter table tasks disable trigger user`;
  await insertTasks(sql);
  await insertTexts(sql);
  await rebuildFacets(sql);
  await sql`alter table tasks enable trigger user`;
  for (const { definition } of indexes) await sql.unsafe(definition);
  await sql`vacuum analyze`;
}

async function insertTasks(sql: postgres.Sql): Promise<void> {
  await sql`insert into datasets (slug, title) select 'set-' || n, 'Set ' || n from generate_series(1, 6) n`;
  await sql`
    create function bench_stretch(value int, factor float8) returns int language sql immutable
    return greatest(least(value, 1), round(value * factor))`;
  await sql`
    insert into tasks (dataset, instance_id, repo, language, status, difficulty, created_at, patch_files, patch_hunks,
      patch_lines_added, patch_lines_removed, patch_functions, test_patch_files, test_patch_lines, fail_to_pass,
      pass_to_pass, issue_words, hints_words)
    with real as materialized (select row_number() over (order by id) - 1 as nth, count(*) over () as of, * from tasks),
    dice as materialized (
      select n, floor(2500 ^ random())::int as r, random() as home, random() as away, random() as s, random() as d,
        random() as age, 0.5 + random() as f
      from generate_series(1, ${taskCount}::int - (select count(*)::int from tasks)) n
    ),
    placed as materialized (
      select *, 1 + floor(6 * (case when home < 0.85 then (r * 0.271) % 1 else away::numeric end) ^ 1.6)::int as set,
        'owner-' || r % 700 as owner, 'repo-' || r as name
      from dice
    )
    select 'set-' || set, owner || '__' || name || '-' || n, owner || '/' || name,
      (array['python','java','typescript','javascript','go','rust','c','c++','php','ruby'])[1 + floor(10 * ((r * 0.618) % 1) ^ 2)::int],
      case when s < 0.80 then 'imported' when s < 0.92 then 'validated' when s < 0.97 then 'stopped'
        when s < 0.99 then 'approved' else 'rejected' end,
      case when set <= 3 then null when d < 0.39 then '<15 min fix' when d < 0.91 then '15 min - 1 hour'
        when d < 0.99 then '1-4 hours' else '>4 hours' end,
      timestamptz '2026-11-01' - 14 * 365 * (age ^ 1.7) * interval '1 day',
      bench_stretch(patch_files, f), bench_stretch(patch_hunks, f), bench_stretch(patch_lines_added, f),
      bench_stretch(patch_lines_removed, f), bench_stretch(patch_functions, f), test_patch_files, test_patch_lines,
      bench_stretch(fail_to_pass, f), bench_stretch(pass_to_pass, f), bench_stretch(issue_words, f), hints_words
    from placed join real on real.nth = placed.n % real.of`;
  await sql`drop function bench_stretch`;
}

/** The texts of the real rows once more, each with its own instance id among the words. */
async function insertTexts(sql: postgres.Sql): Promise<void> {
  await sql`
    create temporary table bench_copies as
    with real as (select row_number() over (order by task_id) - 1 as nth, count(*) over () as of, task_id from task_texts),
    bare as (
      select t.id, t.instance_id, t.repo, row_number() over (order by t.id) as n
      from tasks t where not exists (select from task_texts x where x.task_id = t.id) order by t.id limit ${searchableCount}::int - (select count(*) from real)
    )
    select bare.id, bare.instance_id, bare.repo, real.task_id as source from bare join real on real.nth = bare.n % real.of`;
  await sql`
    insert into task_texts (task_id, base_commit, version, problem_statement, hints, patch, test_patch, fail_to_pass_tests,
      pass_to_pass_tests, extra, layout_id, import_id, source_record, source_line, content_hash)
    select c.id, base_commit, version, problem_statement, hints, patch, test_patch, fail_to_pass_tests, pass_to_pass_tests,
      extra, layout_id, import_id, source_record, source_line, content_hash
    from bench_copies c join task_texts x on x.task_id = c.source order by c.id`;
  await sql`
    insert into task_search (task_id, document)
    select c.id, setweight(to_tsvector('simple', c.instance_id || ' ' || c.repo), 'A') || d.document
    from bench_copies c join task_search d on d.task_id = c.source order by c.id`;
}

async function rebuildFacets(sql: postgres.Sql): Promise<void> {
  await sql`truncate task_facets`;
  await sql`
    insert into task_facets (dataset, repo, language, status, stage, difficulty, year, count)
    select dataset, repo, coalesce(language, ''), status, stage, coalesce(difficulty, ''), coalesce(year, 0), count(*)
    from tasks group by 1, 2, 3, 4, 5, 6, 7`;
}
