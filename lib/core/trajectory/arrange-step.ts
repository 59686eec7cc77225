import type { Action } from "./action.ts";
import { describeAction } from "./describe-action.ts";
import type { CallResult, Content, Step, SubagentRef, ToolCall } from "./model.ts";

/** What a reader sees of a step, top to bottom; texts are named by their places, as cuts are. */
export type StepPart =
  | { readonly kind: "reasoning"; readonly path: string; readonly text: string }
  | { readonly kind: "message"; readonly path: string; readonly content: Content }
  | { readonly kind: "call"; readonly path: string; readonly call: ToolCall; readonly actions: readonly Action[] }
  | { readonly kind: "result"; readonly path: string; readonly result: CallResult; readonly action: Action | null }
  | { readonly kind: "subagents"; readonly refs: readonly SubagentRef[] }
  | {
      readonly kind: "condensation";
      readonly path: string;
      readonly summary: string | null;
      readonly forgotten: readonly number[];
    }
  | { readonly kind: "error"; readonly path: string; readonly message: string; readonly classification: string | null }
  /** It says nothing: a change of state, a recall without an answer. */
  | { readonly kind: "silence" };

/** Lays a step out; each result stands behind the call that it answers, and those that name none at the end. */
export function arrangeStep(step: Step): readonly StepPart[] {
  const parts = partsOf(step);
  return parts.length === 0 ? [{ kind: "silence" }] : parts;
}

function partsOf(step: Step): readonly StepPart[] {
  switch (step.kind) {
    case "system":
    case "user":
      return messageParts(step.content);
    case "agent": {
      const reasoning: readonly StepPart[] = step.reasoning
        ? [{ kind: "reasoning", path: "reasoning", text: step.reasoning }]
        : [];
      const placed = step.results.map((result, index) => ({ result, path: `results[${index}]` }));
      const ids = new Set(step.calls.map(({ id }) => id));
      const only = step.calls.length === 1 ? step.calls[0] : undefined;
      const isOf = (call: ToolCall, { callId }: CallResult) => callId === call.id || (callId === null && call === only);
      const calls = step.calls.flatMap((call, index): readonly StepPart[] => {
        const actions = describeAction(call);
        const own = placed.filter(({ result }) => isOf(call, result));
        return [
          { kind: "call", path: `calls[${index}]`, call, actions },
          ...own.flatMap(({ result, path }) => resultParts(result, path, actions[0] ?? null)),
        ];
      });
      const rest = placed.filter(({ result }) => !only && (result.callId === null || !ids.has(result.callId)));
      const stray = placed.filter(({ result }) => only && result.callId !== null && !ids.has(result.callId));
      return [
        ...reasoning,
        ...messageParts(step.content),
        ...calls,
        ...[...rest, ...stray].flatMap(({ result, path }) => resultParts(result, path, null)),
      ];
    }
    case "observation":
      return step.results.flatMap((result, index) => resultParts(result, `results[${index}]`, null));
    case "subagent":
      return [
        ...messageParts(step.content),
        ...step.results.flatMap((result, index) => resultParts(result, `results[${index}]`, null)),
      ];
    case "condensation":
      return [{ kind: "condensation", path: "summary", summary: step.summary, forgotten: step.forgottenSteps }];
    case "error":
      return [{ kind: "error", path: "message", message: step.message, classification: step.classification }];
  }
}

function messageParts(content: Content): readonly StepPart[] {
  return hasText(content) ? [{ kind: "message", path: "content", content }] : [];
}

function resultParts(result: CallResult, path: string, action: Action | null): readonly StepPart[] {
  const isSilent = !hasText(result.content) && result.exitCode === null && !result.isError && action === null;
  const refs: readonly StepPart[] = result.subagents.length > 0 ? [{ kind: "subagents", refs: result.subagents }] : [];
  return isSilent ? refs : [{ kind: "result", path, result, action }, ...refs];
}

function hasText(content: Content): boolean {
  return content.some((part) => part.type === "image" || part.text.trim() !== "");
}

/** Whether a step is worth one line only. */
export function isSilent(parts: readonly StepPart[]): boolean {
  return parts.every(({ kind }) => kind === "silence");
}
