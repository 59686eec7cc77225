"use client";

import { ChevronDown, ChevronUp, X } from "lucide-react";
import { mostHits } from "#components/diff/use-find";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { formatCount } from "#lib/format";

interface FindBarProps {
  readonly query: string;
  readonly count: number;
  readonly at: number;
  readonly onSearch: (query: string) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
}

export function FindBar({ query, count, at, onSearch, onStep, onClose }: FindBarProps) {
  return (
    <search className="flex items-center gap-1 border-b bg-surface px-2 py-1.5">
      <Input
        autoFocus
        value={query}
        aria-label="Find in this patch"
        placeholder="Find in this patch"
        className="max-w-80"
        onFocus={(event) => event.target.select()}
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") onStep(event.shiftKey ? -1 : 1);
          if (event.key === "Escape") onClose();
        }}
      />
      <output className="min-w-20 px-1 text-[13px] whitespace-nowrap text-muted tabular-nums">
        {query === "" ? "" : count === 0 ? "Not found" : `${formatCount(at + 1)} of ${shownCount(count)}`}
      </output>
      <Button look="quiet" size="icon" aria-label="Previous hit" disabled={count === 0} onClick={() => onStep(-1)}>
        <ChevronUp />
      </Button>
      <Button look="quiet" size="icon" aria-label="Next hit" disabled={count === 0} onClick={() => onStep(1)}>
        <ChevronDown />
      </Button>
      <Button look="quiet" size="icon" className="ml-auto" aria-label="Close the find bar" onClick={onClose}>
        <X />
      </Button>
    </search>
  );
}

function shownCount(count: number): string {
  return count === mostHits ? `${formatCount(count)} or more` : formatCount(count);
}
