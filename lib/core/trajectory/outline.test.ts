import { describe, expect, it } from "vitest";
import { measureTrajectory } from "./measure-trajectory.ts";
import { outlineSteps } from "./outline.ts";
import { parseTrajectories } from "./parse-trajectories.ts";

const edit = { command: "str_replace", path: "/testbed/src/module.py", old_str: "0", new_str: "1" };
const goldPatch =
  "diff --git a/src/module.py b/src/module.py\n--- a/src/module.py\n+++ b/src/module.py\n@@ -1 +1 @@\n-0\n+1\n";

const record = {
  messages: [
    { role: "system", content: "You mend code." },
    { role: "user", content: "Mend it,\nplease." },
    called("1", "bash", { command: "python -m pytest tests" }),
    { role: "tool", tool_call_id: "1", content: "===== 1 failed, 2 passed in 0.1s =====" },
    called("2", "str_replace_editor", edit),
    { role: "tool", tool_call_id: "2", content: "edited" },
    called("3", "bash", { command: "sed -i s/0/1/ src/other.py" }),
    { role: "tool", tool_call_id: "3", content: "" },
    { role: "assistant", content: "Done." },
  ],
};

describe("outlineSteps", () => {
  it("tells in a line what each step says and does", () => {
    const [trajectory] = parseTrajectories(record).value;
    if (!trajectory) throw new Error("The record was not read");
    const outline = outlineSteps(trajectory, measureTrajectory(trajectory, { patch: goldPatch, testPatch: "" }));
    expect(outline.map(({ number, kind, title }) => [number, kind, title])).toEqual([
      [1, "system", "You mend code."],
      [2, "user", "Mend it, please."],
      [3, "agent", "python -m pytest tests"],
      [4, "agent", "edit /testbed/src/module.py"],
      [5, "agent", expect.stringMatching(/^sed -i/)],
      [6, "agent", "Done."],
    ]);
    expect(outline.map(({ testRun }) => testRun)).toEqual([null, null, { passed: 2, failed: 1 }, null, null, null]);
    expect(outline.filter(({ isEdit }) => isEdit).map(({ number }) => number)).toEqual([4, 5]);
    expect(outline.filter(({ isGoldEdit }) => isGoldEdit).map(({ number }) => number)).toEqual([4]);
    expect(outline[0]).toMatchObject({ characters: 14, actions: [], loop: null, isError: false, promptTokens: null });
    expect(outline[2]?.actions).toEqual(["command"]);
  });
});

function called(id: string, name: string, args: object) {
  const call = { id, type: "function", function: { name, arguments: JSON.stringify(args) } };
  return { role: "assistant", content: "Look.", tool_calls: [call] };
}
