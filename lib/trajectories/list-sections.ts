import type { JsonObject } from "#lib/core/json";
import { contentText } from "#lib/core/trajectory/content-text";
import type { CallResult, Step } from "#lib/core/trajectory/model";

/** A part of a step under its heading. */
export interface StepSection {
  readonly title: string;
  readonly text: string;
}

/** The texts of a step in reading order: what it thinks, says, calls, and what came back. */
export function listSections(step: Step): readonly StepSection[] {
  return sectionsOf(step).filter(({ text }) => text !== "");
}

function sectionsOf(step: Step): StepSection[] {
  switch (step.kind) {
    case "system":
    case "user":
      return [{ title: "Message", text: contentText(step.content) }];
    case "agent":
      return [
        { title: "Reasoning", text: step.reasoning ?? "" },
        { title: "Message", text: contentText(step.content) },
        ...step.calls.map(({ name, arguments: given }) => ({ title: `Call of ${name}`, text: argumentsText(given) })),
        ...resultSections(step.results),
      ];
    case "observation":
      return resultSections(step.results);
    case "subagent":
      return [{ title: "Message", text: contentText(step.content) }, ...resultSections(step.results)];
    case "condensation":
      return [{ title: "Summary", text: step.summary ?? "" }];
    case "error":
      return [{ title: step.classification ?? "Error", text: step.message }];
  }
}

function resultSections(results: readonly CallResult[]): StepSection[] {
  return results.map(({ exitCode, isError, content }) => ({
    title: `Result${exitCode === null ? "" : `, exit code ${exitCode}`}${isError ? ", an error" : ""}`,
    text: contentText(content) || "(nothing)",
  }));
}

/** An argument a line; texts of several lines stand below their names. */
function argumentsText(given: JsonObject): string {
  return Object.entries(given)
    .map(([name, value]) => {
      const text = typeof value === "string" ? value : JSON.stringify(value);
      return text.includes("\n") ? `${name}:\n${text}` : `${name}: ${text}`;
    })
    .join("\n");
}
