import { CircleX, TriangleAlert } from "lucide-react";
import { VisibleText } from "#components/ui/visible-text";
import { formatAmount, formatCount } from "#lib/format";
import type { RunTest } from "#lib/runs/model";

interface RunMapProps {
  readonly tests: readonly RunTest[];
  /** How many there are in all; more than these are on the page of the tests. */
  readonly total: number;
}

/** The tests that did not pass, beside the log: each leads to its line. */
export function RunMap({ tests, total }: RunMapProps) {
  return (
    <nav aria-label="Tests that did not pass" className="flex h-full flex-col">
      <h2 className="border-b px-3 py-1.5 text-[13px] text-muted">
        {formatAmount(total, "test")} did not pass
        {total > tests.length ? `; these are the first ${formatCount(tests.length)}` : ""}
      </h2>
      <ul className="min-h-0 flex-1 overflow-auto py-1">
        {tests.map((test) => (
          <li key={test.name}>
            <TestLine test={test} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function TestLine({ test: { name, status, line } }: { test: RunTest }) {
  const Icon = status === "ERROR" ? TriangleAlert : CircleX;
  const content = (
    <>
      <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0 text-bad" />
      <span className="sr-only">{status.toLowerCase()}: </span>
      <span className="line-clamp-2 min-w-0 font-mono text-xs break-all">
        <VisibleText text={name} />
      </span>
    </>
  );
  const look = "flex gap-2 px-3 py-1";
  if (line === null) return <span className={look}>{content}</span>;
  return (
    <a
      href={`#L${line}`}
      title={`${status.toLowerCase()}, line ${line}: ${name}`}
      className={`${look} hover:bg-sunken`}
    >
      {content}
    </a>
  );
}
