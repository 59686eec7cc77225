import { describe, expect, it } from "vitest";
import { findSubagent } from "./find-subagent.ts";

const candidates = [
  { id: 1, trajectoryId: "t-1", sessionId: "s-1", fileName: null, steps: 1 },
  { id: 2, trajectoryId: null, sessionId: "s-2", fileName: "run/task.trajectory.summary.json", steps: 1 },
  { id: 3, trajectoryId: null, sessionId: null, fileName: "run/task.trajectory.answers.json", steps: 1 },
];
const none = { trajectoryId: null, sessionId: null, path: null, extra: {} };

describe("findSubagent", () => {
  it.each([
    [{ trajectoryId: "t-1" }, 1],
    [{ trajectoryId: "t-2", sessionId: "s-1" }, undefined],
    [{ sessionId: "s-2", path: "elsewhere.json" }, 2],
    [{ path: "./trajectory.answers.json" }, 3],
    [{ path: "trajectory.questions.json" }, undefined],
    [{}, undefined],
  ])("%j", (ref, id) => {
    expect(findSubagent(candidates, { ...none, ...ref })?.id).toBe(id);
  });
});
