import { RelativeTime } from "#components/ui/relative-time";
import { TestNames } from "#components/validation/test-names";
import { compareLists, type ListDifference, type MissingTest } from "#lib/core/run/compare-lists";
import type { TestLists } from "#lib/core/run/test-matrix";
import { formatCount } from "#lib/format";
import type { DerivedLists } from "#lib/runs/task-validation";

interface ListComparisonProps {
  readonly imported: Pick<TestLists, "failToPass" | "passToPass">;
  /** Null before a validation derived any. */
  readonly derived: DerivedLists | null;
  readonly quarantined: readonly string[];
}

/** How the test lists that were derived differ from those that came with the task. */
export function ListComparison({ imported, derived, quarantined }: ListComparisonProps) {
  return (
    <section aria-labelledby="lists" className="grid min-w-0 content-start gap-2">
      <h2 id="lists" className="text-sm font-semibold">
        Test lists
      </h2>
      {derived ? (
        <>
          <p className="text-[13px] text-muted">
            Derived <RelativeTime at={derived.createdAt} /> under {derived.policy}, compared with the lists that came
            with the task.
            {derived.isAccepted
              ? " They count as the task’s own."
              : " The task was not accepted with them, so that the imported ones count."}
            {derived.isOfThisContent ? "" : " The task has changed since."}
          </p>
          <Comparisons imported={imported} lists={{ ...derived, quarantined }} />
        </>
      ) : (
        <p className="text-[13px] text-muted">No validation has derived any yet; the imported ones count.</p>
      )}
    </section>
  );
}

function Comparisons({ imported, lists }: { imported: ListComparisonProps["imported"]; lists: TestLists }) {
  const { failToPass, passToPass } = compareLists(imported, lists);
  return (
    <>
      <Comparison title="FAIL_TO_PASS" difference={failToPass} />
      <Comparison title="PASS_TO_PASS" difference={passToPass} />
      {lists.passToFail.length > 0 ? (
        <TestNames
          title={`${formatCount(lists.passToFail.length)} in PASS_TO_FAIL: broken by the gold patch`}
          tests={lists.passToFail.map((name) => ({ name, note: null }))}
        />
      ) : null}
    </>
  );
}

const reasons: Readonly<Record<MissingTest["because"], string>> = {
  F2P: "is in FAIL_TO_PASS",
  P2P: "passes without the patch too",
  P2F: "fails with the patch",
  F2F: "fails with the patch too",
  flaky: "flaky: it left the list",
  quarantined: "in quarantine: it left the list",
  absent: "in no run",
};

function Comparison({ title, difference }: { title: string; difference: ListDifference }) {
  const { shared, missing, additional } = difference;
  return (
    <div className="grid gap-1">
      <h3 className="text-[13px]">
        <span className="font-mono font-semibold">{title}</span>{" "}
        <span className="text-muted tabular-nums">
          {formatCount(shared)} in both
          {missing.length + additional.length === 0 ? ", no difference" : ""}
        </span>
      </h3>
      {missing.length > 0 ? (
        <TestNames
          title={`${formatCount(missing.length)} missing`}
          tests={missing.map(({ name, because }) => ({ name, note: reasons[because] }))}
        />
      ) : null}
      {additional.length > 0 ? (
        <TestNames
          title={`${formatCount(additional.length)} additional`}
          tests={additional.map((name) => ({ name, note: null }))}
        />
      ) : null}
    </div>
  );
}
