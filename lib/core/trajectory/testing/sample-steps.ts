import { describeAction } from "../describe-action.ts";
import { listTexts } from "../fold-step.ts";
import type { AgentStep, Step, Trajectory } from "../model.ts";
import type { StepOutline } from "../outline.ts";

const noMetrics = { promptTokens: null, completionTokens: null, cachedTokens: null, costUsd: null, extra: {} };

export const noExtras = { timestamp: null, isCopiedContext: false, extra: {} };

/** A turn of an agent that says, calls and is answered nothing, but for what is given. */
export function agentStep(step: Partial<AgentStep> & { readonly number: number }): AgentStep {
  return {
    kind: "agent",
    ...noExtras,
    content: [],
    reasoning: null,
    calls: [],
    results: [],
    model: null,
    reasoningEffort: null,
    metrics: null,
    llmCallCount: null,
    ...step,
  };
}

/** A shell command and what it printed. */
export function commandStep(
  number: number,
  command: string,
  output: string,
  change: Partial<AgentStep> = {},
): AgentStep {
  return agentStep({
    number,
    calls: [{ id: "call-1", name: "bash", arguments: { command }, extra: {} }],
    results: [
      {
        callId: "call-1",
        content: [{ type: "text", text: output }],
        subagents: [],
        exitCode: 0,
        durationSeconds: null,
        isError: false,
        extra: {},
      },
    ],
    ...change,
  });
}

export function sampleTrajectory(steps: readonly Step[], change: Partial<Trajectory> = {}): Trajectory {
  return {
    format: "atif",
    formatVersion: "ATIF-v1.7",
    instanceId: "owner__name-1",
    trajectoryId: null,
    sessionId: null,
    attempt: null,
    agent: {
      scaffold: "harbor",
      version: "1.0",
      model: "some-model",
      parameters: {},
      toolDefinitions: [],
      extra: {},
    },
    steps,
    exitStatus: "submitted",
    isResolved: null,
    finalPatch: null,
    totals: noMetrics,
    notes: null,
    continuedIn: null,
    subagents: [],
    extra: {},
    ...change,
  };
}

/** What an outline says without looking into shell commands and outputs. */
export function outlineOf(steps: readonly Step[]): readonly StepOutline[] {
  return steps.map((step) => {
    const texts = listTexts(step);
    const actions = step.kind === "agent" ? step.calls.flatMap((call) => describeAction(call)) : [];
    const results = step.kind === "agent" || step.kind === "observation" ? step.results : [];
    const metrics = step.kind === "agent" ? step.metrics : null;
    return {
      number: step.number,
      kind: step.kind,
      title: (texts.find(({ path }) => path.startsWith("calls")) ?? texts[0])?.text.slice(0, 120) ?? step.kind,
      characters: texts.reduce((sum, { text }) => sum + text.length, 0),
      actions: [...new Set(actions.map(({ kind }) => kind))],
      isError: step.kind === "error" || results.some(({ isError }) => isError),
      isEdit: actions.some(({ kind }) => kind === "edit"),
      isGoldEdit: false,
      testRun: null,
      loop: null,
      isCopiedContext: step.isCopiedContext,
      promptTokens: metrics?.promptTokens ?? null,
      completionTokens: metrics?.completionTokens ?? null,
      costUsd: metrics?.costUsd ?? null,
      seconds: null,
    };
  });
}
