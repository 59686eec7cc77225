import { readCommandBlock } from "./command-block.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "./fields.ts";
import { type CallText, readFunctionCallText } from "./function-call-text.ts";
import { readResultText, returnCodeIn } from "./result-text.ts";

/** How the messages of a conversation write calls and their results. */
export interface CallDialect {
  /** Calls are fields of the message, `<function=…>` text, or the last fenced block. */
  readonly calls: "native" | "function-text" | "command-block";
  /** Whether what the user says after a call is always its result; else only where it begins as one. */
  readonly isUserEnvironment: boolean;
}

export const nativeDialect: CallDialect = { calls: "native", isUserEnvironment: false };

/** Tells the dialect of a list of messages by its content. */
export function detectDialect(messages: readonly JsonValue[]): CallDialect {
  const objects = messages.filter(isJsonObject);
  if (objects.some(isNative)) return nativeDialect;
  const turns = objects.filter(isAgentMessage).map(textIn);
  const others = objects.filter((message) => !isAgentMessage(message)).map(textIn);
  const isUserEnvironment = others.some(isAnswerOfSweAgent);
  if (turns.some((text) => readFunctionCallText(text).calls.length > 0)) {
    return { calls: "function-text", isUserEnvironment };
  }
  const hasAnswers = isUserEnvironment || others.some((text) => returnCodeIn(text) !== null);
  if (hasAnswers && turns.some((text) => text.includes("```"))) {
    return { calls: "command-block", isUserEnvironment: true };
  }
  return nativeDialect;
}

function isNative({ role, tool_calls }: JsonObject): boolean {
  return role === "tool" || (isJsonList(tool_calls) && tool_calls.length > 0);
}

/** SWE-agent heads a result with its name, or ends it with a prompt of the shell. */
function isAnswerOfSweAgent(text: string): boolean {
  const result = readResultText(text);
  return (result !== null && result.name === null) || /\nbash-\$\s*$/u.test(text.slice(-40));
}

function isAgentMessage(message: JsonObject): boolean {
  return isAgentRole(message.role ?? message.from);
}

export function isAgentRole(role: JsonValue | undefined): boolean {
  return role === "assistant" || role === "ai" || role === "gpt" || role === "model";
}

/** The calls in the text of a turn, and what it says around them. */
export function readCallText(text: string, dialect: CallDialect): CallText {
  switch (dialect.calls) {
    case "native":
      return { text, calls: [] };
    case "function-text":
      return readFunctionCallText(text);
    case "command-block":
      return readCommandBlock(text);
  }
}

function textIn(message: JsonObject): string {
  const content = message.content ?? message.text ?? message.value;
  if (typeof content === "string") return content;
  if (!isJsonList(content)) return "";
  return content.map((part) => (isJsonObject(part) && typeof part.text === "string" ? part.text : "")).join("\n");
}
