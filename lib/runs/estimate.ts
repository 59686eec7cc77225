import { and, eq, gte, inArray, type SQL, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { Database } from "#lib/db/client";
import { batchTasks, runBatches, runs, tasks } from "#lib/db/schema";
import { findImageOutlook, type ImageOutlook } from "#lib/runs/image-outlook";
import type { RunOptions } from "#lib/runs/model";
import { isChosen, type TaskChoice } from "#lib/runs/mutations";
import { findWorkerOutlook, type WorkerOutlook } from "#lib/runs/worker-outlook";

/** What a validation would take, as far as it can be known before. */
export interface ValidationEstimate {
  readonly tasks: number;
  readonly runs: number;
  /** Of the tasks, those that wait or run already in another validation. */
  readonly alreadyAsked: number;
  /** Tasks of other requests that would go first. */
  readonly ahead: number;
  /** Null where no run has ended yet that it could be learnt from. */
  readonly time: TimeEstimate | null;
  readonly workers: WorkerOutlook;
  readonly images: ImageOutlook;
}

/** Without the building of images. */
export interface TimeEstimate {
  /** Of all runs, one after the other. */
  readonly runSeconds: number;
  /** Until the last has ended, on the workers of this moment; null where nothing can run them. */
  readonly wallSeconds: number | null;
  /** Tasks whose repositories have been run before; the others are taken for average. */
  readonly knownTasks: number;
}

/** The newest runs say how long the next will take; to read all would take longer with every year. */
const sampledRuns = 20_000;

/** What it would take to validate the tasks: runs, time, images and disk. */
export async function estimateValidation(
  { actor, db }: Ctx,
  choice: TaskChoice,
  { repeats, driver, priority }: Pick<RunOptions, "repeats" | "driver" | "priority">,
): Promise<ValidationEstimate> {
  requireRole(actor, "curator");
  const where = isChosen(choice);
  const [work, images, ahead] = await Promise.all([
    measureWork(db, where),
    findImageOutlook(db, where, driver),
    countAhead(db, priority),
  ]);
  const workers = await findWorkerOutlook(db, images.limits, driver);
  return {
    tasks: work.tasks,
    runs: work.tasks * 2 * repeats,
    alreadyAsked: work.alreadyAsked,
    ahead,
    time: timeOf(work, repeats, workers.slots),
    workers,
    images,
  };
}

interface Work {
  readonly tasks: number;
  readonly knownTasks: number;
  readonly alreadyAsked: number;
  /** What one run of each task takes, summed up. */
  readonly seconds: number | null;
}

async function measureWork(db: Database, where: SQL | undefined): Promise<Work> {
  const [row] = await db.execute<{ tasks: number; known: number; asked: number; seconds: number | null }>(sql`
    with chosen as materialized (select id, repo from ${tasks} where ${where ?? sql`true`}),
    sample as materialized (
      select task_id, duration_seconds from ${runs}
      where state = 'finished' and duration_seconds is not null order by id desc limit ${sampledRuns}),
    took as (
      select t.repo, avg(s.duration_seconds) as mean from sample s join ${tasks} t on t.id = s.task_id group by t.repo),
    counted as (select repo, count(*) as tasks from chosen group by repo)
    select coalesce(sum(c.tasks), 0)::int as tasks,
      coalesce(sum(c.tasks) filter (where took.mean is not null), 0)::int as known,
      sum(c.tasks * coalesce(took.mean, (select avg(duration_seconds) from sample)))::float8 as seconds,
      (select count(distinct b.task_id)::int from ${batchTasks} b join ${runBatches} r on r.id = b.batch_id
        where b.state in ('queued', 'running') and r.kind = 'validation'
        and b.task_id in (select id from chosen)) as asked
    from counted c left join took using (repo)`);
  return {
    tasks: row?.tasks ?? 0,
    knownTasks: row?.known ?? 0,
    alreadyAsked: row?.asked ?? 0,
    seconds: row?.seconds ?? null,
  };
}

/** The runs of a task are made one after the other, so that more slots than tasks help nothing. */
function timeOf({ tasks, knownTasks, seconds }: Work, repeats: number, slots: number): TimeEstimate | null {
  if (seconds === null) return null;
  const runSeconds = seconds * 2 * repeats;
  const beside = Math.min(slots, tasks);
  return { runSeconds, wallSeconds: beside > 0 ? runSeconds / beside : null, knownTasks };
}

async function countAhead(db: Database, priority: number): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(batchTasks)
    .innerJoin(runBatches, eq(runBatches.id, batchTasks.batchId))
    .where(
      and(
        inArray(batchTasks.state, ["queued", "running"]),
        inArray(runBatches.state, ["queued", "running"]),
        gte(runBatches.priority, priority),
      ),
    );
  return row?.count ?? 0;
}
