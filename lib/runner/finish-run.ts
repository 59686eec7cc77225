import { gzipSync } from "node:zlib";
import { and, eq, inArray } from "drizzle-orm";
import type { FailureClass, Resolution } from "#lib/core/grading/model";
import type { LogFacts } from "#lib/core/grading/refuse-log";
import type { StatusLetters } from "#lib/core/grading/status-letters";
import type { RunStep } from "#lib/core/run/model";
import type { Database, Queryable } from "#lib/db/client";
import { batchTasks, runLogPieces, runLogs, runs, runTests } from "#lib/db/schema";
import { type Claim, isClaimed } from "#lib/runner/claim-task";

/** How a run ended and all that is kept of it. */
export interface RunRecord {
  readonly exitCode: number | null;
  readonly imageDigest: string;
  readonly durationSeconds: number;
  readonly steps: readonly RunStep[];
  readonly parser: string | null;
  readonly verdict: {
    readonly resolution: Resolution | null;
    readonly failureClass: FailureClass | null;
    readonly reason: string;
  };
  readonly letters: StatusLetters;
  readonly listsHash: string;
  readonly logFacts: LogFacts;
  readonly tests: TestColumns;
  readonly log: Buffer;
  readonly isLogTruncated: boolean;
}

/** The tests of a run in columns of one length; `statuses` has a letter for each. */
export interface TestColumns {
  readonly names: readonly string[];
  readonly statuses: string;
  readonly seconds: readonly (number | null)[] | null;
  readonly lines: readonly number[];
}

/** Thrown where somebody cancelled the task or another worker took it over: what was done must not be written. */
export class ClaimLost extends Error {
  override readonly name = "ClaimLost";
}

export async function finishRun(db: Database, claim: Claim, runId: number, record: RunRecord): Promise<void> {
  const { verdict, letters, tests } = record;
  await db.transaction(async (tx) => {
    await requireClaim(tx, claim);
    const [written] = await tx
      .update(runs)
      .set({
        state: "finished",
        exitCode: record.exitCode,
        imageDigest: record.imageDigest,
        durationSeconds: record.durationSeconds,
        steps: [...record.steps],
        parser: record.parser,
        resolution: verdict.resolution,
        failureClass: verdict.failureClass,
        reason: verdict.reason,
        testCount: tests.names.length,
        failToPassStatuses: letters.failToPass,
        passToPassStatuses: letters.passToPass,
        otherPassed: letters.otherPassed,
        listsHash: record.listsHash,
        logFacts: record.logFacts,
        finishedAt: new Date(),
      })
      .where(and(eq(runs.id, runId), inArray(runs.state, ["queued", "running"])))
      .returning({ id: runs.id });
    // Written already by a try whose answer was lost with the connection.
    if (!written) return;
    await tx.insert(runLogs).values({
      runId,
      content: gzipSync(record.log),
      sizeBytes: record.log.length,
      isTruncated: record.isLogTruncated,
    });
    await tx.insert(runTests).values({
      runId,
      names: [...tests.names],
      statuses: tests.statuses,
      seconds: tests.seconds?.map((seconds) => seconds ?? 0),
      lines: [...tests.lines],
    });
    await tx.delete(runLogPieces).where(eq(runLogPieces.runId, runId));
  });
}

/** Holds the task's row, so that nobody cancels it or takes it over before the transaction ends. */
export async function requireClaim(tx: Queryable, claim: Claim): Promise<void> {
  const [held] = await tx.select({ taskId: batchTasks.taskId }).from(batchTasks).where(isClaimed(claim)).for("update");
  if (!held) throw new ClaimLost("The task was cancelled or taken over");
}
