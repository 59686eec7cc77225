import { type Ctx, requireRole } from "#lib/auth/actor";
import { type Candidate, chooseTrajectories } from "#lib/exports/samples/choose-trajectories";
import { type Contamination, readContamination, readGoldPatches } from "#lib/exports/samples/contamination";
import type { SampleEvent, SampleRequest } from "#lib/exports/samples/model";
import { type Drop, dropped, SampleMaker } from "#lib/exports/samples/sample-maker";
import { loadTokenizer } from "#lib/exports/samples/tokenizers";
import { loadTrajectories } from "#lib/trajectories/load-trajectory";

/** So much is read at a time: what is held does not grow with the number of trajectories. */
const stepsPerRead = 1_000;
const trajectoriesPerRead = 50;

/**
 * Training samples of the trajectories that a request chooses, in the order of their tasks' names and content hashes, each
 * chosen one as a line or with the first step of the funnel that it falls at. The same request on the same data gives the
 * same lines. Reads on only when the next event is asked for.
 */
export async function* streamSamples(
  ctx: Ctx,
  request: SampleRequest,
  signal?: AbortSignal,
): AsyncGenerator<SampleEvent> {
  requireRole(ctx.actor, "viewer");
  const { options } = request;
  const contamination = await readContamination(ctx, options);
  const maker = new SampleMaker(options, await loadTokenizer(options.tokenizer));
  for await (const page of chooseTrajectories(ctx, request)) {
    for (const batch of cutBatches(page, (candidate) => dropEarly(candidate, request, contamination))) {
      signal?.throwIfAborted();
      yield* readBatch(ctx, batch, contamination, maker, signal);
    }
  }
}

interface Judged {
  readonly candidate: Candidate;
  /** Null where the steps have to be read. */
  readonly drop: Drop | null;
}

/** Parts a page into batches whose steps can be held at a time. */
function* cutBatches(
  page: readonly Candidate[],
  dropOf: (candidate: Candidate) => Drop | null,
): Generator<readonly Judged[]> {
  let batch: Judged[] = [];
  let [steps, read] = [0, 0];
  for (const candidate of page) {
    const drop = dropOf(candidate);
    if (drop === null && read > 0 && (steps + candidate.steps > stepsPerRead || read === trajectoriesPerRead)) {
      yield batch;
      [batch, steps, read] = [[], 0, 0];
    }
    batch.push({ candidate, drop });
    if (drop === null) [steps, read] = [steps + candidate.steps, read + 1];
  }
  if (batch.length > 0) yield batch;
}

/** The steps of the funnel that what the lists know is enough for. */
function dropEarly(
  candidate: Candidate,
  { condition, options }: SampleRequest,
  contamination: Contamination,
): Drop | null {
  const { verdict, decision } = candidate;
  if (options.verdict === "resolved" && verdict !== "resolved") {
    const isGraded = verdict === "unresolved";
    return { step: "resolved", reason: isGraded ? "Its patch does not resolve the task" : "Its patch was not graded" };
  }
  if (condition === "approved" && decision !== "approved") {
    return { step: "approved", reason: decision === null ? "No review decided on it" : "A review rejected it" };
  }
  const reason = contamination.reasonFor(candidate);
  return reason === null ? null : { step: "decontaminated", reason };
}

async function* readBatch(
  ctx: Ctx,
  batch: readonly Judged[],
  contamination: Contamination,
  maker: SampleMaker,
  signal: AbortSignal | undefined,
): AsyncGenerator<SampleEvent> {
  const open = batch.flatMap(({ candidate, drop }) => (drop === null ? [candidate] : []));
  const loaded = await loadTrajectories(
    ctx,
    open.map(({ id }) => id),
  );
  const taskIds = contamination.comparesPatches ? open.flatMap(({ taskId }) => taskId ?? []) : [];
  const goldPatches = await readGoldPatches(ctx, taskIds);
  for (const { candidate, drop } of batch) {
    signal?.throwIfAborted();
    if (drop !== null) yield dropped(candidate, drop);
    else {
      const trajectory = loaded.get(candidate.id);
      // Deleted since it was chosen: it counts as never chosen.
      if (trajectory === undefined) continue;
      const gold = candidate.taskId === null ? null : (goldPatches.get(candidate.taskId) ?? null);
      const reason = contamination.reasonForPatches([gold, trajectory.finalPatch]);
      yield reason === null
        ? maker.make(candidate, trajectory)
        : dropped(candidate, { step: "decontaminated", reason });
    }
  }
}
