import { createHash } from "node:crypto";
import { buildSample } from "#lib/core/sample/build-sample";
import type { CountTokens } from "#lib/core/sample/count-tokens";
import type { SampleRules, SampleStep } from "#lib/core/sample/model";
import { prepareSteps } from "#lib/core/sample/prepare-steps";
import type { Trajectory } from "#lib/core/trajectory/model";
import type { Candidate } from "#lib/exports/samples/choose-trajectories";
import { type SampleEvent, type SampleOptions, secretKindsOf, splitList } from "#lib/exports/samples/model";

/** Takes trajectories through the steps of the funnel that need their messages, and remembers what it wrote. */
export class SampleMaker {
  readonly #options: SampleOptions;
  readonly #rules: SampleRules;
  readonly #countTokens: CountTokens;
  readonly #conversations = new Set<string>();
  readonly #perTask = new Map<string, number>();

  constructor(options: SampleOptions, countTokens: CountTokens) {
    this.#options = options;
    this.#rules = rulesOf(options);
    this.#countTokens = countTokens;
  }

  make(candidate: Candidate, trajectory: Trajectory): SampleEvent {
    const { mostPerTask, tokenizer } = this.#options;
    const task = `${candidate.dataset}/${candidate.instanceId}`;
    const ofTask = this.#perTask.get(task) ?? 0;
    if (mostPerTask !== null && ofTask >= mostPerTask) {
      return dropped(candidate, { step: "attempts", reason: `Its task has its ${mostPerTask} already` });
    }
    const steps = prepareSteps(trajectory.steps, this.#rules);
    const metadata = { ...describeCandidate(candidate, trajectory), tokenizer };
    const built = buildSample({ trajectory, steps, metadata }, this.#rules, this.#countTokens);
    if (built.kind === "dropped") return dropped(candidate, built);
    const conversation = hashTexts(built.conversation);
    if (this.#conversations.has(conversation)) {
      return dropped(candidate, { step: "unique", reason: "Another sample has the same messages" });
    }
    this.#conversations.add(conversation);
    this.#perTask.set(task, ofTask + 1);
    return {
      kind: "line",
      line: JSON.stringify(built.sample),
      id: candidate.id,
      instanceId: candidate.instanceId,
      contentHash: candidate.contentHash,
      redactions: built.redactions,
    };
  }
}

function rulesOf(options: SampleOptions): SampleRules {
  const { format, system, systemText, reasoning, redact, allowedEmailDomains } = options;
  const { maxTokens, over, truncation, observationCharacters } = options;
  return {
    format,
    system,
    systemText,
    reasoning,
    secrets: {
      kinds: secretKindsOf(redact),
      allowedEmailDomains: splitList(allowedEmailDomains).map((domain) => domain.toLowerCase()),
    },
    cap: { maxTokens, over, truncation, observationCharacters },
  };
}

function hashTexts(texts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text).update("\n");
  return hash.digest("base64");
}

function describeCandidate(candidate: Candidate, { trajectoryId }: Trajectory) {
  const { instanceId, dataset, repo, model, scaffold, run, attempt, verdict, decision, exitStatus } = candidate;
  return {
    instance_id: instanceId,
    dataset,
    repo,
    model,
    scaffold,
    run,
    attempt,
    resolved: verdict === "resolved" ? true : verdict === "unresolved" ? false : null,
    decision,
    exit_status: exitStatus,
    trajectory_id: trajectoryId,
    content_hash: candidate.contentHash,
  };
}

/** Why a trajectory makes no sample, and the step of the funnel that says so. */
export interface Drop {
  readonly step: SampleStep;
  readonly reason: string;
}

export function dropped({ id, instanceId }: Candidate, { step, reason }: Drop): SampleEvent {
  return { kind: "dropped", id, instanceId, step, reason };
}
