"use client";

import { useState } from "react";
import { Button } from "#components/ui/button";
import { VisibleText } from "#components/ui/visible-text";
import { formatCount } from "#lib/format";

interface TestNamesProps {
  readonly title: string;
  readonly tests: readonly { readonly name: string; readonly note: string | null }[];
}

const shownAtFirst = 10;

/** Names of tests with a word about each; the first ones, and all of them on demand. */
export function TestNames({ title, tests }: TestNamesProps) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? tests : tests.slice(0, shownAtFirst);
  return (
    <section aria-label={title} className="border">
      <h4 className="border-b bg-surface px-3 py-1 text-[13px] font-medium tabular-nums">{title}</h4>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
      <ul tabIndex={0} aria-label={title} className="max-h-80 overflow-auto">
        {shown.map(({ name, note }) => (
          <li key={name} className="flex flex-wrap gap-x-3 px-3 py-1">
            <span className="min-w-0 flex-1 basis-52 font-mono text-[13px] [overflow-wrap:anywhere]">
              <VisibleText text={name} />
            </span>
            {note ? <span className="text-[13px] text-muted">{note}</span> : null}
          </li>
        ))}
      </ul>
      {shown.length < tests.length ? (
        <Button look="quiet" size="small" className="m-1" onClick={() => setWhole(true)}>
          Show all {formatCount(tests.length)}
        </Button>
      ) : null}
    </section>
  );
}
