"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "#components/ui/button";

interface PagerProps {
  readonly page: { readonly nextCursor: string | null; readonly previousCursor: string | null };
  readonly onTurn: (cursor: string | null) => void;
}

export function Pager({ page, onTurn }: PagerProps) {
  return (
    <footer className="flex items-center gap-2 px-4 py-2 text-[13px] text-muted">
      <nav aria-label="Pages" className="ml-auto flex gap-1">
        <Button size="small" disabled={!page.previousCursor} onClick={() => onTurn(page.previousCursor)}>
          <ChevronLeft /> Previous
        </Button>
        <Button size="small" disabled={!page.nextCursor} onClick={() => onTurn(page.nextCursor)}>
          Next <ChevronRight />
        </Button>
      </nav>
    </footer>
  );
}
