import { isJsonObject, type JsonValue } from "../json.ts";
import type { CallResult, Content, Step, ToolCall } from "./model.ts";

/** Which part of a step a text is: what somebody says, what the agent thinks, what it calls, what came back. */
export type StepField = "message" | "thought" | "call" | "result" | "summary" | "error";

export interface StepText {
  readonly field: StepField;
  readonly text: string;
}

/** Every text of a step that is not empty, in the order in which a reader meets them. A search looks through exactly these. */
export function listStepTexts(step: Step): StepText[] {
  return textsOf(step).filter(({ text }) => text !== "");
}

function textsOf(step: Step): StepText[] {
  switch (step.kind) {
    case "system":
    case "user":
      return contentTexts("message", step.content);
    case "agent":
      return [
        ...(step.reasoning === null ? [] : [{ field: "thought" as const, text: step.reasoning }]),
        ...contentTexts("message", step.content),
        ...step.calls.map(callText),
        ...resultTexts(step.results),
      ];
    case "observation":
      return resultTexts(step.results);
    case "subagent":
      return [...contentTexts("message", step.content), ...resultTexts(step.results)];
    case "condensation":
      return step.summary === null ? [] : [{ field: "summary", text: step.summary }];
    case "error":
      return [{ field: "error", text: step.message }];
  }
}

function contentTexts(field: StepField, content: Content): StepText[] {
  return content.flatMap((part) => (part.type === "text" ? [{ field, text: part.text }] : []));
}

function resultTexts(results: readonly CallResult[]): StepText[] {
  return results.flatMap(({ content }) => contentTexts("result", content));
}

function callText({ name, arguments: given }: ToolCall): StepText {
  return { field: "call", text: [name, ...valueTexts(given)].join("\n") };
}

function valueTexts(value: JsonValue): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (Array.isArray(value)) return value.flatMap(valueTexts);
  return isJsonObject(value) ? Object.values(value).flatMap(valueTexts) : [];
}
