/** What became of a test in a run. `MISSING` is a test of a list that the log does not name. */
export const runTestStatuses = ["PASSED", "FAILED", "ERROR", "SKIPPED", "XFAIL", "MISSING"] as const;
export type RunTestStatus = (typeof runTestStatuses)[number];

const letters: Readonly<Record<string, RunTestStatus>> = {
  P: "PASSED",
  F: "FAILED",
  E: "ERROR",
  S: "SKIPPED",
  X: "XFAIL",
  "-": "MISSING",
};

/** The status that a letter of a run's row stands for. */
export function readTestStatus(letter: string): RunTestStatus {
  return letters[letter] ?? "MISSING";
}

/** How many tests have each status, those that none has left out. */
export function countTestStatuses(statuses: Iterable<RunTestStatus>): { status: RunTestStatus; count: number }[] {
  const counts = new Map<RunTestStatus, number>();
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
  return runTestStatuses.flatMap((status) => {
    const count = counts.get(status);
    return count ? [{ status, count }] : [];
  });
}
