import { detectDialect } from "../call-dialect.ts";
import { type ChatFormat, type MessageNotes, readChat, readChatMessage } from "../chat-steps.ts";
import { readContent } from "../content.ts";
import { contentText } from "../content-text.ts";
import { type Fields, isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../fields.ts";
import { StepList } from "../step-list.ts";
import { addSweAgentTurn } from "./swe-agent-turn.ts";

/**
 * The steps of one attempt: prompts, demonstrations and what a person said from `history` (from the first turn's query
 * where there is none), turns from `trajectory`, each with the tool calls of its message in the history. Of a record
 * without turns, as demonstrations have it, the history alone is read.
 */
export function readSweAgentSteps(record: Fields): StepList {
  const turns = record.list("trajectory") ?? [];
  const history = record.list("history") ?? [];
  const format = { dialect: detectDialect(history), notesOf: readNotes };
  if (turns.length === 0) return readChat(history, record.at("history"), record.problems, format);
  const merge = new Merge(record, turns, format);
  if (history.length > 0) merge.addMessages(history, record.at("history"));
  else merge.addMessages(leadingQuery(turns[0]), record.at("trajectory[0].query"));
  merge.addTurnsTo(turns.length);
  return merge.steps;
}

class Merge {
  readonly steps = new StepList();
  readonly #record: Fields;
  readonly #turns: readonly JsonValue[];
  readonly #format: ChatFormat;
  #next = 0;

  constructor(record: Fields, turns: readonly JsonValue[], format: ChatFormat) {
    this.#record = record;
    this.#turns = turns;
    this.#format = format;
  }

  addMessages(messages: readonly JsonValue[], path: string): void {
    // The turn has the observation already; the message that repeats it comes right after the turn's own.
    let isObservationNext = false;
    for (const [index, message] of messages.entries()) {
      const turn = isTurn(message) ? findTurn(this.#turns, this.#next, message) : null;
      if (turn !== null && isTurn(message)) {
        this.addTurnsTo(turn);
        this.#addTurn(message);
      } else if (!(isObservationNext && isObservation(message))) {
        readChatMessage(message, `${path}[${index}]`, this.#record.problems, this.#format, this.steps);
      }
      isObservationNext = turn !== null;
    }
  }

  addTurnsTo(end: number): void {
    while (this.#next < end) this.#addTurn(null);
  }

  #addTurn(message: JsonObject | null): void {
    const path = this.#record.at(`trajectory[${this.#next}]`);
    addSweAgentTurn(this.#turns[this.#next] ?? null, path, message, this.#record.problems, this.steps);
    this.#next++;
  }
}

/** The messages that stood before the first turn. */
function leadingQuery(turn: JsonValue | undefined): readonly JsonValue[] {
  const query = isJsonObject(turn) ? (turn.query ?? turn.messages) : undefined;
  if (!isJsonList(query)) return [];
  const end = query.findIndex(isTurn);
  return end === -1 ? query : query.slice(0, end);
}

function isTurn(message: JsonValue): message is JsonObject {
  return isJsonObject(message) && message.role === "assistant" && message.is_demo !== true;
}

function isObservation(message: JsonValue): boolean {
  return isJsonObject(message) && (message.role === "tool" || message.role === "user") && message.is_demo !== true;
}

/** How many turns that the history leaves out one message may skip. */
const mostSkipped = 100;

/** The place of the next turn, from `from` on, whose answer a message of the history is. */
function findTurn(turns: readonly JsonValue[], from: number, message: JsonObject): number | null {
  const { content, thought, action } = message;
  const found = turns.slice(from, from + mostSkipped).findIndex((turn) => {
    if (!isJsonObject(turn)) return false;
    return typeof content === "string" && content === turn.response
      ? true
      : typeof action === "string" && action === turn.action && thought === turn.thought;
  });
  return found === -1 ? null : from + found;
}

function readNotes(message: Fields): MessageNotes {
  message.skip("message_type", "agent");
  const { content } = readContent(message.peek("content"), message.at("content"), message.problems);
  // The thought and the action are the content, told apart.
  if (contentText(content) !== "") message.skip("thought", "action");
  return { isCopiedContext: message.peek("is_demo") === true };
}
