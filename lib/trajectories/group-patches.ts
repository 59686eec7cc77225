/** The final patch of a trajectory, by what tells whether two are the same. */
export interface EvaluatedPatch {
  readonly id: number;
  readonly dataset: string;
  readonly instanceId: string;
  readonly model: string;
  readonly run: string | null;
  readonly patchHash: string;
}

/** Patches of one model and run: at most one for each task. */
export interface PatchSet {
  readonly dataset: string;
  readonly model: string;
  readonly name: string;
  readonly patches: readonly EvaluatedPatch[];
}

const longestName = 200;

/**
 * Parts patches into sets that can be evaluated. Of several patches for one task, each goes into a set of its own; the
 * same patch twice is run once.
 */
export function groupPatches(patches: readonly EvaluatedPatch[]): readonly PatchSet[] {
  const groups = Map.groupBy(patches, ({ dataset, model, run }) => JSON.stringify([dataset, model, run]));
  return [...groups.values()].flatMap(partAttempts);
}

function partAttempts(group: readonly EvaluatedPatch[]): PatchSet[] {
  const rounds: EvaluatedPatch[][] = [];
  for (const attempts of Map.groupBy(group, ({ instanceId }) => instanceId).values()) {
    for (const [round, patch] of withoutRepeats(attempts).entries()) {
      const own = rounds[round] ?? [];
      own.push(patch);
      rounds[round] = own;
    }
  }
  return rounds.map((own, round) => ({
    dataset: own[0]?.dataset ?? "",
    model: own[0]?.model ?? "",
    name: nameSet(own[0]?.run ?? null, round),
    patches: own,
  }));
}

/** The first of those with the same patch. */
function withoutRepeats(attempts: readonly EvaluatedPatch[]): readonly EvaluatedPatch[] {
  const hashes = attempts.map(({ patchHash }) => patchHash);
  return attempts.filter(({ patchHash }, index) => hashes.indexOf(patchHash) === index);
}

function nameSet(run: string | null, round: number): string {
  const whose = run === null ? "Trajectories" : `Trajectories of ${run}`;
  const which = round === 0 ? "" : `, ${round + 1}. patches`;
  return `${whose.slice(0, longestName - which.length).toWellFormed()}${which}`;
}
