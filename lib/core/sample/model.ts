import type { JsonObject } from "../json.ts";

/** How a sample is written: OpenAI's messages with native tool calls, calls as text of the turn, or ATIF. */
export const sampleFormats = ["chat", "function-text", "atif"] as const;
export type SampleFormat = (typeof sampleFormats)[number];

/** What becomes of the instructions that the scaffold gave before the task. */
export const systemPolicies = ["keep", "drop", "replace"] as const;
export type SystemPolicy = (typeof systemPolicies)[number];

export const reasoningPolicies = ["keep", "drop"] as const;
export type ReasoningPolicy = (typeof reasoningPolicies)[number];

/** What becomes of a sample that is over the cap. */
export const overCapPolicies = ["drop", "truncate"] as const;
export type OverCapPolicy = (typeof overCapPolicies)[number];

/** What is taken away to truncate: turns from the end, the middle of long observations, or first these, then turns. */
export const truncations = ["turns", "observations", "observations-then-turns"] as const;
export type Truncation = (typeof truncations)[number];

/** What can be found and redacted; looked for in this order. */
export const secretKinds = [
  "private-key",
  "aws-key",
  "github-token",
  "gitlab-token",
  "google-key",
  "slack-token",
  "stripe-key",
  "huggingface-token",
  "npm-token",
  "pypi-token",
  "anthropic-key",
  "openai-key",
  "groq-key",
  "sendgrid-key",
  "digitalocean-token",
  "jwt",
  "bearer-token",
  "url-credentials",
  "api-key",
  "password",
  "email",
] as const;
export type SecretKind = (typeof secretKinds)[number];

export interface SecretOptions {
  readonly kinds: readonly SecretKind[];
  /** Addresses of these domains, and of those below them, stay. */
  readonly allowedEmailDomains: readonly string[];
}

export interface CapOptions {
  /** In the unit of the tokenizer; null for no cap. */
  readonly maxTokens: number | null;
  readonly over: OverCapPolicy;
  readonly truncation: Truncation;
  /** UTF-16 units that a shortened observation keeps. */
  readonly observationCharacters: number;
}

export interface SampleRules {
  readonly format: SampleFormat;
  readonly system: SystemPolicy;
  /** What stands in the place of the instructions under the policy `replace`. */
  readonly systemText: string;
  readonly reasoning: ReasoningPolicy;
  readonly secrets: SecretOptions;
  readonly cap: CapOptions;
}

/** A secret that was taken out; never the secret itself. */
export interface Redaction {
  readonly kind: SecretKind;
  /** Where in the sample: `messages[4].content`. */
  readonly path: string;
  readonly count: number;
}

/** Where a trajectory can fall on its way to a sample, in the order of the way. */
export const sampleSteps = [
  "resolved",
  "approved",
  "decontaminated",
  "attempts",
  "consistent",
  "capped",
  "unique",
] as const;
export type SampleStep = (typeof sampleSteps)[number];

/** A value, or why there is none. */
export type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export interface SampleCall {
  /** Unique in the sample. */
  readonly id: string;
  readonly name: string;
  readonly arguments: JsonObject;
}

/** A message of a conversation, and the step of the trajectory that it comes from. */
export type SampleMessage = OutsideMessage | TurnMessage | AnswerMessage;

export interface OutsideMessage {
  readonly role: "system" | "user";
  readonly step: number;
  readonly content: string;
}

export interface TurnMessage {
  readonly role: "assistant";
  readonly step: number;
  readonly content: string;
  readonly reasoning: string | null;
  readonly calls: readonly SampleCall[];
}

export interface AnswerMessage {
  readonly role: "tool";
  readonly step: number;
  readonly content: string;
  readonly callId: string;
  readonly name: string;
}
