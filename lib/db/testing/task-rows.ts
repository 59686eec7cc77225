import type { Difficulty, PipelineStage, TaskStatus } from "#lib/core/task/model";
import { difficulties, pipelineStages, taskStatuses } from "#lib/core/task/model";
import type { Database } from "#lib/db/client";
import { datasets, tasks } from "#lib/db/schema";
import { chances, pick } from "#lib/db/testing/chances";

export type StoredTask = typeof tasks.$inferSelect;

/** Narrow rows with many ties, gaps and all facet values, the same every time: what lists filter, sort and count. */
export async function insertTaskRows(db: Database, count: number): Promise<StoredTask[]> {
  const slugs = ["alpha", "beta", "gamma"];
  await db
    .insert(datasets)
    .values(slugs.map((slug) => ({ slug, title: slug })))
    .onConflictDoNothing();
  const rows = Array.from({ length: count }, (_, index) => taskRow(index, slugs));
  return db.insert(tasks).values(rows).returning();
}

function taskRow(index: number, slugs: readonly string[]): typeof tasks.$inferInsert {
  const chance = chances(index);
  return {
    dataset: pick(slugs, chance()),
    // Digits of one width between equal letters, so that every collation sorts them alike.
    instanceId: `task${String((index * 7_919) % 100_003).padStart(6, "0")}`,
    repo: `owner/repo${chance() % 4}`,
    language: pick([null, "Go", "Python", "Rust"], chance()),
    status: pick<TaskStatus>(taskStatuses, chance()),
    stage: pick<PipelineStage>(pipelineStages, index),
    difficulty: pick<Difficulty | null>([null, ...difficulties], chance()),
    createdAt:
      chance() % 4 === 0 ? null : new Date(Date.UTC(2019 + (chance() % 4), chance() % 2, 1, 0, 0, 0, chance() % 2)),
    patchFiles: 1 + (chance() % 3),
    patchHunks: chance() % 8,
    patchLinesAdded: chance() % 40,
    patchLinesRemoved: chance() % 5,
    patchFunctions: chance() % 3,
    testPatchFiles: 1,
    testPatchLines: chance() % 100,
    failToPass: chance() % 2,
    passToPass: chance() % 500,
    issueWords: chance() % 300,
    hintsWords: 0,
  };
}
