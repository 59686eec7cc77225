import type { JsonObject } from "./fields.ts";
import type { ToolCall } from "./model.ts";
import { withUniqueIds } from "./tool-calls.ts";

export interface CallText {
  /** What the turn says around its calls. */
  readonly text: string;
  readonly calls: readonly ToolCall[];
}

const functionStart = /<function\s?=\s?([\w.:-]+)\s*>/gu;
const parameterStart = /\s*<parameter\s?=\s?([^>\n]{1,200})>/uy;
const functionEnd = /\s*<\/function>?/uy;
const parameterEnd = "</parameter>";

/**
 * Reads calls written as `<function=NAME><parameter=K>V</parameter></function>`, the form that OpenHands, SWE-smith and
 * R2E-Gym give to models without tool calls of their own. Values stay text, without the line break at either end. What a
 * stop word cut off (`</function>`, `</parameter>`) may be missing. No call: the text as it is. Linear.
 */
export function readFunctionCallText(text: string): CallText {
  const calls: ToolCall[] = [];
  const kept: string[] = [];
  let at = 0;
  functionStart.lastIndex = 0;
  for (let match = functionStart.exec(text); match; match = functionStart.exec(text)) {
    kept.push(text.slice(at, match.index));
    const read = readParameters(text, functionStart.lastIndex);
    calls.push({ id: "", name: match[1] ?? "", arguments: read.parameters, extra: {} });
    at = read.end;
    functionStart.lastIndex = at;
  }
  if (calls.length === 0) return { text, calls };
  kept.push(text.slice(at));
  return { text: joinKept(kept), calls: withUniqueIds(calls) };
}

function readParameters(text: string, from: number): { readonly parameters: JsonObject; readonly end: number } {
  const parameters: [string, string][] = [];
  let at = from;
  for (let match = matchAt(parameterStart, text, at); match; match = matchAt(parameterStart, text, at)) {
    const start = at + match[0].length;
    const close = text.indexOf(parameterEnd, start);
    // Without its end the value goes to the end of the text, where the stop word cut it off.
    const value = close === -1 ? withoutFunctionEnd(text.slice(start)) : text.slice(start, close);
    parameters.push([match[1]?.trim() ?? "", value.replace(/^\n/u, "").replace(/\n$/u, "")]);
    at = close === -1 ? text.length : close + parameterEnd.length;
  }
  at += matchAt(functionEnd, text, at)?.[0].length ?? 0;
  return { parameters: Object.fromEntries(parameters), end: at };
}

function withoutFunctionEnd(text: string): string {
  const end = ["</function>", "</function"].find((one) => text.trimEnd().endsWith(one));
  return end === undefined ? text : text.trimEnd().slice(0, -end.length).trimEnd();
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The pieces around the calls, without the blank lines that set the calls off. */
export function joinKept(pieces: readonly string[]): string {
  return pieces
    .map((piece, index) => (index === 0 ? piece : piece.replace(/^\n+/u, "")).trimEnd())
    .filter((piece) => piece !== "")
    .join("\n");
}
