import { canonicalJson } from "../environment/canonical-json.ts";
import { contentText } from "./content-text.ts";
import { describeAction } from "./describe-action.ts";
import type { AgentStep, ToolCall } from "./model.ts";

/** Arguments in which a model talks about its call; they change nothing of what is done. */
const remarks = new Set(["security_risk", "summary", "description", "thought", "explanation"]);

/** A text that is equal for calls of the same tool with the same arguments, in whatever order these are given. */
export function canonicalCall(call: Pick<ToolCall, "name" | "arguments">): string {
  const meant = Object.entries(call.arguments).filter(([name]) => !remarks.has(name));
  return canonicalJson([call.name, Object.fromEntries(meant)]);
}

/** A text that is equal for calls that do the same to the same paths, whatever the scaffold calls the tool. */
export function canonicalActions(
  call: Pick<ToolCall, "name" | "arguments">,
  nameOf: (path: string) => string = (path) => path,
): string {
  const actions = describeAction(call).map((action) =>
    "path" in action && action.path !== null ? { ...action, path: nameOf(action.path) } : action,
  );
  if (actions[0]?.kind === "other") return canonicalCall(call);
  if (actions[0]?.kind === "command") return canonicalJson({ ...actions[0], command: actions[0].command.trim() });
  return canonicalJson(actions);
}

/** What a turn does: its calls in order; what it says, where it calls nothing. */
export function canonicalTurn(step: Pick<AgentStep, "calls" | "content">, canonical = canonicalCall): string {
  return step.calls.length > 0
    ? step.calls.map((call) => canonical(call)).join("\n")
    : `says ${contentText(step.content)}`;
}
