import { describe, expect, it } from "vitest";
import { applyBatchEvent, applyOverviewEvent } from "#lib/runs/apply-events";
import type { BatchProgress, BatchRow, BatchTaskRow, WorkerRow } from "#lib/runs/model";
import { readEvent } from "#lib/runs/read-event";

const cursors = { nextCursor: "next.9", previousCursor: null };
const noPage = { items: [], nextCursor: null, previousCursor: null };
const progress: BatchProgress = {
  state: "running",
  finishedAt: null,
  states: { queued: 1, running: 0, finished: 0, failed: 0, cancelled: 0 },
  outcomes: { accepted: 0, stopped: 0, graded: 0 },
  failures: [],
  stages: [],
  perMinute: 0,
  secondsLeft: null,
};

describe("applyBatchEvent", () => {
  it("takes the progress, and the rows that changed in the order told", () => {
    const [one, two] = [taskRow(1), taskRow(2)];
    let live = { progress, tasks: { items: [one, two], nextCursor: null, previousCursor: null } };
    live = applyBatchEvent(live, { kind: "progress", progress: { ...progress, perMinute: 4 } }) as typeof live;
    expect(live.progress.perMinute).toBe(4);
    const changed = { ...two, state: "running" as const };
    expect(applyBatchEvent(live, { kind: "tasks", ids: [2, 1, 3], changed: [changed], ...cursors }).tasks).toEqual({
      items: [changed, one],
      ...cursors,
    });
    expect(applyBatchEvent(live, { kind: "end" })).toBe(live);
  });
});

describe("applyOverviewEvent", () => {
  it("takes batches, progress and workers each for themselves", () => {
    const empty = { batches: noPage, progress: new Map([["a", progress]]), workers: [] };
    const row = { id: "a" } as BatchRow;
    const worker = { id: "w" } as WorkerRow;
    expect(applyOverviewEvent(empty, { kind: "batches", ids: ["a"], changed: [row], ...cursors })).toEqual({
      ...empty,
      batches: { items: [row], ...cursors },
    });
    expect(applyOverviewEvent(empty, { kind: "progress", changed: [["b", progress]] }).progress.size).toBe(2);
    expect(applyOverviewEvent(empty, { kind: "workers", workers: [worker] })).toEqual({ ...empty, workers: [worker] });
  });
});

describe("readEvent", () => {
  it("gives moments back as dates, and no other text", () => {
    const at = new Date("2026-01-02T03:04:05.678Z");
    const sent = { kind: "x", rows: [{ finishedAt: at, startedAt: null, reason: at.toISOString() }] };
    expect(readEvent(JSON.stringify(sent))).toEqual(sent.rows[0] && { ...sent, rows: [{ ...sent.rows[0] }] });
  });
});

function taskRow(taskId: number): BatchTaskRow {
  return {
    batchId: "b",
    taskId,
    instanceId: `task-${taskId}`,
    state: "queued",
    outcome: null,
    stage: null,
    failureClass: null,
    reason: null,
    tries: 0,
    startedAt: null,
    finishedAt: null,
    runs: [],
  };
}
