import type { CallResult, Content, Step, ToolCall } from "./model.ts";

/** A text of a step that is cut, named by its place: "content[0]", "results[1].content[0]", "calls[0].arguments.code". */
export interface Cut {
  readonly path: string;
  /** Of the whole text. */
  readonly characters: number;
  readonly lines: number;
}

/** A step with its long texts cut at a line's end, and what was cut. */
export interface FoldedStep {
  readonly step: Step;
  readonly cuts: readonly Cut[];
}

/** Characters of a text that a folded step keeps at most. */
export const foldedCharacters = 4_000;

/** Cuts what is too long to be sent along with every step. The same shape comes back, so that a reader needs no second form. */
export function foldStep(step: Step, limit = foldedCharacters): FoldedStep {
  const cuts: Cut[] = [];
  const fold = (path: string, text: string) => foldText(path, text, limit, cuts);
  return { step: mapTexts(step, fold), cuts };
}

/** The whole text at a place that a cut names; undefined where there is none. */
export function textAt(step: Step, path: string): string | undefined {
  let found: string | undefined;
  mapTexts(step, (at, text) => {
    if (at === path) found = text;
    return text;
  });
  return found;
}

export interface PlacedText {
  readonly path: string;
  readonly text: string;
}

/** Every text of a step with its place, in the order in which it was said; arguments that are no texts as JSON. */
export function listTexts(step: Step): readonly PlacedText[] {
  const texts: PlacedText[] = [];
  mapTexts(step, (path, text) => {
    texts.push({ path, text });
    return text;
  });
  const calls = step.kind === "agent" ? step.calls : [];
  const others = calls.flatMap((call, index) =>
    Object.entries(call.arguments)
      .filter(([, value]) => typeof value !== "string")
      .map(([name, value]) => ({ path: `calls[${index}].arguments.${name}`, text: JSON.stringify(value) })),
  );
  return others.length === 0 ? texts : [...texts, ...others];
}

type MapText = (path: string, text: string) => string;

function foldText(path: string, text: string, limit: number, cuts: Cut[]): string {
  if (text.length <= limit * 1.25) return text;
  const lastLine = text.lastIndexOf("\n", limit);
  const end = lastLine > limit / 2 ? lastLine : wholeCharacter(text, limit);
  cuts.push({ path, characters: text.length, lines: countLines(text) });
  return text.slice(0, end);
}

/** Does not cut a surrogate pair in two. */
function wholeCharacter(text: string, end: number): number {
  const code = text.charCodeAt(end - 1);
  return code >= 0xd800 && code <= 0xdbff ? end - 1 : end;
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}

function mapTexts(step: Step, map: MapText): Step {
  switch (step.kind) {
    case "system":
    case "user":
      return { ...step, content: mapContent("content", step.content, map) };
    case "agent":
      return {
        ...step,
        content: mapContent("content", step.content, map),
        reasoning: step.reasoning === null ? null : map("reasoning", step.reasoning),
        calls: step.calls.map((call, index) => mapCall(`calls[${index}]`, call, map)),
        results: mapResults(step.results, map),
      };
    case "observation":
      return { ...step, results: mapResults(step.results, map) };
    case "subagent":
      return {
        ...step,
        content: mapContent("content", step.content, map),
        results: mapResults(step.results, map),
      };
    case "condensation":
      return { ...step, summary: step.summary === null ? null : map("summary", step.summary) };
    case "error":
      return { ...step, message: map("message", step.message) };
  }
}

function mapContent(path: string, content: Content, map: MapText): Content {
  return content.map((part, index) =>
    part.type === "text" ? { ...part, text: map(`${path}[${index}]`, part.text) } : part,
  );
}

function mapResults(results: readonly CallResult[], map: MapText): readonly CallResult[] {
  return results.map((result, index) => ({
    ...result,
    content: mapContent(`results[${index}].content`, result.content, map),
  }));
}

/** Arguments that are long texts are folded; what is nested deeper stays whole. */
function mapCall(path: string, call: ToolCall, map: MapText): ToolCall {
  const folded = Object.entries(call.arguments).map(([name, value]) => [
    name,
    typeof value === "string" ? map(`${path}.arguments.${name}`, value) : value,
  ]);
  return { ...call, arguments: Object.fromEntries(folded) };
}
