import { describe, expect, test } from "vitest";
import {
  type BuiltStep,
  bash,
  buildCall,
  buildResult,
  buildTrajectory,
  say,
  turn,
  userSays,
} from "../trajectory/testing/build-trajectory.ts";
import { buildSample } from "./build-sample.ts";
import { plainTokenizers } from "./count-tokens.ts";
import { type SampleFormat, type SampleRules, sampleFormats } from "./model.ts";
import { prepareSteps } from "./prepare-steps.ts";
import { sampleRules } from "./testing/sample-rules.ts";

function conversation(steps: readonly BuiltStep[], change: Partial<SampleRules>): readonly string[] {
  const trajectory = buildTrajectory(steps);
  const rules = sampleRules(change);
  const source = { trajectory, steps: prepareSteps(trajectory.steps, rules), metadata: {} };
  const built = buildSample(source, rules, plainTokenizers.characters);
  if (built.kind === "dropped") throw new Error(built.reason);
  return built.conversation;
}

const mend = userSays("Mend it.");
const list = turn("bash", { command: "ls", timeout: 5 }, "a.py");
const plain = [mend, list, say("Done.")];
const event: BuiltStep = {
  kind: "observation",
  timestamp: null,
  isCopiedContext: false,
  extra: { event: "recall" },
  results: [buildResult("noted")],
};
const otherId = {
  ...list,
  calls: [buildCall("bash", { command: "ls", timeout: 5 }, "other")],
  results: [buildResult("a.py", { callId: "other" })],
};

describe.each(sampleFormats)("two samples in %s say the same", (format) => {
  test.each<[string, readonly BuiltStep[]]>([
    [
      "with other spaces",
      [userSays(" Mend\n it. "), turn("bash", { command: "ls", timeout: 5 }, "a.py\n"), say("Done.")],
    ],
    ["with times", [{ ...mend, timestamp: "2024-01-01" }, list, say("Done.")]],
    ["with other ids of calls", [mend, otherId, say("Done.")]],
    ["with steps that say nothing behind the end", [...plain, userSays(" ")]],
  ])("%s", (_what, steps) => {
    expect(conversation(steps, { format })).toEqual(conversation(plain, { format }));
  });

  test.each<[string, readonly BuiltStep[]]>([
    ["another word", [userSays("Mend that."), list, say("Done.")]],
    ["another argument", [mend, turn("bash", { command: "ls", timeout: 6 }, "a.py"), say("Done.")]],
    ["another result", [mend, turn("bash", { command: "ls", timeout: 5 }, "b.py"), say("Done.")]],
    ["a thought", [mend, list, { ...say("Done."), reasoning: "Hm." }]],
    ["a turn more", [...plain, userSays("More."), bash("ls")]],
  ])("but not with %s", (_what, steps) => {
    expect(conversation(steps, { format })).not.toEqual(conversation(plain, { format }));
  });

  test("where they differ only in what was cut off", () => {
    const cap = { maxTokens: 60, over: "truncate", truncation: "turns", observationCharacters: 10 } as const;
    const long = (unit: string) => [mend, say("Yes."), userSays(unit.repeat(100)), say("Done.")];
    expect(conversation(long("x"), { format, cap })).toEqual(conversation(long("y"), { format, cap }));
  });

  test("where they differ only in a secret that was taken out", () => {
    const mail = (address: string) => [userSays(`Mail ${address}`), say("Done.")];
    expect(conversation(mail("a@b.com"), { format })).toEqual(conversation(mail("c@d.com"), { format }));
  });
});

test.each<[SampleFormat, boolean]>([
  ["chat", true],
  ["function-text", true],
  ["atif", false],
])("two samples in %s that differ in the answer to the last turn say the same: %s", (format, isSame) => {
  const [one, other] = ["a.py", "b.py"].map((result) => conversation([mend, bash("ls", result)], { format }));
  if (isSame) expect(one).toEqual(other);
  else expect(one).not.toEqual(other);
});

test.each(["chat", "atif"] as const)("the order of arguments tells no samples in %s apart", (format) => {
  const turned = [mend, turn("bash", { timeout: 5, command: "ls" }, "a.py"), say("Done.")];
  expect(conversation(turned, { format })).toEqual(conversation(plain, { format }));
});

test.each(["chat", "function-text"] as const)("what a scaffold notes for itself is in no sample in %s", (format) => {
  expect(conversation([mend, list, event, say("Done.")], { format })).toEqual(conversation(plain, { format }));
});

test("two samples in atif are told apart by their images", () => {
  const [one, other] = ["a.png", "b.png"].map((path) => {
    const image: BuiltStep = { ...mend, kind: "user", content: [{ type: "image", mediaType: "image/png", path }] };
    return conversation([image, say("Done.")], { format: "atif" });
  });
  expect(one).not.toEqual(other);
});
