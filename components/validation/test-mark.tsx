import { Ban } from "lucide-react";
import type { MatrixTest, TestLabel, TestNote } from "#lib/core/run/test-matrix";

export const labelMeanings: Readonly<Record<TestLabel, string>> = {
  F2P: "fails without the gold patch and passes with it",
  P2P: "passes without the gold patch and with it",
  P2F: "passes without the gold patch and fails with it",
  F2F: "fails without the gold patch and with it",
};

export const noteMeanings: Readonly<Record<TestNote, string>> = {
  flaky: "does not end the same way each time, and counts in no list",
  quarantined: "is in quarantine, and counts in no list",
};

const looks: Readonly<Record<TestLabel, string>> = {
  F2P: "text-accent-strong font-semibold",
  P2P: "text-muted",
  P2F: "text-bad font-semibold",
  F2F: "text-muted",
};

/** Which list a test is in, or why it is in none; the whole of it in the title. */
export function TestMark({ test: { label, notes } }: { test: Pick<MatrixTest, "label" | "notes"> }) {
  if (notes.length > 0) {
    return (
      <span
        title={`The test ${notes.map((note) => noteMeanings[note]).join("; it ")}`}
        className="inline-flex items-center gap-1 text-warn"
      >
        {notes.includes("flaky") ? "flaky" : null}
        {notes.includes("quarantined") ? <QuarantineMark /> : null}
      </span>
    );
  }
  return label ? (
    <span title={`${label}: ${labelMeanings[label]}`} className={looks[label]}>
      {label}
    </span>
  ) : null;
}

export function QuarantineMark() {
  return (
    <>
      <Ban aria-hidden className="size-3" />
      <span className="sr-only">quarantined</span>
    </>
  );
}
