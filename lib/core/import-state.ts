/**
 * The life of an import. `uploading` and `previewing` lead to `previewed`, where a person looks at the mapping and starts
 * it; `queued` and `running` lead to one of the three ends.
 */
export const importStates = [
  "uploading",
  "previewing",
  "previewed",
  "queued",
  "running",
  "succeeded",
  "failed",
  "cancelled",
] as const;
export type ImportState = (typeof importStates)[number];

export function isFinished(state: ImportState): boolean {
  return state === "succeeded" || state === "failed" || state === "cancelled";
}

export const importKinds = ["tasks", "trajectories"] as const;
export type ImportKind = (typeof importKinds)[number];
