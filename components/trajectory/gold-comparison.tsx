"use client";

import { Check, Minus } from "lucide-react";
import { useMemo } from "react";
import { VisibleText } from "#components/ui/visible-text";
import { comparePatches } from "#lib/core/patch/compare-patches";
import { formatAmount } from "#lib/format";

/** What a patch has in common with the gold one: files, places, and places where both do the same. */
export function GoldComparison({ patch, goldPatch }: { patch: string; goldPatch: string }) {
  const { sharedFiles, onlyInFirst, onlyInSecond, secondHunks } = useMemo(
    () => comparePatches(patch, goldPatch),
    [patch, goldPatch],
  );
  const goldFiles = sharedFiles.length + onlyInSecond.length;
  const touched = secondHunks.filter(({ isShared }) => isShared).length;
  const same = secondHunks.filter(({ isSame }) => isSame).length;
  return (
    <details className="border-b px-3 py-1.5 text-[13px]">
      <summary className="cursor-pointer tabular-nums">
        {sharedFiles.length} of {formatAmount(goldFiles, "gold file")} changed, {touched} of{" "}
        {formatAmount(secondHunks.length, "gold hunk")} touched{same > 0 ? `, ${same} the same` : ""}
      </summary>
      <ul className="max-h-48 overflow-y-auto pt-1">
        <Files paths={sharedFiles} word="in both" isShared />
        <Files paths={onlyInSecond} word="only in the gold patch" />
        <Files paths={onlyInFirst} word="only here" />
      </ul>
    </details>
  );
}

interface FilesProps {
  readonly paths: readonly string[];
  readonly word: string;
  readonly isShared?: boolean;
}

const mostPaths = 100;

function Files({ paths, word, isShared = false }: FilesProps) {
  const Icon = isShared ? Check : Minus;
  return (
    <>
      {paths.slice(0, mostPaths).map((path) => (
        <li key={path} className="flex min-w-0 items-baseline gap-1.5">
          <Icon aria-hidden className={isShared ? "size-3 shrink-0 text-good" : "size-3 shrink-0 text-muted"} />
          <code dir="ltr" className="min-w-0 [overflow-wrap:anywhere]">
            <VisibleText text={path} />
          </code>
          <span className="shrink-0 text-muted">{word}</span>
        </li>
      ))}
      {paths.length > mostPaths ? (
        <li className="text-muted">
          and {formatAmount(paths.length - mostPaths, "file")} more {word}
        </li>
      ) : null}
    </>
  );
}
