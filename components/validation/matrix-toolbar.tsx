"use client";

import { Download } from "lucide-react";
import { useRef } from "react";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { type MatrixView, matrixViews } from "#lib/core/run/matrix-rows";
import { formatCount } from "#lib/format";

interface MatrixToolbarProps {
  /** How many tests each view has. */
  readonly counts: Readonly<Record<MatrixView, number>>;
  /** How many are left of the view's under the search. */
  readonly shown: number;
  readonly show: MatrixView;
  readonly find: string;
  readonly onShow: (view: MatrixView) => void;
  readonly onFind: (text: string) => void;
  readonly csvHref: string;
}

const labels: Readonly<Record<MatrixView, string>> = { all: "All", differs: "Differs", f2p: "F2P", p2p: "P2P" };

export function MatrixToolbar({ counts, shown, show, find, onShow, onFind, csvHref }: MatrixToolbarProps) {
  const input = useRef<HTMLInputElement>(null);
  useShortcuts("Find a test", [{ keys: "/", description: "Find a test", run: () => input.current?.focus() }]);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <h2 id="test-matrix" className="text-sm font-semibold">
        Test matrix
      </h2>
      <span role="status" className="text-[13px] text-muted tabular-nums">
        {shown === counts.all ? formatCount(counts.all) : `${formatCount(shown)} of ${formatCount(counts.all)}`} tests
      </span>
      <fieldset className="flex gap-1">
        <legend className="sr-only">Show</legend>
        {matrixViews.map((view) => (
          <Button
            key={view}
            size="small"
            look={view === show ? "active" : "secondary"}
            aria-pressed={view === show}
            onClick={() => onShow(view)}
          >
            {labels[view]} <span className="font-normal tabular-nums">{formatCount(counts[view])}</span>
          </Button>
        ))}
      </fieldset>
      <Input
        ref={input}
        type="search"
        aria-label="Find a test"
        placeholder="Find a test"
        value={find}
        onChange={(event) => onFind(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        className="h-7 max-w-64 min-w-40 flex-1"
      />
      <Button size="small" asChild className="ml-auto">
        <a href={csvHref} download>
          <Download /> CSV
        </a>
      </Button>
    </div>
  );
}
