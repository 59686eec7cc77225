import { type CallDialect, isAgentRole, readCallText } from "./call-dialect.ts";
import { readContent, textContent } from "./content.ts";
import { contentText } from "./content-text.ts";
import { Fields, isJsonObject, type JsonObject, type JsonValue, type ProblemList } from "./fields.ts";
import type { CallResult, Content, Metrics } from "./model.ts";
import { readResultText, returnCodeIn } from "./result-text.ts";
import { agentTurn, answerById, callResult, StepList } from "./step-list.ts";
import { readTimestamp } from "./timestamp.ts";
import { readToolCalls } from "./tool-calls.ts";

/** What a format says of a message beside its role and content. */
export interface MessageNotes {
  readonly timestamp?: string | null;
  readonly model?: string | null;
  readonly metrics?: Metrics | null;
  readonly exitCode?: number | null;
  readonly isError?: boolean;
  readonly isCopiedContext?: boolean;
  readonly extra?: JsonObject;
}

export interface ChatFormat {
  readonly dialect: CallDialect;
  /** Takes the fields that only this format has; what it leaves becomes the step's `extra`. */
  readonly notesOf?: (message: Fields) => MessageNotes;
  /** Reads a role of its own; false where it does not know the role. */
  readonly readRole?: (role: string, message: Fields, steps: StepList) => boolean;
}

/**
 * Reads messages of a chat into steps: results go to the turn that called, by `tool_call_id`, else by the name or the
 * order of the calls. A user's message is a result where a call is open and the message says, or the dialect means, so.
 */
export function readChat(
  messages: readonly JsonValue[],
  path: string,
  problems: ProblemList,
  format: ChatFormat,
  steps = new StepList(),
): StepList {
  for (const [index, value] of messages.entries()) {
    readChatMessage(value, `${path}[${index}]`, problems, format, steps);
  }
  return steps;
}

/** Reads one message into the steps of those before it. */
export function readChatMessage(
  value: JsonValue,
  path: string,
  problems: ProblemList,
  format: ChatFormat,
  steps: StepList,
): void {
  if (!isJsonObject(value)) {
    steps.addUnread(value, path, problems, "a message");
    return;
  }
  const message = new Fields(value, path, problems);
  const role = message.text("role", "from") ?? "";
  if (format.readRole?.(role, message, steps)) return;
  if (isAgentRole(role)) {
    readAgentMessage(message, format, steps);
    return;
  }
  switch (role) {
    case "system":
    case "developer":
      steps.add({ kind: "system", ...readBase(message, format).base });
      return;
    case "user":
    case "human":
      readUserMessage(message, format, steps);
      return;
    case "tool":
    case "function":
    case "observation":
      readToolMessage(message, format, steps);
      return;
    default:
      steps.addUnread(message.value, message.path, message.problems, "a message with a role");
  }
}

interface Base {
  readonly content: Content;
  readonly timestamp: string | null;
  readonly isCopiedContext: boolean;
  readonly extra: JsonObject;
}

function readBase(message: Fields, format: ChatFormat): { readonly base: Base; readonly notes: MessageNotes } {
  const notes = format.notesOf?.(message) ?? {};
  const { content } = takeContent(message);
  const timestamp = notes.timestamp ?? readTimestamp(message, "timestamp");
  message.skip("cache_control");
  const isCopiedContext = notes.isCopiedContext ?? false;
  return { base: { content, timestamp, isCopiedContext, extra: { ...message.rest(), ...notes.extra } }, notes };
}

function takeContent(message: Fields) {
  const key = ["content", "text", "value", "system_prompt"].find((name) => message.peek(name) !== undefined);
  if (key === undefined) return { content: [], reasoning: null };
  return readContent(message.any(key), message.at(key), message.problems);
}

function readAgentMessage(message: Fields, format: ChatFormat, steps: StepList): void {
  const notes = format.notesOf?.(message) ?? {};
  const { content, reasoning } = takeContent(message);
  const native = readNativeCalls(message);
  const inText = native.length === 0 ? readCallText(contentText(content), format.dialect) : { calls: [], text: "" };
  const timestamp = notes.timestamp ?? readTimestamp(message, "timestamp");
  const said = readReasoning(message) ?? reasoning;
  message.skip("cache_control");
  steps.add(
    agentTurn({
      content: inText.calls.length > 0 ? textContent(inText.text) : content,
      reasoning: said,
      calls: native.length > 0 ? native : inText.calls,
      model: notes.model ?? null,
      metrics: notes.metrics ?? null,
      timestamp,
      isCopiedContext: notes.isCopiedContext ?? false,
      extra: { ...message.rest(), ...notes.extra },
    }),
  );
}

function readNativeCalls(message: Fields) {
  const calls = message.list("tool_calls") ?? [];
  if (calls.length > 0) return readToolCalls(calls, message.at("tool_calls"), message.problems);
  const legacy = message.object("function_call");
  return legacy === null ? [] : readToolCalls([legacy], message.at("function_call"), message.problems);
}

/**
 * Takes what a model thought: `reasoning_content`, or `reasoning`, else the texts of its thinking blocks. The signatures
 * of the blocks and the copies that some gateways keep beside them are left out.
 */
export function readReasoning(message: Fields): string | null {
  const plain = message.text("reasoning_content", "reasoning");
  const blocks = message.list("thinking_blocks") ?? [];
  const thoughts = blocks.flatMap((block) =>
    isJsonObject(block) && typeof block.thinking === "string" ? [block.thinking] : [],
  );
  const copy = message.peek("provider_specific_fields");
  if (
    isJsonObject(copy) &&
    Object.entries(copy).every(([key, value]) => value === null || message.value[key] === value)
  ) {
    message.skip("provider_specific_fields");
  }
  if (plain !== null && plain !== "") return plain;
  return thoughts.length > 0 ? thoughts.join("\n") : null;
}

function readUserMessage(message: Fields, format: ChatFormat, steps: StepList): void {
  const { base, notes } = readBase(message, format);
  const text = contentText(base.content);
  const marked = readResultText(text);
  const isResult = marked !== null || format.dialect.isUserEnvironment;
  // What follows a demonstration's last turn does not answer it.
  const isOfTurn = steps.lastAgent()?.isCopiedContext === base.isCopiedContext;
  if (isResult && isOfTurn && steps.hasOpenCall()) {
    const isText = base.content.every(({ type }) => type === "text");
    const content = isText && marked !== null ? textContent(marked.text) : base.content;
    const result = resultOf({ ...base, content }, notes, returnCodeIn(text));
    if (steps.answerNext(result, marked?.name ?? null)) return;
  }
  steps.add({ kind: "user", ...base });
}

function readToolMessage(message: Fields, format: ChatFormat, steps: StepList): void {
  const ids = message.list("tool_call_ids")?.filter((id) => typeof id === "string") ?? [];
  const callId = message.text("tool_call_id") ?? ids[0] ?? null;
  const name = message.text("name", "tool_name");
  const { base, notes } = readBase(message, format);
  const result = resultOf(base, notes, null);
  if (callId !== null) answerById(steps, message, callId, result);
  else if (!steps.answerNext(result, name)) steps.addResult(result, { isCopiedContext: base.isCopiedContext });
}

function resultOf({ content, timestamp, extra }: Base, notes: MessageNotes, codeInText: number | null): CallResult {
  return callResult({
    content,
    exitCode: notes.exitCode ?? codeInText,
    isError: notes.isError ?? false,
    extra: timestamp === null ? extra : { ...extra, timestamp },
  });
}
