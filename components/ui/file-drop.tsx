"use client";

import { FileUp } from "lucide-react";
import { useState } from "react";
import { cn } from "#lib/class-names";
import { formatBytes } from "#lib/format";

interface FileDropProps {
  readonly file: File | null;
  /** What kinds of file are taken. */
  readonly hint: string;
  readonly isDisabled?: boolean;
  readonly onChoose: (file: File | null) => void;
}

/** A place to drop a file on, or to choose one by mouse or keyboard. */
export function FileDrop({ file, hint, isDisabled = false, onChoose }: FileDropProps) {
  const [isOver, setOver] = useState(false);
  return (
    <label
      className={cn(
        "grid place-items-center gap-2 rounded-lg border-2 border-dashed px-4 py-12 text-center focus-within:border-accent",
        isDisabled ? "opacity-50" : "cursor-pointer hover:border-accent",
        isOver ? "border-accent bg-accent-soft" : "border-line-strong",
      )}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!isDisabled) onChoose(event.dataTransfer.files[0] ?? null);
      }}
    >
      <FileUp aria-hidden className="size-7 text-muted" strokeWidth={1.5} />
      {file ? (
        <span className="break-all">
          <span className="font-mono">{file.name}</span>, {formatBytes(file.size)}
        </span>
      ) : (
        <span>Drop a file here, or choose one</span>
      )}
      <span className="text-[13px] text-muted">{hint}</span>
      <input
        type="file"
        aria-label="File"
        className="sr-only"
        disabled={isDisabled}
        // The same file, changed since, is to be chosen anew.
        onClick={(event) => {
          event.currentTarget.value = "";
        }}
        onChange={(event) => onChoose(event.target.files?.[0] ?? null)}
      />
    </label>
  );
}
