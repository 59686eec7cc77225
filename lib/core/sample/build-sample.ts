import type { JsonObject } from "../json.ts";
import type { Step, Trajectory } from "../trajectory/model.ts";
import { buildAtif } from "./build-atif.ts";
import { buildChat } from "./build-chat.ts";
import { buildFunctionText } from "./build-function-text.ts";
import type { CountTokens } from "./count-tokens.ts";
import type { Redaction, SampleRules, SampleStep } from "./model.ts";

export interface SampleSource {
  readonly trajectory: Trajectory;
  /** What `prepareSteps` made of the trajectory's steps under the same rules. */
  readonly steps: readonly Step[];
  /** What is told of the trajectory beside what it holds. */
  readonly metadata: JsonObject;
}

export type BuiltSample =
  | {
      readonly kind: "sample";
      readonly sample: JsonObject;
      readonly redactions: readonly Redaction[];
      /**
       * A text for each part that says something; two samples with the same texts hold the same conversation. Spaces and
       * line breaks count once, and ids, times and metrics do not count.
       */
      readonly conversation: readonly string[];
    }
  | {
      readonly kind: "dropped";
      readonly step: Extract<SampleStep, "consistent" | "capped">;
      readonly reason: string;
    };

/** Makes a training sample in the format of the rules, or says why it makes none. Total; equal input, equal output. */
export function buildSample(source: SampleSource, rules: SampleRules, countTokens: CountTokens): BuiltSample {
  switch (rules.format) {
    case "chat":
      return buildChat(source, rules, countTokens);
    case "function-text":
      return buildFunctionText(source, rules, countTokens);
    case "atif":
      return buildAtif(source, rules, countTokens);
  }
}
