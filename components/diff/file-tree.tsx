"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { FileDiff, Folder } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { ChangeCount } from "#components/diff/change-count";
import { VisibleText } from "#components/ui/visible-text";
import { fileTree, type TreeRow } from "#lib/core/diff/file-tree";
import type { DiffFile } from "#lib/core/diff/model";

const rowPixels = 28;
const indentPixels = 12;

interface FileTreeProps {
  readonly files: readonly DiffFile[];
  readonly currentFile: number;
  readonly onFile: (file: number) => void;
}

export function FileTree({ files, currentFile, onFile }: FileTreeProps) {
  const scroller = useRef<HTMLElement>(null);
  const rows = useMemo(() => fileTree(files), [files]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPixels,
    initialRect: { width: 0, height: 800 },
    overscan: 6,
  });
  const current = rows.findIndex((row) => row.kind === "file" && row.file.place === currentFile);
  useEffect(() => {
    if (current !== -1) virtualizer.scrollToIndex(current, { align: "auto" });
  }, [current, virtualizer]);
  return (
    <nav ref={scroller} aria-label="Files of the patch" className="h-full min-h-0 overflow-y-auto py-1">
      <ul className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => {
          const row = rows[index];
          return row ? (
            <li key={key} className="absolute inset-x-0 h-7" style={{ transform: `translateY(${start}px)` }}>
              <TreeEntry row={row} isCurrent={index === current} onFile={onFile} />
            </li>
          ) : null;
        })}
      </ul>
    </nav>
  );
}

interface TreeEntryProps {
  readonly row: TreeRow;
  readonly isCurrent: boolean;
  readonly onFile: (file: number) => void;
}

function TreeEntry({ row, isCurrent, onFile }: TreeEntryProps) {
  const style = { paddingLeft: 8 + Math.min(row.depth, 12) * indentPixels };
  if (row.kind === "folder") {
    return (
      <span style={style} title={row.name} className="flex h-full items-center gap-1.5 pr-2 text-[13px] text-muted">
        <Folder aria-hidden className="size-3.5 shrink-0" />
        <span dir="ltr" className="truncate">
          <VisibleText text={row.name} />
        </span>
      </span>
    );
  }
  return (
    <button
      type="button"
      style={style}
      title={row.file.path}
      aria-current={isCurrent ? "location" : undefined}
      className="flex h-full w-full items-center gap-1.5 pr-2 text-left text-[13px] -outline-offset-2 hover:bg-sunken aria-[current]:bg-accent-soft"
      onClick={() => onFile(row.file.place)}
    >
      <FileDiff aria-hidden className="size-3.5 shrink-0 text-muted" />
      <span dir="ltr" className="min-w-0 flex-1 truncate">
        <VisibleText text={row.name || "File without a name"} />
      </span>
      <ChangeCount added={row.file.added} removed={row.file.removed} />
    </button>
  );
}
