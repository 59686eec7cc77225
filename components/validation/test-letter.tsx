import { cn } from "#lib/class-names";
import { type RunTestStatus, readTestStatus } from "#lib/runs/test-status";

interface LetterLook {
  readonly shown: string;
  readonly word: string;
  readonly className: string;
}

const looks: Record<RunTestStatus, LetterLook> = {
  PASSED: { shown: "P", word: "passed", className: "text-good" },
  FAILED: { shown: "F", word: "failed", className: "bg-bad-soft text-bad" },
  ERROR: { shown: "E", word: "error", className: "bg-bad-soft text-bad" },
  SKIPPED: { shown: "S", word: "skipped", className: "text-muted" },
  XFAIL: { shown: "X", word: "failed as expected", className: "text-good" },
  MISSING: { shown: "–", word: "not run", className: "text-muted" },
};

export const letterLooks = Object.values(looks);

/** How the letter of a test's status is shown, and what it says in words. */
export function lookOfLetter(letter: string): LetterLook {
  return looks[readTestStatus(letter)];
}

/** The status of a test in a run, as one letter. */
export function TestLetter({ letter, className }: { letter: string; className?: string }) {
  const look = lookOfLetter(letter);
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex h-5 w-6 items-center justify-center rounded font-mono font-semibold",
        look.className,
        className,
      )}
    >
      {look.shown}
    </span>
  );
}
