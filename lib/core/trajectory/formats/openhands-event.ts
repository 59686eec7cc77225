import { readContent, textContent } from "../content.ts";
import type { Fields, JsonObject } from "../fields.ts";
import type { Agent, Content, Metrics } from "../model.ts";
import type { StepList } from "../step-list.ts";

/** What is known while the events of a run are read one after the other. */
export interface OpenHandsState {
  readonly steps: StepList;
  /** The step that an event went into. */
  readonly stepOf: Map<string, number>;
  /** The turn that an answer of the model became. */
  readonly turnOf: Map<string, number>;
  totals: Metrics | null;
  agent: Partial<Agent>;
  endState: string | null;
}

/** The steps that events went into, in order. */
export function stepsOf(ids: readonly string[], stepOf: ReadonlyMap<string, number>): readonly number[] {
  const numbers = ids.flatMap((id) => stepOf.get(id) ?? []);
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** The call that an event makes or answers: the model's own id, else the number of the event. */
export function callKey(event: Fields, key: "id" | "cause"): string | null {
  const id = event.inner("tool_call_metadata").text("tool_call_id");
  if (id !== null) return id;
  const number = event.peek(key);
  return number === undefined ? null : `event-${number}`;
}

export function messageContent(args: Fields, event: Fields): Content {
  const images = args.list("image_urls") ?? [];
  const text = args.text("content") ?? event.text("message");
  const parts = images.map((url) => ({ type: "image_url", image_url: url }));
  return [...textContent(text), ...readContent(parts, args.at("image_urls"), args.problems).content];
}

/** What an event of OpenHands 0.x has beyond the fields that every event has. */
export function restOfEvent(event: Fields): JsonObject {
  event.skip("id", "source", "message", "cause", "success", "tool_call_metadata", "llm_metrics", "timeout", "args");
  return event.rest();
}
