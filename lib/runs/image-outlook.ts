import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "#lib/db/client";
import { batchTasks, environmentRules, environments, sandboxImages, tasks, taskTexts } from "#lib/db/schema";
import type { DriverChoice } from "#lib/runs/model";
import type { RunLimits } from "#lib/runs/worker-outlook";

/** The images that a choice of tasks needs. */
export interface ImageOutlook {
  readonly ready: number;
  readonly missing: number;
  /** Tasks whose environment is found out only when they are run. */
  readonly unknownTasks: number;
  /** What the ready ones take on one machine. */
  readonly readyBytes: number;
  /** What an image takes on average; null where there is none yet. */
  readonly meanBytes: number | null;
  /** How long it takes to build one, on average; null where none was built yet. */
  readonly meanBuildSeconds: number | null;
  /** What one run may use, on average. */
  readonly limits: RunLimits;
}

/** What a run takes where nothing says otherwise. */
const usualLimits: RunLimits = { cpus: 2, memoryMegabytes: 4096 };

/** Which images the tasks need, and which of them are there. */
export async function findImageOutlook(
  db: Database,
  where: SQL | undefined,
  driver: DriverChoice,
): Promise<ImageOutlook> {
  const [needed, built] = await Promise.all([listNeededImages(db, where, driver), measureBuilt(db, driver)]);
  const known = needed.filter(({ hash }) => hash !== null);
  const ready = known.filter(({ readyBytes }) => readyBytes !== null);
  return {
    ready: ready.length,
    missing: known.length - ready.length,
    unknownTasks: needed.find(({ hash }) => hash === null)?.tasks ?? 0,
    readyBytes: ready.reduce((sum, { readyBytes }) => sum + (readyBytes ?? 0), 0),
    limits: meanLimits(needed),
    ...built,
  };
}

/** An image that tasks of the choice need; `hash` is null for those whose environment is not known yet. */
interface NeededImage {
  readonly hash: string | null;
  readonly tasks: number;
  readonly cpus: number | null;
  readonly memoryMegabytes: number | null;
  readonly readyBytes: number | null;
}

/** By the rules in force, nearest first; where none is nearer than a language, by the environment a task was last run in. */
async function listNeededImages(
  db: Database,
  where: SQL | undefined,
  driver: DriverChoice,
): Promise<readonly NeededImage[]> {
  return db.execute<NeededImage & Record<string, unknown>>(sql`
    with chosen as materialized (select id, repo, language from ${tasks} where ${where ?? sql`true`}),
    rules as materialized (select * from ${environmentRules} where ended_at is null),
    by_task as (
      select distinct on (task_id) task_id, environment_hash from rules where task_id is not null
      order by task_id, id desc),
    by_version as (
      select distinct on (c.id) c.id as task_id, r.environment_hash
      from rules r join chosen c on c.repo = r.repo join ${taskTexts} x on x.task_id = c.id and x.version = r.version
      order by c.id, r.id desc),
    by_repo as (
      select distinct on (repo) repo, environment_hash from rules where repo is not null and version is null
      order by repo, id desc),
    by_language as (
      select distinct on (language) language, environment_hash from rules where language is not null
      order by language, id desc),
    by_last as (
      select distinct on (b.task_id) b.task_id, b.environment_hash from ${batchTasks} b
      where b.task_id in (select id from chosen) and b.environment_hash is not null
      order by b.task_id, b.started_at desc nulls last),
    needed as (
      select coalesce(t.environment_hash, v.environment_hash, r.environment_hash, s.environment_hash,
        l.environment_hash) as hash, count(*) as tasks
      from chosen c
      left join by_task t on t.task_id = c.id
      left join by_version v on v.task_id = c.id
      left join by_repo r on r.repo = c.repo
      left join by_last s on s.task_id = c.id
      left join by_language l on l.language = c.language
      group by 1),
    ready as (
      select image_hash, coalesce(max(size_bytes), 0) as bytes from ${sandboxImages}
      where state = 'ready' and ${isOfDriver(driver)} group by image_hash)
    select e.image_hash as hash, sum(n.tasks)::int as tasks,
      avg((e.spec -> 'limits' ->> 'cpus')::float8) as cpus,
      avg((e.spec -> 'limits' ->> 'memoryMegabytes')::float8) as "memoryMegabytes",
      max(ready.bytes)::float8 as "readyBytes"
    from needed n
    left join ${environments} e on e.hash = n.hash
    left join ready on ready.image_hash = e.image_hash
    group by e.image_hash`);
}

/** What a run of the choice takes on average. */
function meanLimits(needed: readonly NeededImage[]): RunLimits {
  const known = needed.flatMap(({ tasks, cpus, memoryMegabytes }) =>
    cpus && memoryMegabytes ? [{ tasks, cpus, memoryMegabytes }] : [],
  );
  const count = known.reduce((sum, { tasks }) => sum + tasks, 0);
  if (count === 0) return usualLimits;
  return {
    cpus: known.reduce((sum, { tasks, cpus }) => sum + tasks * cpus, 0) / count,
    memoryMegabytes: known.reduce((sum, { tasks, memoryMegabytes }) => sum + tasks * memoryMegabytes, 0) / count,
  };
}

async function measureBuilt(
  db: Database,
  driver: DriverChoice,
): Promise<Pick<ImageOutlook, "meanBytes" | "meanBuildSeconds">> {
  const [row] = await db
    .select({
      meanBytes: sql<number | null>`avg(${sandboxImages.sizeBytes})::float8`,
      meanBuildSeconds: sql<number | null>`avg(${sandboxImages.buildSeconds})::float8`,
    })
    .from(sandboxImages)
    .where(and(eq(sandboxImages.state, "ready"), isOfDriver(driver)));
  return row ?? { meanBytes: null, meanBuildSeconds: null };
}

function isOfDriver(driver: DriverChoice): SQL {
  return driver === "auto" ? sql`true` : sql`driver = ${driver}`;
}
