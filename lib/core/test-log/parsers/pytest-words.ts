import { type TestStatus, testStatuses } from "../model.ts";

export function isTestStatus(word: string | undefined): word is TestStatus {
  return testStatuses.some((status) => status === word);
}

/** `SKIPPED [3] path:12: reason` counts skipped tests and names none. */
export function isSkipCount(status: string, name: string): boolean {
  return status === "SKIPPED" && /^\[\d+\]$/u.test(name);
}
