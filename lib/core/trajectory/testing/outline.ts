import { contentText } from "../content-text.ts";
import type { CallResult, Step, Trajectory } from "../model.ts";

/** A trajectory's steps in a line each, for tests to compare. */
export function outline(trajectory: Trajectory | undefined): readonly string[] {
  return trajectory?.steps.map(outlineStep) ?? [];
}

function outlineStep(step: Step): string {
  const copied = step.isCopiedContext ? " (copied)" : "";
  switch (step.kind) {
    case "system":
    case "user":
      return `${step.kind}${copied}: ${contentText(step.content)}`;
    case "agent": {
      const thought = step.reasoning === null ? "" : ` (${step.reasoning})`;
      const calls = step.calls.map(({ id, name, arguments: given }) => ` | ${name}#${id} ${JSON.stringify(given)}`);
      return `agent${copied}:${thought} ${contentText(step.content)}${calls.join("")}${step.results.map(outlineResult).join("")}`;
    }
    case "observation":
      return `observation:${step.results.map(outlineResult).join("")} ${JSON.stringify(step.extra)}`;
    case "subagent":
      return `subagent: ${contentText(step.content)}${step.results.map(outlineResult).join("")}`;
    case "condensation":
      return `condensation: ${step.summary} instead of ${step.forgottenSteps.join(",")}`;
    case "error":
      return `error: ${step.message} (${step.classification})`;
  }
}

function outlineResult({ callId, content, exitCode, isError, subagents }: CallResult): string {
  const code = exitCode === null ? "" : ` [${exitCode}]`;
  const refs = subagents.map((ref) => ` @${ref.trajectoryId ?? ref.path ?? ref.sessionId}`).join("");
  return ` -> ${callId === null ? "" : `#${callId} `}${contentText(content)}${code}${isError ? " (failed)" : ""}${refs}`;
}
