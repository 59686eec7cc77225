import { CircleX, FlaskConical, Repeat, Star } from "lucide-react";
import { Badge } from "#components/ui/badge";
import type { StepOutline } from "#lib/core/trajectory/outline";
import { formatCount } from "#lib/format";

/** What is noted of a step, in words. */
export function StepBadges({ step }: { step: StepOutline }) {
  const { testRun, isError, isGoldEdit, loop, isCopiedContext } = step;
  return (
    <>
      {isGoldEdit ? (
        <Badge tone="good" icon={Star}>
          gold file
        </Badge>
      ) : null}
      {testRun ? (
        <Badge tone={testRun.failed ? "warn" : "neutral"} icon={FlaskConical}>
          {describeTests(testRun)}
        </Badge>
      ) : null}
      {isError && step.kind !== "error" ? (
        <Badge tone="bad" icon={CircleX}>
          error
        </Badge>
      ) : null}
      {loop === null ? null : (
        <Badge tone="warn" icon={Repeat}>
          loop {loop + 1}
        </Badge>
      )}
      {isCopiedContext ? <Badge>copied context</Badge> : null}
    </>
  );
}

function describeTests({ passed, failed }: { readonly passed: number | null; readonly failed: number | null }): string {
  if (passed === null && failed === null) return "tests";
  const parts = [
    passed === null ? null : `${formatCount(passed)} passed`,
    failed === null || failed === 0 ? null : `${formatCount(failed)} failed`,
  ];
  return parts.filter(Boolean).join(", ") || "tests";
}
