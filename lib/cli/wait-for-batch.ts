import type { Ctx } from "#lib/auth/actor";
import { isEnded } from "#lib/core/run/model";
import { fail } from "#lib/errors";
import { formatAmount, formatCount } from "#lib/format";
import { type BatchStanding, followBatch } from "#lib/runs/follow-batch";

const quietMilliseconds = 10_000;

/** How a wait ended: with the batch, by the person, or because nobody is there to do the work. */
export interface WaitOutcome {
  readonly end: "over" | "stopped" | "no-worker";
  readonly standing: BatchStanding;
}

export const interruptedExitCode = 130;

/**
 * Shows how far a batch is until it has ended. Ctrl-C stops the waiting and not the batch; so does a time without any
 * worker that could do the work.
 */
export async function waitForBatch(ctx: Ctx, batchId: string, patienceSeconds: number): Promise<WaitOutcome> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, onSignal);
  const show = progressWriter();
  let last: BatchStanding | undefined;
  let aloneSince: number | null = null;
  try {
    for await (const standing of followBatch(ctx, batchId, { signal: stop.signal })) {
      last = standing;
      if (isEnded(standing.state)) return { end: "over", standing };
      show(describeStanding(standing));
      aloneSince = standing.workersAble > 0 ? null : (aloneSince ?? Date.now());
      if (aloneSince !== null && Date.now() - aloneSince >= patienceSeconds * 1_000)
        return { end: "no-worker", standing };
    }
  } finally {
    show.end();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, onSignal);
  }
  return { end: "stopped", standing: last ?? fail("unavailable", "The batch was not looked at") };
}

/** What to tell somebody whose waiting ended before the batch did. */
export function explainEnd({ end, standing }: WaitOutcome, batchId: string, patienceSeconds: number): string | null {
  const after = `\`assay batch ${batchId} --wait\` waits again, \`assay batch ${batchId} --cancel\` ends it.`;
  switch (end) {
    case "over":
      return null;
    case "stopped":
      return `Stopped waiting; the batch ${batchId} goes on. ${after}`;
    case "no-worker":
      return `Stopped waiting after ${patienceSeconds} s: ${lackOf(standing)}. The batch ${batchId} begins when one starts. ${after}`;
  }
}

/** Why nothing of a batch can be done at the moment. */
export function lackOf({ workersAlive }: BatchStanding): string {
  return workersAlive === 0 ? "no worker is alive" : "no living worker has a sandbox";
}

function describeStanding(standing: BatchStanding): string {
  const { tasks } = standing;
  const ended = tasks.finished + tasks.failed + tasks.cancelled;
  const all = ended + tasks.queued + tasks.running;
  const parts = [
    `${formatCount(ended)} of ${formatAmount(all, "task")} ended`,
    `${formatCount(tasks.running)} running`,
  ];
  if (tasks.failed > 0) parts.push(`${formatCount(tasks.failed)} failed`);
  if (standing.workersAble === 0) parts.push(lackOf(standing));
  return parts.join(", ");
}

/** One line that is written over on a terminal; elsewhere a line when something changed, not too often. */
function progressWriter() {
  let shown = "";
  let shownAt = 0;
  const isTerminal = process.stderr.isTTY;
  function show(line: string): void {
    if (isTerminal) process.stderr.write(`\r\u001b[K${line}`);
    else if (line !== shown && Date.now() - shownAt >= quietMilliseconds) process.stderr.write(`${line}\n`);
    else return;
    shown = line;
    shownAt = Date.now();
  }
  show.end = () => {
    if (isTerminal && shown) process.stderr.write("\r\u001b[K");
  };
  return show;
}
