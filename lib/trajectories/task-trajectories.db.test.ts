import { beforeAll, expect, it } from "vitest";
import { insertTaskRows } from "#lib/db/testing/task-rows";
import { testDatabase } from "#lib/db/testing/test-database";
import { insertSearchedTrajectory } from "#lib/db/testing/trajectory-list-rows";
import { findTrajectoryRecord } from "#lib/trajectories/find-record";
import { findTaskTrajectories } from "#lib/trajectories/task-trajectories";

const database = testDatabase();
let taskId: number;
let firstId: number;

beforeAll(async () => {
  const { db } = database().connection;
  const [task, other] = await insertTaskRows(db, 2);
  taskId = task?.id ?? 0;
  const attempt = (model: string | null, verdict: "resolved" | "unresolved" | "not_graded" | null, number: number) =>
    insertSearchedTrajectory(db, ["text"], { taskId, model, verdict, attempt: number, run: "one" });
  firstId = await attempt("b", "resolved", 2);
  await attempt("b", "unresolved", 1);
  await attempt("b", "not_graded", 3);
  await attempt("a", null, 1);
  await attempt(null, "resolved", 1);
  await attempt("a", "resolved", 2);
  await insertSearchedTrajectory(db, ["text"], { taskId, model: "b", parentId: firstId });
  await insertSearchedTrajectory(db, ["text"], { taskId: other?.id ?? 0, model: "b" });
});

it("the attempts at a task come with how many of them each model resolved, without sub-agents", async () => {
  const { models, attempts, isWhole } = await findTaskTrajectories(await database().ctxOf("viewer"), taskId);
  expect(models).toEqual([
    { model: "b", attempts: 3, resolved: 1, graded: 2 },
    { model: "a", attempts: 2, resolved: 1, graded: 1 },
    { model: null, attempts: 1, resolved: 1, graded: 1 },
  ]);
  expect(attempts.map(({ model, attempt }) => [model, attempt])).toEqual([
    ["a", 1],
    ["a", 2],
    ["b", 1],
    ["b", 2],
    ["b", 3],
    [null, 1],
  ]);
  expect(isWhole).toBe(true);
});

it("a task that nobody tried has none", async () => {
  expect(await findTaskTrajectories(await database().ctxOf("viewer"), 999_999)).toEqual({
    models: [],
    attempts: [],
    isWhole: true,
  });
});

it("one trajectory comes with its measures and its patch", async () => {
  const ctx = await database().ctxOf("viewer");
  expect(await findTrajectoryRecord(ctx, String(firstId))).toMatchObject({
    id: firstId,
    model: "b",
    finalPatch: "",
    measures: { turns: expect.any(Number) },
  });
});

it.each(["0", "-1", "1e3", "99999999999", "x", ""])("%j is the id of no trajectory", async (id) => {
  expect(await findTrajectoryRecord(await database().ctxOf("viewer"), id)).toBeUndefined();
});
