import type { JsonObject } from "../json.ts";
import { made, refused } from "./attempt.ts";
import { textsOfMessage } from "./build-chat.ts";
import type { BuiltSample, SampleSource } from "./build-sample.ts";
import { formatCallText, formatPlainText } from "./call-text.ts";
import type { CountTokens } from "./count-tokens.ts";
import { describeTools } from "./describe-tools.ts";
import { describeFit, finishSample } from "./finish-sample.ts";
import type { AnswerMessage, Attempt, SampleMessage, SampleRules, SecretOptions, TurnMessage } from "./model.ts";
import { readConversation } from "./read-conversation.ts";
import { redactJson } from "./redact-json.ts";
import { redactText } from "./redact-text.ts";
import { shortenText } from "./shorten-text.ts";
import type { SampleTool } from "./tools.ts";

/**
 * Messages of text alone: calls as `<function=…>` at the end of a turn, one a turn, answers as the user's text headed by
 * `EXECUTION RESULT of [NAME]:`, and the tools described at the end of the system's message, unless that shows the form
 * already. A turn of several calls becomes as many turns.
 */
export function buildFunctionText(source: SampleSource, rules: SampleRules, countTokens: CountTokens): BuiltSample {
  const dropped = (reason: string): BuiltSample => ({ kind: "dropped", step: "consistent", reason });
  const conversation = readConversation(source);
  if (!conversation.ok) return dropped(conversation.reason);
  const { messages, lastAnswers, tools, isInferred } = conversation.value;
  const texts = writeTexts([...withToolPrompt(messages, tools), ...lastAnswers]);
  if (!texts.ok) return dropped(texts.reason);
  return finishSample(
    {
      parts: texts.value.slice(0, texts.value.findLastIndex(({ role }) => role === "assistant") + 1),
      redact: (message, index) => redactMessage(message, `messages[${index}]`, rules.secrets),
      speakerOf: ({ role }) => role,
      textsOf: (message, write) => textsOfMessage(joinPieces(message), write),
      isEnd: ({ role }) => role === "assistant",
      shorten: (message) => shortenResults(message, rules.cap.observationCharacters),
      rest: { tools_inferred: isInferred, ...source.metadata },
      textsOfRest: () => [],
      assemble: (rest, fitted) => ({
        messages: fitted.parts.map(joinPieces),
        ...rest,
        ...describeFit(fitted, "messages"),
      }),
    },
    rules,
    countTokens,
  );
}

/** A message whose text is still in pieces, so that what a tool gave can be told from what the user says behind it. */
interface TextMessage {
  readonly role: string;
  readonly reasoning: string | null;
  readonly pieces: readonly TextPiece[];
}

interface TextPiece {
  /** Stands in front of what a tool gave; null for other text. */
  readonly head: string | null;
  readonly text: string;
}

function joinPieces({ role, reasoning, pieces }: TextMessage): JsonObject {
  const content = pieces.map(({ head, text }) => `${head ?? ""}${text}`).join("\n\n");
  return { role, content, ...(reasoning === null ? {} : { reasoning_content: reasoning }) };
}

function withToolPrompt(messages: readonly SampleMessage[], tools: readonly SampleTool[]): readonly SampleMessage[] {
  const [first, ...rest] = messages;
  if (tools.length === 0) return messages;
  if (first?.role !== "system") return [{ role: "system", step: 0, content: describeTools(tools) }, ...messages];
  if (first.content.includes("<function=")) return messages;
  return [{ ...first, content: `${first.content.trimEnd()}\n\n${describeTools(tools)}` }, ...rest];
}

function writeTexts(messages: readonly SampleMessage[]): Attempt<readonly TextMessage[]> {
  const texts: TextMessage[] = [];
  let at = 0;
  while (at < messages.length) {
    const message = messages[at++];
    if (message === undefined) break;
    if (message.role === "assistant") {
      const answers: AnswerMessage[] = [];
      for (let next = messages[at]; next?.role === "tool"; next = messages[++at]) answers.push(next);
      const turn = writeTurn(message, answers);
      if (!turn.ok) return refused(`Step ${message.step}: ${turn.reason}`);
      texts.push(...turn.value);
    } else addText(texts, message.role === "tool" ? "user" : message.role, { head: null, text: message.content });
  }
  return made(texts);
}

/** The turn with its first call, that call's answer, a turn of the second call alone, and so on. */
function writeTurn(
  { content, reasoning, calls }: TurnMessage,
  answers: readonly AnswerMessage[],
): Attempt<readonly TextMessage[]> {
  const turnOf = (text: string, thought: string | null): TextMessage => {
    return { role: "assistant", reasoning: thought, pieces: [{ head: null, text }] };
  };
  if (calls.length === 0) {
    const text = formatPlainText(content);
    return text.ok ? made([turnOf(text.value, reasoning)]) : text;
  }
  const texts: TextMessage[] = [];
  for (const [index, call] of calls.entries()) {
    const text = formatCallText(index === 0 ? content : "", call);
    if (!text.ok) return text;
    texts.push(turnOf(text.value, index === 0 ? reasoning : null));
    const answer = answers.find(({ callId }) => callId === call.id);
    if (answer !== undefined) {
      addText(texts, "user", { head: `EXECUTION RESULT of [${call.name}]:\n`, text: answer.content });
    } else if (index < calls.length - 1)
      return refused("it makes several calls at once and has no answer between them");
  }
  return made(texts);
}

function addText(texts: TextMessage[], role: string, piece: TextPiece): void {
  const last = texts.at(-1);
  if (role === "user" && last?.role === "user") {
    texts[texts.length - 1] = { ...last, pieces: [...last.pieces, piece] };
  } else texts.push({ role, reasoning: null, pieces: [piece] });
}

/** Pieces stay pieces but where a secret goes over the border of two. */
function redactMessage(message: TextMessage, path: string, secrets: SecretOptions) {
  const { value, redactions } = redactJson(joinPieces(message), path, secrets);
  if (redactions.length === 0) return { value: message, redactions };
  const redact = (text: string) => redactText(text, secrets).text;
  const apart: TextMessage = {
    role: message.role,
    reasoning: message.reasoning === null ? null : redact(message.reasoning),
    pieces: message.pieces.map(({ head, text }) => ({ head: head === null ? null : redact(head), text: redact(text) })),
  };
  const isWhole = joinPieces(apart).content === value.content;
  const pieces = isWhole ? apart.pieces : [{ head: null, text: String(value.content) }];
  return { value: { ...apart, pieces }, redactions };
}

function shortenResults(message: TextMessage, most: number): TextMessage {
  const pieces = message.pieces.map((piece) => {
    const text = piece.head === null ? piece.text : shortenText(piece.text, most);
    return text === piece.text ? piece : { ...piece, text };
  });
  return pieces.every((piece, index) => piece === message.pieces[index]) ? message : { ...message, pieces };
}
