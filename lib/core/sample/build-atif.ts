import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import { contentText } from "../trajectory/content-text.ts";
import { formatAtif } from "../trajectory/format-atif.ts";
import type { Step, Trajectory } from "../trajectory/model.ts";
import type { BuiltSample, SampleSource } from "./build-sample.ts";
import { callFault } from "./check-messages.ts";
import type { CountTokens } from "./count-tokens.ts";
import { describeFit, finishSample } from "./finish-sample.ts";
import type { Fitted } from "./fit-to-cap.ts";
import type { SampleRules, SecretOptions } from "./model.ts";
import { prepareSteps } from "./prepare-steps.ts";
import { redactJson } from "./redact-json.ts";
import { shortenText } from "./shorten-text.ts";

/**
 * ATIF v1.7 up to the agent's last turn, the steps numbered anew, copied context out of its sub-agents' trajectories too.
 * What is told of the sample stands under `extra.sample`.
 */
export function buildAtif(source: SampleSource, rules: SampleRules, countTokens: CountTokens): BuiltSample {
  const steps = source.steps.slice(0, source.steps.findLastIndex(({ kind }) => kind === "agent") + 1);
  const fault = checkSteps(steps);
  if (fault !== null) return { kind: "dropped", step: "consistent", reason: fault };
  const formatted = formatAtif(withSteps(source.trajectory, steps, rules));
  const { steps: _, subagent_trajectories, ...rest } = formatted;
  const extra = { ...(isJsonObject(rest.extra) ? rest.extra : {}), sample: source.metadata };
  return finishSample(
    {
      parts: partsOf(formatted),
      redact: (part, index) => redactPart(part, index, rules.secrets),
      speakerOf: ({ step }) => String(step.source),
      textsOf: textsOfPart,
      isEnd: ({ step }) => step.source === "agent",
      shorten: (part) => shortenPart(part, rules.cap.observationCharacters),
      rest: { ...rest, extra },
      textsOfRest: textsOfTools,
      assemble,
    },
    rules,
    countTokens,
  );
}

/** A step, and the sub-agents' trajectories that are there for it. */
interface AtifPart {
  readonly step: JsonObject;
  readonly subagents: readonly JsonObject[];
  /** The place of the first of them among all of the sample. */
  readonly firstSubagent: number;
}

/** Each sub-agent's trajectory comes with the first step that refers to it, and with the first of all where none does. */
function partsOf(trajectory: JsonObject): readonly AtifPart[] {
  const steps = listOf(trajectory.steps).filter(isJsonObject);
  const refs = steps.map((step) => new Set(resultsOf(step).flatMap(refsOf)));
  const subagents = Map.groupBy(listOf(trajectory.subagent_trajectories).filter(isJsonObject), ({ trajectory_id }) =>
    Math.max(
      0,
      refs.findIndex((ids) => ids.has(trajectory_id)),
    ),
  );
  let firstSubagent = 0;
  return steps.map((step, index) => {
    const part = { step, subagents: subagents.get(index) ?? [], firstSubagent };
    firstSubagent += part.subagents.length;
    return part;
  });
}

function refsOf(result: JsonValue): readonly (JsonValue | undefined)[] {
  const refs = isJsonObject(result) ? listOf(result.subagent_trajectory_ref) : [];
  return refs.filter(isJsonObject).map(({ trajectory_id }) => trajectory_id);
}

function redactPart({ step, subagents, firstSubagent }: AtifPart, index: number, secrets: SecretOptions) {
  const own = redactJson(step, `steps[${index}]`, secrets);
  const others = subagents.map((one, place) =>
    redactJson(one, `subagent_trajectories[${firstSubagent + place}]`, secrets),
  );
  return {
    value: { step: own.value, subagents: others.map(({ value }) => value), firstSubagent },
    redactions: [own, ...others].flatMap(({ redactions }) => redactions),
  };
}

function assemble(rest: JsonObject, fitted: Fitted<AtifPart>): JsonObject {
  const { schema_version, session_id, trajectory_id, agent, ...others } = rest;
  const extra = isJsonObject(others.extra) ? others.extra : {};
  const sample = isJsonObject(extra.sample) ? extra.sample : {};
  const head = Object.entries({ schema_version, session_id, trajectory_id, agent });
  const subagents = fitted.parts.flatMap((part) => part.subagents);
  return {
    ...Object.fromEntries(head.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))),
    steps: fitted.parts.map(({ step }) => step),
    ...others,
    // The totals of the source speak of all its steps.
    ...(fitted.partsLeftOut > 0 ? { final_metrics: { total_steps: fitted.parts.length } } : {}),
    ...(subagents.length > 0 ? { subagent_trajectories: subagents } : {}),
    extra: { ...extra, sample: { ...sample, ...describeFit(fitted, "steps") } },
  };
}

function withSteps(trajectory: Trajectory, steps: readonly Step[], rules: SampleRules): Trajectory {
  const numbers = new Map(steps.map(({ number }, index) => [number, index + 1]));
  return {
    ...trajectory,
    steps: steps.map((step, index) => renumber(step, index + 1, numbers)),
    subagents: subagentsOf(trajectory, steps).map((one) =>
      withSteps(one, prepareSteps(one.steps, { ...rules, system: "keep" }), rules),
    ),
  };
}

/** Without those that only steps refer to which are not in the sample. */
function subagentsOf({ subagents, steps: all }: Trajectory, steps: readonly Step[]): readonly Trajectory[] {
  const known = new Set(all.flatMap(subagentIds));
  const kept = new Set(steps.flatMap(subagentIds));
  return subagents.filter(({ trajectoryId: id }) => id === null || !known.has(id) || kept.has(id));
}

function subagentIds(step: Step): readonly (string | null)[] {
  return "results" in step ? step.results.flatMap((result) => result.subagents.map((ref) => ref.trajectoryId)) : [];
}

function renumber(step: Step, number: number, numbers: ReadonlyMap<number, number>): Step {
  if (step.kind !== "condensation") return { ...step, number };
  const forgottenSteps = step.forgottenSteps.flatMap((old) => numbers.get(old) ?? []);
  return { ...step, number, forgottenSteps };
}

/** Why steps are no sound trajectory to learn from, or null. */
function checkSteps(steps: readonly Step[]): string | null {
  if (steps.length === 0) return "The agent never has a turn";
  for (const [index, step] of steps.entries()) {
    const fault = stepFault(step, index === steps.length - 1);
    if (fault !== null) return `Step ${step.number}: ${fault}`;
  }
  return null;
}

function stepFault(step: Step, isLast: boolean): string | null {
  if (step.extra.unread !== undefined) return "the record holds something here that could not be read";
  if (step.kind === "user" && isBlank(step)) return "the user's message is empty";
  if (step.kind !== "agent") return null;
  const { calls, results } = step;
  if (calls.length === 0 && isBlank(step)) return "the agent neither says nor calls anything";
  for (const { name, arguments: given } of calls) {
    const fault = callFault(name, given, null);
    if (fault !== null) return fault;
  }
  const answered = new Set(results.map(({ callId }) => callId));
  const open = calls.filter(({ id }) => !answered.has(id)).length;
  const unnamed = results.filter(({ callId }) => callId === null).length;
  return open > unnamed && !isLast ? "a call has no answer" : null;
}

function isBlank({ content }: Extract<Step, { kind: "user" | "agent" }>): boolean {
  return contentText(content).trim() === "" && content.every(({ type }) => type === "text");
}

type WriteJson = (value: JsonValue) => string;

function textsOfPart({ step, subagents }: AtifPart, write: WriteJson): readonly string[] {
  return [...textsOfStep(step, write), ...subagents.flatMap((one) => textsOfSubagent(one, write))];
}

function textsOfSubagent(trajectory: JsonObject, write: WriteJson): readonly string[] {
  const steps = listOf(trajectory.steps).filter(isJsonObject);
  const subagents = listOf(trajectory.subagent_trajectories).filter(isJsonObject);
  return [
    ...textsOfTools(trajectory),
    ...steps.flatMap((step) => textsOfStep(step, write)),
    ...subagents.flatMap((one) => textsOfSubagent(one, write)),
  ];
}

function textsOfTools({ agent }: JsonObject): readonly string[] {
  const tools = isJsonObject(agent) ? agent.tool_definitions : undefined;
  return tools === undefined ? [] : [JSON.stringify(tools)];
}

/** Messages, reasoning, names and arguments of calls, and observations. */
function textsOfStep(step: JsonObject, write: WriteJson): readonly string[] {
  const texts = [...textsOf(step.message), ...textsOf(step.reasoning_content)];
  for (const call of listOf(step.tool_calls).filter(isJsonObject)) {
    texts.push(...textsOf(call.function_name), write(call.arguments ?? {}));
  }
  for (const result of resultsOf(step).filter(isJsonObject)) texts.push(...textsOf(result.content));
  return texts;
}

function shortenPart(part: AtifPart, most: number): AtifPart {
  const step = shortenObservations(part.step, most);
  const subagents = part.subagents.map((one) => shortenSubagent(one, most));
  const isSame = step === part.step && subagents.every((one, index) => one === part.subagents[index]);
  return isSame ? part : { ...part, step, subagents };
}

function shortenSubagent(trajectory: JsonObject, most: number): JsonObject {
  const steps = shortenList(trajectory.steps, (step) => shortenObservations(step, most));
  const subagents = shortenList(trajectory.subagent_trajectories, (one) => shortenSubagent(one, most));
  if (steps === trajectory.steps && subagents === trajectory.subagent_trajectories) return trajectory;
  return { ...trajectory, ...(steps && { steps }), ...(subagents && { subagent_trajectories: subagents }) };
}

function shortenList(list: JsonValue | undefined, shorten: (item: JsonObject) => JsonObject): JsonValue | undefined {
  const shortened = listOf(list).map((item) => (isJsonObject(item) ? shorten(item) : item));
  return shortened.every((item, index) => item === listOf(list)[index]) ? list : shortened;
}

function shortenObservations(step: JsonObject, most: number): JsonObject {
  const results = resultsOf(step);
  const shortened = results.map((result) => shortenResult(result, most));
  if (shortened.every((result, index) => result === results[index])) return step;
  return { ...step, observation: { results: shortened } };
}

function shortenResult(result: JsonValue, most: number): JsonValue {
  if (!isJsonObject(result)) return result;
  const content = shortenContent(result.content ?? "", most);
  return content === (result.content ?? "") ? result : { ...result, content };
}

function shortenContent(content: JsonValue, most: number): JsonValue {
  if (typeof content === "string") return shortenText(content, most);
  const parts = listOf(content);
  const shortened = parts.map((part) => {
    if (!isJsonObject(part) || typeof part.text !== "string") return part;
    const text = shortenText(part.text, most);
    return text === part.text ? part : { ...part, text };
  });
  return shortened.every((part, index) => part === parts[index]) ? content : shortened;
}

function resultsOf({ observation }: JsonObject): readonly JsonValue[] {
  return isJsonObject(observation) ? listOf(observation.results) : [];
}

/** An image counts by where it is. */
function textsOf(content: JsonValue | undefined): readonly string[] {
  if (typeof content === "string") return [content];
  return listOf(content)
    .filter(isJsonObject)
    .map(({ text, source }) => text ?? (isJsonObject(source) ? source.path : undefined))
    .filter((text) => typeof text === "string");
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
