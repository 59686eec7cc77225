import type postgres from "postgres";

const batches = 20;

/**
 * Runs of every task in batches of their own, two of each: nine in ten of them pass all their tests, the others skip or
 * fail some, so that policies disagree about them.
 */
export async function fillRuns(sql: postgres.Sql): Promise<void> {
  const facts = {
    hasMarkers: true,
    badCodes: [],
    exitCode: 0,
    hasTimedOut: false,
    hasSuiteRun: true,
    faultSign: null,
    hasTests: true,
    hasFailure: false,
  };
  await sql`
    insert into run_batches (kind, title, state, policy, repeats, task_count, created_by)
    select 'validation', 'Batch ' || n, 'finished', 'swebench-5', 2, (select count(*) from tasks), 'bench'
    from generate_series(1, ${batches}) n`;
  await sql`
    insert into batch_tasks (batch_id, task_id, state, outcome)
    select b.id, t.id, 'finished', 'accepted' from run_batches b, tasks t order by b.id, t.id`;
  await sql`
    insert into runs (batch_id, task_id, kind, repeat, state, resolution, failure_class, reason, fail_to_pass_statuses,
      pass_to_pass_statuses, other_passed, log_facts)
    select b.id, t.id, 'gold', nth, 'finished', 'FULL', null, 'All tests succeed.',
      case when (t.id + nth) % 10 = 0 then repeat('S', t.fail_to_pass) else repeat('P', t.fail_to_pass) end,
      repeat('P', t.pass_to_pass), 0, ${JSON.stringify(facts)}::jsonb
    from run_batches b, tasks t, generate_series(1, 2) nth order by b.id, t.id, nth`;
  await sql`vacuum analyze runs`;
  await sql`vacuum analyze batch_tasks`;
}
