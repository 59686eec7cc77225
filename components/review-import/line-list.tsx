"use client";

import { useState } from "react";
import { Button } from "#components/ui/button";
import { CopyButton } from "#components/ui/copy-button";
import { VisibleText } from "#components/ui/visible-text";
import { cn } from "#lib/class-names";
import { formatCount } from "#lib/format";

interface LineListProps {
  readonly label: string;
  readonly lines: readonly string[];
  readonly className: string;
}

const shownAtFirst = 500;
const shownThen = 5_000;

/** Lines in a box that scrolls: of very many the first, and the way to the rest. */
export function LineList({ label, lines, className }: LineListProps) {
  const [most, setMost] = useState(shownAtFirst);
  const rest = lines.length - most;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section aria-label={label} tabIndex={0} className="max-h-72 overflow-auto rounded-md border px-3 py-2">
        <ul className={cn("font-mono text-[13px]", className)}>
          {lines.slice(0, most).map((line) => (
            <li key={line} title={line}>
              <VisibleText text={line} />
            </li>
          ))}
        </ul>
      </section>
      <p className="flex items-center gap-2 pt-1 text-[13px] text-muted">
        {rest > 0 ? (
          <>
            The first {formatCount(most)} of {formatCount(lines.length)} are shown.
            <Button size="small" onClick={() => setMost(most + shownThen)}>
              Show {formatCount(Math.min(rest, shownThen))} more
            </Button>
          </>
        ) : null}
        <CopyButton text={() => lines.join("\n")} label={`Copy: ${label}`} size="tinyIcon" />
      </p>
    </>
  );
}
