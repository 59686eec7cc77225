import { createHash } from "node:crypto";

/** The lists that a run's letters were taken for, as one name: other lists have another hash. */
export function hashLists({
  failToPass,
  passToPass,
}: {
  readonly failToPass: readonly string[];
  readonly passToPass: readonly string[];
}): string {
  return createHash("sha256")
    .update(JSON.stringify([failToPass, passToPass]))
    .digest("hex");
}
