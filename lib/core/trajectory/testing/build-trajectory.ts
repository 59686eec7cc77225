import type { AgentStep, CallResult, Content, Metrics, Step, ToolCall, Trajectory } from "../model.ts";

/** A step as a test names it; its number comes from its place. */
export type BuiltStep<S extends Step = Step> = S extends Step ? Omit<S, "number"> : never;

type Arguments = ToolCall["arguments"];

const noMetrics: Metrics = { promptTokens: null, completionTokens: null, cachedTokens: null, costUsd: null, extra: {} };

export function buildTrajectory(steps: readonly BuiltStep[], more: Partial<Trajectory> = {}): Trajectory {
  return {
    format: "openhands",
    formatVersion: null,
    instanceId: null,
    trajectoryId: null,
    sessionId: null,
    attempt: null,
    agent: { scaffold: null, version: null, model: null, parameters: {}, toolDefinitions: [], extra: {} },
    steps: steps.map((step, index) => ({ ...step, number: index + 1 })),
    exitStatus: null,
    isResolved: null,
    finalPatch: null,
    totals: noMetrics,
    notes: null,
    continuedIn: null,
    subagents: [],
    extra: {},
    ...more,
  };
}

export function buildCall(name: string, args: Arguments, id = "call-1"): ToolCall {
  return { id, name, arguments: args, extra: {} };
}

export function buildResult(text: string, more: Partial<CallResult> = {}): CallResult {
  return {
    callId: null,
    content: textContent(text),
    subagents: [],
    exitCode: null,
    durationSeconds: null,
    isError: false,
    extra: {},
    ...more,
  };
}

/** A turn with one call and what came back for it. */
export function turn(name: string, args: Arguments, output = "", more: Partial<CallResult> = {}): BuiltStep<AgentStep> {
  return { ...say(""), calls: [buildCall(name, args)], results: [buildResult(output, { callId: "call-1", ...more })] };
}

/** A turn that calls a shell. */
export function bash(command: string, output = "", exitCode = 0): BuiltStep<AgentStep> {
  return turn("bash", { command }, output, { exitCode });
}

/** A turn without calls. */
export function say(text: string): BuiltStep<AgentStep> {
  return {
    kind: "agent",
    timestamp: null,
    isCopiedContext: false,
    extra: {},
    content: textContent(text),
    reasoning: null,
    calls: [],
    results: [],
    model: null,
    reasoningEffort: null,
    metrics: null,
    llmCallCount: null,
  };
}

export function userSays(text: string): BuiltStep {
  return { kind: "user", timestamp: null, isCopiedContext: false, extra: {}, content: textContent(text) };
}

export function buildMetrics(values: Partial<Metrics>): Metrics {
  return { ...noMetrics, ...values };
}

function textContent(text: string): Content {
  return [{ type: "text", text }];
}
