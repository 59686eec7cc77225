import { VisibleText } from "#components/ui/visible-text";
import { type QuarantineActions, QuarantineButton } from "#components/validation/quarantine-button";
import { lookOfLetter, TestLetter } from "#components/validation/test-letter";
import type { UnstableTest } from "#lib/core/run/unstable-tests";
import { formatAmount, formatCount } from "#lib/format";

interface UnstableTestsProps {
  readonly taskId: number;
  readonly tests: readonly UnstableTest[];
  /** How many tests there are in all. */
  readonly total: number;
  /** How often each side was run. */
  readonly repeats: number;
  readonly quarantined: ReadonlySet<string>;
  readonly quarantine: QuarantineActions | null;
}

/** Which tests did not end the same way in every repeat, and how each repeat ended. */
export function UnstableTests({ taskId, tests, total, repeats, quarantined, quarantine }: UnstableTestsProps) {
  return (
    <section aria-labelledby="stability" className="grid min-w-0 content-start gap-2">
      <h2 id="stability" className="text-sm font-semibold">
        Stability
      </h2>
      <p className="text-[13px] text-muted">{summarize(tests.length, total, repeats)}</p>
      {tests.length > 0 ? (
        <ul className="grid max-h-96 divide-y overflow-auto border">
          {tests.map(({ name, empty, gold }) => (
            <li key={name} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5">
              <span className="min-w-0 basis-full font-mono text-[13px] [overflow-wrap:anywhere]">
                <VisibleText text={name} />
              </span>
              <Repeats kind="empty" letters={empty} />
              <Repeats kind="gold" letters={gold} />
              {quarantine ? (
                <span className="ml-auto">
                  <QuarantineButton
                    taskId={taskId}
                    test={name}
                    isQuarantined={quarantined.has(name)}
                    actions={quarantine}
                  />
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function summarize(unstable: number, total: number, repeats: number): string {
  if (repeats < 2) return "Each side was run once. Validate it with more repeats to see which tests are flaky.";
  const runs = `${formatCount(repeats)} repeats`;
  if (unstable === 0) return `All ${formatAmount(total, "test")} ended the same way in ${runs}.`;
  return `${formatCount(unstable)} of ${formatAmount(total, "test")} did not end the same way in ${runs}.`;
}

/** A letter for each repeat, and how many of them passed. */
function Repeats({ kind, letters }: { kind: "empty" | "gold"; letters: string }) {
  const passed = [...letters].filter((letter) => letter === "P" || letter === "X").length;
  const words = [...letters].map((letter) => lookOfLetter(letter).word).join(", ");
  return (
    <span title={`${kind}: ${words}`} className="inline-flex items-center text-xs text-muted tabular-nums">
      <span className="pr-1">{kind}</span>
      {[...letters].map((letter, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the repeats are told apart by their place alone
        <TestLetter key={index} letter={letter} className="w-4" />
      ))}
      <span className="sr-only">{words}</span>
      <span className="pl-1">
        {passed}/{letters.length}
      </span>
    </span>
  );
}
