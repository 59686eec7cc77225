import { eq } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { runTests } from "#lib/db/schema";
import type { RunTest } from "#lib/runs/model";
import { readTestStatus } from "#lib/runs/test-status";

/** The tests of a run in the order of its log; none before it has ended. */
export async function listRunTests({ actor, db }: Ctx, runId: number): Promise<RunTest[]> {
  requireRole(actor, "viewer");
  const [row] = await db
    .select({ names: runTests.names, statuses: runTests.statuses, seconds: runTests.seconds, lines: runTests.lines })
    .from(runTests)
    .where(eq(runTests.runId, runId));
  if (!row) return [];
  const { names, statuses, seconds, lines } = row;
  return names.map((name, index) => ({
    name,
    status: readTestStatus(statuses[index] ?? ""),
    seconds: seconds?.[index] ?? null,
    line: lines[index] || null,
  }));
}
