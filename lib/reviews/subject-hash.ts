import { eq } from "drizzle-orm";
import type { Queryable } from "#lib/db/client";
import { taskTexts, trajectories } from "#lib/db/schema";

/** Names the content that a task or a trajectory has now; undefined where it was removed. */
export async function findSubjectHash(
  db: Pick<Queryable, "select">,
  { taskId, trajectoryId }: { readonly taskId: number | null; readonly trajectoryId: number | null },
): Promise<string | undefined> {
  const [found] =
    taskId !== null
      ? await db.select({ hash: taskTexts.contentHash }).from(taskTexts).where(eq(taskTexts.taskId, taskId))
      : await db
          .select({ hash: trajectories.contentHash })
          .from(trajectories)
          .where(eq(trajectories.id, trajectoryId ?? 0));
  return found?.hash;
}
