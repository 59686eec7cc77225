import { arrangeStep, type StepPart } from "./arrange-step.ts";
import type { Content, Step, SubagentRef } from "./model.ts";

/** A step as Markdown: a heading, then its parts. Foreign text stands in fences, so that nothing of it becomes markup. */
export function formatStepMarkdown(step: Step): string {
  const blocks = [`## Step ${step.number}: ${nameKind(step.kind)}`];
  if (step.timestamp !== null) blocks.push(fence(step.timestamp));
  blocks.push(...arrangeStep(step).map(formatPart));
  return `${blocks.join("\n\n")}\n`;
}

/** A text in a fence that is longer than any run of backticks in it. */
export function fence(text: string, language = ""): string {
  const longest = text.match(/`{3,}/g)?.reduce((most, run) => Math.max(most, run.length), 0) ?? 0;
  const mark = "`".repeat(Math.max(3, longest + 1));
  return `${mark}${language}\n${text}${text.endsWith("\n") ? "" : "\n"}${mark}`;
}

function formatPart(part: StepPart): string {
  switch (part.kind) {
    case "reasoning":
      return `Reasoning:\n\n${fence(part.text)}`;
    case "message":
      return formatContent(part.content);
    case "call":
      return `Call:\n\n${fence(JSON.stringify({ name: part.call.name, arguments: part.call.arguments }, null, 2), "json")}${texts(part)}`;
    case "result": {
      const { exitCode, isError } = part.result;
      const notes = [exitCode === null ? "" : ` (exit code ${exitCode})`, isError ? " (error)" : ""].join("");
      return `Result${notes}:\n\n${formatContent(part.result.content)}`;
    }
    case "subagents":
      return `Sub-agents:\n\n${fence(part.refs.map(nameRef).join("\n"))}`;
    case "condensation": {
      const forgotten = `The context was shortened; steps forgotten: ${part.forgotten.length === 0 ? "not told" : part.forgotten.join(", ")}.`;
      return part.summary === null ? forgotten : `${forgotten}\n\n${fence(part.summary)}`;
    }
    case "error":
      return `Error:\n\n${fence(part.classification === null ? part.message : `${part.classification}: ${part.message}`)}`;
    case "silence":
      return "It says nothing.";
  }
}

/** JSON escapes line breaks: what is long to read is given once more as it is. */
function texts({ call }: Extract<StepPart, { kind: "call" }>): string {
  return Object.values(call.arguments)
    .filter((value) => typeof value === "string" && value.includes("\n"))
    .map((value) => `\n\n${fence(String(value))}`)
    .join("");
}

function formatContent(content: Content): string {
  return content
    .map((part) => (part.type === "text" ? fence(part.text) : fence(`[image ${part.mediaType} ${part.path}]`)))
    .join("\n\n");
}

export function nameRef({ trajectoryId, path, sessionId }: SubagentRef): string {
  return trajectoryId ?? path ?? sessionId ?? "without a name";
}

function nameKind(kind: Step["kind"]): string {
  return kind === "subagent" ? "sub-agent" : kind;
}
