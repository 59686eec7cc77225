import type { Fields, JsonValue, ProblemList } from "./fields.ts";
import type {
  AgentStep,
  CallResult,
  CondensationStep,
  ErrorStep,
  ObservationStep,
  Step,
  SubagentStep,
  SystemStep,
  ToolCall,
  UserStep,
} from "./model.ts";
import { withUniqueId } from "./tool-calls.ts";

type Optional = "timestamp" | "isCopiedContext" | "extra";
type Draft<S extends Step> = Omit<S, "number" | Optional> & Partial<Pick<S, Optional>>;
export type StepDraft =
  | Draft<SystemStep>
  | Draft<UserStep>
  | Draft<AgentStep>
  | Draft<ObservationStep>
  | Draft<SubagentStep>
  | Draft<CondensationStep>
  | Draft<ErrorStep>;

/** An agent's turn, of which only what a source says needs to be given. */
export function agentTurn(turn: Partial<Draft<AgentStep>>): Draft<AgentStep> {
  return {
    kind: "agent",
    content: [],
    reasoning: null,
    calls: [],
    results: [],
    model: null,
    reasoningEffort: null,
    metrics: null,
    llmCallCount: null,
    ...turn,
  };
}

/** A result of which only what a source says needs to be given. */
export function callResult(result: Partial<CallResult>): CallResult {
  return {
    callId: null,
    content: [],
    subagents: [],
    exitCode: null,
    durationSeconds: null,
    isError: false,
    extra: {},
    ...result,
  };
}

/** A turn that later items of the source still add to. */
interface OpenTurn {
  readonly number: number;
  readonly calls: ToolCall[];
  readonly results: CallResult[];
  readonly usedIds: Set<string>;
  /** The calls without a result. */
  readonly open: Map<string, ToolCall>;
}

/** Collects the steps of one trajectory, numbers them, and brings results to the calls that they answer. */
export class StepList {
  readonly #steps: Step[] = [];
  readonly #turns = new Map<number, OpenTurn>();
  /** The latest turn that made a call of an id. */
  readonly #turnOf = new Map<string, OpenTurn>();
  #lastTurn: OpenTurn | null = null;

  /** Adds a step and gives its number. */
  add(draft: StepDraft): number {
    const number = this.#steps.length + 1;
    const step: Step = { timestamp: null, isCopiedContext: false, extra: {}, ...draft, number };
    if (step.kind !== "agent") {
      this.#steps.push(step);
      return number;
    }
    const turn: OpenTurn = { number, calls: [], results: [], usedIds: new Set(), open: new Map() };
    this.#steps.push({ ...step, calls: turn.calls, results: turn.results });
    this.#turns.set(number, turn);
    this.#lastTurn = turn;
    this.addCalls(number, step.calls);
    for (const result of step.results) addTo(turn, result);
    return number;
  }

  /** Keeps a value that no step can be read from, with a problem. */
  addUnread(value: JsonValue, path: string, problems: ProblemList, expected: string): number {
    problems.report(path, expected, value);
    return this.add({ kind: "observation", results: [], extra: { unread: value } });
  }

  /** Adds calls to a turn; one whose id is taken there gets a new one. */
  addCalls(number: number, calls: readonly ToolCall[]): void {
    const turn = this.#turns.get(number);
    if (turn === undefined) return;
    for (const given of calls) {
      const call = withUniqueId(given, turn.usedIds);
      turn.calls.push(call);
      turn.open.set(call.id, call);
      this.#turnOf.set(call.id, turn);
    }
  }

  /** Changes what a turn says and took; its calls and results stay. */
  change(number: number, change: (step: AgentStep) => Partial<Omit<AgentStep, "kind" | "calls" | "results">>): void {
    const step = this.#steps[number - 1];
    if (step?.kind === "agent") this.#steps[number - 1] = { ...step, ...change(step) };
  }

  lastAgent(): AgentStep | null {
    const step = this.#lastTurn && this.#steps[this.#lastTurn.number - 1];
    return step?.kind === "agent" ? step : null;
  }

  hasCall(callId: string): boolean {
    return this.#turnOf.has(callId);
  }

  /** Adds the result of a call; false where no turn made that call. */
  answer(callId: string, result: CallResult): boolean {
    const turn = this.#turnOf.get(callId);
    if (turn !== undefined) addTo(turn, { ...result, callId });
    return turn !== undefined;
  }

  /** Adds a result to the latest turn's first call without one, of that name if there is such; false where all have one. */
  answerNext(result: CallResult, name: string | null = null): boolean {
    const open = this.#lastTurn?.open ?? new Map<string, ToolCall>();
    const [first] = open.values();
    const call = open.values().find((one) => one.name === name) ?? first;
    return call !== undefined && this.answer(call.id, result);
  }

  /** Whether the latest turn has a call without a result. */
  hasOpenCall(): boolean {
    return this.#lastTurn !== null && this.#lastTurn.open.size > 0;
  }

  /** Adds a result that no call waits for. */
  addResult(result: CallResult, base: Pick<StepDraft, Optional> = {}): number {
    return this.add({ ...base, kind: "observation", results: [{ ...result, callId: null }] });
  }

  get length(): number {
    return this.#steps.length;
  }

  list(): readonly Step[] {
    return this.#steps;
  }
}

function addTo(turn: OpenTurn, result: CallResult): void {
  turn.results.push(result);
  if (result.callId !== null) turn.open.delete(result.callId);
}

/** Adds the result of a named call, or, with a problem, as a step of its own where there is no such call. */
export function answerById(steps: StepList, from: Fields, callId: string, result: CallResult): void {
  if (steps.answer(callId, result)) return;
  from.problems.report(from.path, "the result of a call made before", callId);
  steps.addResult({ ...result, extra: { ...result.extra, callId } });
}
