"use client";

import { UnfoldVertical } from "lucide-react";
import { usePatchScene } from "#components/diff/patch-scene";
import { formatAmount } from "#lib/format";

export function UnchangedRow({ run, count }: { run: number; count: number }) {
  const { openUnchanged } = usePatchScene();
  return (
    <button
      type="button"
      className="flex h-7 w-full items-center gap-2 bg-sunken px-3 font-sans text-xs text-muted select-none hover:text-text [&_svg]:size-3.5"
      onClick={() => openUnchanged(run)}
    >
      <UnfoldVertical aria-hidden />
      Show {formatAmount(count, "unchanged line")}
    </button>
  );
}
