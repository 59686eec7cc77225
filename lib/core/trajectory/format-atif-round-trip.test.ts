import fc from "fast-check";
import { expect, test } from "vitest";
import { agentOf } from "./agent.ts";
import type { JsonObject } from "./fields.ts";
import { formatAtif } from "./format-atif.ts";
import {
  type CallResult,
  type Content,
  type ContentPart,
  type Metrics,
  type Step,
  type SubagentRef,
  type ToolCall,
  type Trajectory,
  trajectoryFormats,
} from "./model.ts";
import { parseTrajectories } from "./parse-trajectories.ts";

const text = fc.string({ maxLength: 12, unit: "grapheme" });
const maybeText = fc.option(text);
const maybeNumber = fc.option(fc.oneof(fc.nat(), fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-9 })));
/** Any JSON object, now and then with the key that Assay keeps its own under. */
const extra: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constant({}),
  fc.dictionary(fc.oneof(text, fc.constantFrom("assay", "extra", "__proto__", "kind")), jsonValue(), { maxKeys: 3 }),
);
const timestamp = fc.option(
  fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2200") }).map((date) => date.toISOString()),
);

function jsonValue() {
  const leaf = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
  return fc.oneof(leaf, fc.array(leaf, { maxLength: 2 }), fc.dictionary(text, leaf, { maxKeys: 2 }));
}

const part: fc.Arbitrary<ContentPart> = fc.oneof(
  fc.record({ type: fc.constant("text" as const), text }),
  fc.record({ type: fc.constant("image" as const), mediaType: fc.constant("image/png"), path: text }),
);
const content: fc.Arbitrary<Content> = fc.array(part, { maxLength: 3 });

const metrics: fc.Arbitrary<Metrics> = fc.record({
  promptTokens: maybeNumber,
  completionTokens: maybeNumber,
  cachedTokens: maybeNumber,
  costUsd: maybeNumber,
  extra: fc.oneof(extra, fc.constant({ logprobs: [-0.5, -1], total_steps: 7 })),
});

const ref: fc.Arbitrary<SubagentRef> = fc.record({
  trajectoryId: maybeText,
  path: maybeText,
  sessionId: maybeText,
  extra,
});

function result(callId: fc.Arbitrary<string | null>): fc.Arbitrary<CallResult> {
  return fc.record({
    callId,
    content,
    subagents: fc.array(ref, { maxLength: 2 }),
    exitCode: fc.option(fc.integer()),
    durationSeconds: maybeNumber,
    isError: fc.boolean(),
    extra,
  });
}

const call: fc.Arbitrary<ToolCall> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 4 }),
  name: text,
  arguments: extra,
  extra,
});

const base = { number: fc.constant(0), timestamp, isCopiedContext: fc.boolean(), extra };
const loose = fc.array(result(fc.constant(null)), { maxLength: 2 });

const agentStep = fc.uniqueArray(call, { selector: ({ id }) => id, maxLength: 3 }).chain((calls) =>
  fc.record({
    kind: fc.constant("agent" as const),
    ...base,
    content,
    reasoning: maybeText,
    calls: fc.constant(calls),
    results: fc.array(result(fc.constantFrom(null, ...calls.map(({ id }) => id))), { maxLength: 3 }),
    model: maybeText,
    reasoningEffort: fc.option(fc.oneof(text, fc.nat())),
    metrics: fc.option(metrics),
    llmCallCount: fc.option(fc.nat()),
  }),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom("system" as const, "user" as const), ...base, content }),
  agentStep,
  fc.record({ kind: fc.constant("observation" as const), ...base, results: loose }),
  fc.record({ kind: fc.constant("subagent" as const), ...base, content, results: loose }),
  fc.record({
    kind: fc.constant("condensation" as const),
    ...base,
    summary: maybeText,
    forgottenSteps: fc.array(fc.nat(), { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant("error" as const), ...base, message: text, classification: maybeText }),
);

const steps = fc.array(step, { maxLength: 5 }).map((list) => list.map((one, index) => ({ ...one, number: index + 1 })));

const agent = fc.record({
  scaffold: maybeText,
  version: maybeText,
  model: maybeText,
  parameters: extra,
  toolDefinitions: fc.array(jsonValue(), { maxLength: 2 }),
  extra,
});

function trajectory(subagents: fc.Arbitrary<readonly Trajectory[]>): fc.Arbitrary<Trajectory> {
  return fc.record({
    format: fc.constantFrom(...trajectoryFormats),
    formatVersion: maybeText,
    instanceId: maybeText,
    trajectoryId: maybeText,
    sessionId: maybeText,
    attempt: fc.option(fc.nat()),
    agent: fc.oneof(agent, fc.constant(agentOf({}))),
    steps,
    exitStatus: maybeText,
    isResolved: fc.option(fc.boolean()),
    finalPatch: maybeText,
    totals: metrics,
    notes: maybeText,
    continuedIn: maybeText,
    subagents,
    extra,
  });
}

/** Any trajectory that the model allows, with sub-agents one level deep. */
const arbitraryTrajectory = trajectory(fc.array(trajectory(fc.constant([])), { maxLength: 2 }));

test("whatever the model holds comes back from ATIF the same", () => {
  fc.assert(
    fc.property(arbitraryTrajectory, (one) => {
      const text = JSON.stringify(formatAtif(one));
      expect(parseTrajectories(JSON.parse(text))).toEqual({ value: [one], problems: [] });
    }),
    { numRuns: 300 },
  );
});
