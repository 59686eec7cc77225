import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import type { BuiltSample, SampleSource } from "./build-sample.ts";
import type { CountTokens } from "./count-tokens.ts";
import { describeFit, finishSample } from "./finish-sample.ts";
import type { SampleMessage, SampleRules } from "./model.ts";
import { readConversation } from "./read-conversation.ts";
import { redactJson } from "./redact-json.ts";
import { shortenText } from "./shorten-text.ts";
import { formatTool } from "./tools.ts";

/**
 * Messages with native tool calls in OpenAI's form, arguments as JSON texts, and the tools beside them. Every call but
 * those of the last turn, which end the sample, has its answer behind it.
 */
export function buildChat(source: SampleSource, rules: SampleRules, countTokens: CountTokens): BuiltSample {
  const conversation = readConversation(source);
  if (!conversation.ok) return { kind: "dropped", step: "consistent", reason: conversation.reason };
  const { messages, tools, isInferred } = conversation.value;
  return finishSample(
    {
      parts: messages.map(draftMessage),
      redact: (message, index) => redactJson(message, `messages[${index}]`, rules.secrets),
      speakerOf: ({ role }) => String(role),
      textsOf: textsOfMessage,
      isEnd: ({ role }) => role === "assistant",
      rest: { tools: tools.map(formatTool), tools_inferred: isInferred, ...source.metadata },
      textsOfRest: (rest) => [JSON.stringify(rest.tools)],
      shorten: (message) => shortenAnswer(message, rules.cap.observationCharacters),
      assemble: (rest, fitted) => ({
        messages: fitted.parts.map(withArgumentTexts),
        ...rest,
        ...describeFit(fitted, "messages"),
      }),
    },
    rules,
    countTokens,
  );
}

/** Arguments stay objects until secrets are taken out: in a JSON text, escapes would hide where words begin. */
function draftMessage(message: SampleMessage): JsonObject {
  const { role, content } = message;
  switch (message.role) {
    case "system":
    case "user":
      return { role, content };
    case "assistant": {
      const { reasoning, calls } = message;
      return {
        role,
        content,
        ...(reasoning === null ? {} : { reasoning_content: reasoning }),
        ...(calls.length === 0 ? {} : { tool_calls: calls.map(draftCall) }),
      };
    }
    case "tool":
      return { role, content, tool_call_id: message.callId, name: message.name };
  }
}

function draftCall({ id, name, arguments: given }: { id: string; name: string; arguments: JsonObject }): JsonObject {
  return { id, type: "function", function: { name, arguments: given } };
}

function withArgumentTexts(message: JsonObject): JsonObject {
  if (!Array.isArray(message.tool_calls)) return message;
  const calls: readonly JsonValue[] = message.tool_calls;
  return { ...message, tool_calls: calls.map(withArgumentText) };
}

function withArgumentText(call: JsonValue): JsonValue {
  if (!isJsonObject(call) || !isJsonObject(call.function)) return call;
  return { ...call, function: { ...call.function, arguments: JSON.stringify(call.function.arguments) } };
}

/** Content, reasoning, and the names and arguments of calls; what a chat template adds is not counted. */
export function textsOfMessage(message: JsonObject, write: (value: JsonValue) => string): readonly string[] {
  const texts = [message.content, message.reasoning_content].filter((text) => typeof text === "string");
  const calls = Array.isArray(message.tool_calls) ? message.tool_calls : [];
  for (const call of calls) {
    const called = isJsonObject(call) && isJsonObject(call.function) ? call.function : {};
    if (typeof called.name === "string") texts.push(called.name);
    texts.push(write(called.arguments ?? {}));
  }
  return texts;
}

function shortenAnswer(message: JsonObject, most: number): JsonObject {
  if (message.role !== "tool" || typeof message.content !== "string") return message;
  const content = shortenText(message.content, most);
  return content === message.content ? message : { ...message, content };
}
