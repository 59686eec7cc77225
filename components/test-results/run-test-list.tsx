"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { FlaskConicalOff } from "lucide-react";
import Link from "next/link";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useMemo, useRef, useState } from "react";
import { TestStatusBadge } from "#components/test-results/test-status-badge";
import { Button } from "#components/ui/button";
import { CopyButton } from "#components/ui/copy-button";
import { Input } from "#components/ui/input";
import { MarkedText } from "#components/ui/marked-text";
import { Notice } from "#components/ui/notice";
import { formatCount, formatDuration } from "#lib/format";
import type { RunTest } from "#lib/runs/model";
import { countTestStatuses, runTestStatuses } from "#lib/runs/test-status";

interface RunTestListProps {
  readonly tests: readonly RunTest[];
  /** Where the log is; `#L` and a line's number follow. */
  readonly logHref: string;
  /** Whether there will be tests. */
  readonly isLive: boolean;
}

const rowPixels = 30;

/** The tests of a run, thousands of them if need be: by status, by name, each with the way to its line of the log. */
export function RunTestList({ tests, logHref, isLive }: RunTestListProps) {
  const [status, setStatus] = useQueryState("status", parseAsStringLiteral(runTestStatuses));
  const [text, setText] = useState("");
  const scroller = useRef<HTMLDivElement>(null);
  const counts = useMemo(() => countTestStatuses(tests.map((test) => test.status)), [tests]);
  const shown = useMemo(() => {
    const wanted = text.toLowerCase();
    return tests.filter((test) => (!status || test.status === status) && test.name.toLowerCase().includes(wanted));
  }, [tests, status, text]);
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPixels,
    overscan: 12,
  });
  if (tests.length === 0) {
    return (
      <Notice icon={FlaskConicalOff} title={isLive ? "No test results yet" : "No test results"}>
        {isLive ? "They are read from the log when the run has ended." : "The log names no test; it says more."}
      </Notice>
    );
  }
  return (
    <section aria-label="Tests" className="flex min-h-0 min-w-0 flex-1 flex-col p-4">
      <div className="flex flex-wrap items-center gap-2 pb-2">
        <fieldset className="flex flex-wrap items-center gap-1.5">
          <legend className="sr-only">Filter by status</legend>
          {counts.map(({ status: each, count }) => (
            <Button
              key={each}
              size="small"
              look={status === each ? "active" : "secondary"}
              aria-pressed={status === each}
              onClick={() => setStatus(status === each ? null : each)}
            >
              <TestStatusBadge status={each} />
              <span className="tabular-nums">{formatCount(count)}</span>
            </Button>
          ))}
        </fieldset>
        <Input
          aria-label="Find a test"
          placeholder="Find a test"
          value={text}
          className="max-w-56"
          onChange={(event) => setText(event.target.value)}
        />
        <span className="text-[13px] text-muted tabular-nums">
          {formatCount(shown.length)} of {formatCount(tests.length)}
        </span>
        <CopyButton
          text={() => shown.map((test) => test.name).join("\n")}
          label="Copy the names"
          size="smallIcon"
          className="ml-auto"
        />
      </div>
      {shown.length === 0 ? (
        <p className="border px-3 py-4 text-muted">
          No test has this {status && text ? "status and name" : "in its name"}.
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
        <div ref={scroller} tabIndex={0} className="max-h-[70vh] overflow-auto border">
          <ul aria-label="Tests" style={{ height: virtualizer.getTotalSize() }} className="relative min-w-max">
            {virtualizer.getVirtualItems().map((item) => {
              const test = shown[item.index];
              return test ? (
                <li
                  key={item.key}
                  className="absolute left-0 flex h-[30px] w-full items-center gap-3 px-3 text-[13px] hover:bg-sunken"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <span className="w-20 shrink-0">
                    <TestStatusBadge status={test.status} />
                  </span>
                  <span className="w-16 shrink-0 text-right tabular-nums max-sm:w-12">
                    <LineLink line={test.line} logHref={logHref} />
                  </span>
                  <span className="w-14 shrink-0 text-right text-muted tabular-nums max-sm:hidden">
                    {formatSeconds(test.seconds)}
                  </span>
                  <span className="font-mono whitespace-pre">
                    <MarkedText text={test.name} words={text ? [text] : []} />
                  </span>
                </li>
              ) : null;
            })}
          </ul>
        </div>
      )}
    </section>
  );
}

function LineLink({ line, logHref }: { line: number | null; logHref: string }) {
  if (line === null) return <span className="text-muted">–</span>;
  return (
    <Link
      href={`${logHref}#L${line}`}
      prefetch={false}
      title={`To line ${formatCount(line)} of the log`}
      className="text-accent hover:underline"
    >
      L{line}
    </Link>
  );
}

function formatSeconds(seconds: number | null): string {
  if (seconds === null) return "–";
  return seconds < 10 ? `${seconds.toFixed(2)} s` : formatDuration(seconds);
}
