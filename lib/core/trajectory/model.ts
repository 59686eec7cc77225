import type { JsonObject, JsonValue } from "../json.ts";

/** The published formats that trajectories are read from. */
export const trajectoryFormats = [
  "atif",
  "swe-agent",
  "mini-swe-agent",
  "openhands",
  "openhands-sdk",
  "messages",
  "r2e-gym",
  "auto-code-rover",
] as const;
export type TrajectoryFormat = (typeof trajectoryFormats)[number];

/**
 * What one agent did on one task. The fields follow ATIF v1.7 (Harbor's Agent Trajectory Interchange Format); what a
 * source has beyond them is kept in `extra` at the place where it stood.
 */
export interface Trajectory {
  readonly format: TrajectoryFormat;
  /** As the source says it: "ATIF-v1.5", "mini-swe-agent-1.1"; null where it says none. */
  readonly formatVersion: string | null;
  readonly instanceId: string | null;
  /** The source's own id of this trajectory. */
  readonly trajectoryId: string | null;
  readonly sessionId: string | null;
  /** Counts from 1 where one agent tried the same task more than once. */
  readonly attempt: number | null;
  readonly agent: Agent;
  readonly steps: readonly Step[];
  /** In the scaffold's own words: "submitted", "LimitsExceeded". */
  readonly exitStatus: string | null;
  /** What the source says of the tests; null where it says nothing. */
  readonly isResolved: boolean | null;
  /** Empty where the agent handed in nothing; null where the source does not say. */
  readonly finalPatch: string | null;
  readonly totals: Metrics;
  readonly notes: string | null;
  /** Path of the file that goes on where this one ends. */
  readonly continuedIn: string | null;
  readonly subagents: readonly Trajectory[];
  readonly extra: JsonObject;
}

export interface Agent {
  readonly scaffold: string | null;
  readonly version: string | null;
  readonly model: string | null;
  /** Temperature, limits and the like, as the source names them. */
  readonly parameters: JsonObject;
  /** In the form of OpenAI's tool schema where the source has that. */
  readonly toolDefinitions: readonly JsonValue[];
  readonly extra: JsonObject;
}

/** Tokens and money; null where the source does not say. Prompt tokens include the cached ones. */
export interface Metrics {
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly cachedTokens: number | null;
  readonly costUsd: number | null;
  readonly extra: JsonObject;
}

export type Step = SystemStep | UserStep | AgentStep | ObservationStep | SubagentStep | CondensationStep | ErrorStep;
export type StepKind = Step["kind"];

interface StepBase {
  /** 1 for the first, without gaps. */
  readonly number: number;
  /** ISO 8601; null where the source does not say. */
  readonly timestamp: string | null;
  /** A repeat of what an earlier trajectory holds, there for context only; it counts nowhere and is never exported for training. */
  readonly isCopiedContext: boolean;
  readonly extra: JsonObject;
}

/** Instructions, tool descriptions, notices of the scaffold. */
export interface SystemStep extends StepBase {
  readonly kind: "system";
  readonly content: Content;
}

/** What a person, or a script in a person's place, says. */
export interface UserStep extends StepBase {
  readonly kind: "user";
  readonly content: Content;
}

/** One turn of the agent: what it says, thinks and calls, and what came back for its calls. */
export interface AgentStep extends StepBase {
  readonly kind: "agent";
  readonly content: Content;
  readonly reasoning: string | null;
  readonly calls: readonly ToolCall[];
  readonly results: readonly CallResult[];
  readonly model: string | null;
  readonly reasoningEffort: string | number | null;
  readonly metrics: Metrics | null;
  /** 0 for a turn that no model took part in; null where the source does not say. */
  readonly llmCallCount: number | null;
}

/** What the environment says without having been called. */
export interface ObservationStep extends StepBase {
  readonly kind: "observation";
  readonly results: readonly CallResult[];
}

/** Work that the scaffold, not a call, handed to another agent. */
export interface SubagentStep extends StepBase {
  readonly kind: "subagent";
  readonly content: Content;
  readonly results: readonly CallResult[];
}

/** The scaffold shortened the context: what it forgot, and what stands in its place. */
export interface CondensationStep extends StepBase {
  readonly kind: "condensation";
  readonly summary: string | null;
  /** Numbers of the steps that the model no longer sees; empty where the source does not say. */
  readonly forgottenSteps: readonly number[];
}

/** The scaffold or the model's endpoint failed. */
export interface ErrorStep extends StepBase {
  readonly kind: "error";
  readonly message: string;
  readonly classification: string | null;
}

export type Content = readonly ContentPart[];

export type ContentPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image"; readonly mediaType: string; readonly path: string };

export interface ToolCall {
  /** Unique in its step; the source's own, or "call-1" where it has none. */
  readonly id: string;
  readonly name: string;
  /** As the model gave them; `{ raw: "…" }` where that was no JSON object. */
  readonly arguments: JsonObject;
  readonly extra: JsonObject;
}

export interface CallResult {
  /** The call of the same step that this answers; null where the source pairs none. */
  readonly callId: string | null;
  readonly content: Content;
  readonly subagents: readonly SubagentRef[];
  readonly exitCode: number | null;
  readonly durationSeconds: number | null;
  /** The tool itself failed or refused, as the source says. */
  readonly isError: boolean;
  readonly extra: JsonObject;
}

/** Where a sub-agent's own trajectory is: embedded (by id) or in a file beside this one (by path). */
export interface SubagentRef {
  readonly trajectoryId: string | null;
  readonly path: string | null;
  readonly sessionId: string | null;
  readonly extra: JsonObject;
}
