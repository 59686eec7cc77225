import { expect, test } from "vitest";
import { alignTrajectories } from "./align-trajectories.ts";
import { bash, buildTrajectory, say, turn, userSays } from "./testing/build-trajectory.ts";

function run(letters: string) {
  return buildTrajectory(Array.from(letters, (letter) => bash(letter)));
}

function rows(left: string, right: string) {
  return alignTrajectories(run(left), run(right)).rows.map(
    (row) => `${row.left ?? "."}${row.isShared ? "=" : "|"}${row.right ?? "."}`,
  );
}

test.each([
  ["abc", "abc", ["1=1", "2=2", "3=3"]],
  ["abc", "axc", ["1=1", "2|2", "3=3"]],
  ["abcd", "ad", ["1=1", "2|.", "3|.", "4=2"]],
  ["a", "xya", [".|1", ".|2", "1=3"]],
  ["abx", "aby", ["1=1", "2=2", "3|3"]],
  ["", "a", [".|1"]],
])("%j beside %j", (left, right, expected) => {
  expect(rows(left, right)).toEqual(expected);
});

test("marks where the two part", () => {
  const alignment = alignTrajectories(run("abcd"), run("abxd"));
  expect(alignment.firstDivergence).toEqual({ left: 3, right: 3, isShared: false });
  expect(alignment.sharedTurns).toBe(3);
  expect(alignTrajectories(run("ab"), run("ab")).firstDivergence).toBeNull();
});

test("turns are known by what they do, whatever the scaffold calls its tool, and go by their step numbers", () => {
  const left = buildTrajectory([
    userSays("fix"),
    bash("ls -la"),
    { ...say("old"), isCopiedContext: true },
    turn("Read", { file_path: "/r/a" }),
  ]);
  const right = buildTrajectory([
    turn("execute_bash", { command: "ls -la\n" }),
    turn("str_replace_editor", { command: "view", path: "/r/a" }),
  ]);
  expect(alignTrajectories(left, right).rows).toEqual([
    { left: 2, right: 1, isShared: true },
    { left: 4, right: 2, isShared: true },
  ]);
});

test("a file of the repository is the same wherever a scaffold keeps the repository", () => {
  const [left, right, elsewhere] = ["/testbed/src/a.py", "/workspace/owner__name/src/a.py", "/tmp/src/a.py"].map(
    (path) => buildTrajectory([turn("str_replace_editor", { command: "view", path })]),
  );
  if (!left || !right || !elsewhere) throw new Error("three were built");
  expect(alignTrajectories(left, right).sharedTurns).toBe(1);
  expect(alignTrajectories(left, elsewhere).sharedTurns).toBe(0);
});

test("two times 2,000 turns are aligned in whole", () => {
  const many = Array.from({ length: 2_000 }, (_, index) => bash(`step ${index}`));
  const other = many.map((step, index) => (index % 3 === 0 ? bash(`other ${index}`) : step));
  const alignment = alignTrajectories(buildTrajectory(many), buildTrajectory(other));
  expect(alignment.sharedTurns).toBe(1_333);
  expect(alignment.rows).toHaveLength(2_000);
});
