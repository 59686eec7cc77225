"use client";

import { usePatchScene } from "#components/diff/patch-scene";
import { VisibleText } from "#components/ui/visible-text";
import { cn } from "#lib/class-names";
import type { DiffLine } from "#lib/core/diff/model";
import { formatCount } from "#lib/format";

const step = 100_000;
const changedClasses = {
  added: "rounded-xs bg-diff-added-strong",
  removed: "rounded-xs bg-diff-removed-strong",
  context: "",
} as const;

/** The text of a line: its words marked, hidden characters named, a huge one cut with a button that opens the rest. */
export function LineText({ line }: { line: DiffLine }) {
  const scene = usePatchScene();
  const shown = scene.shownLength(line.id);
  const isCut = line.text.length > shown;
  const text = isCut ? line.text.slice(0, shown) : line.text;
  return (
    <code
      dir="ltr"
      className={cn(
        "block min-w-0 overflow-hidden pr-2",
        scene.isWrapped ? "whitespace-pre-wrap [overflow-wrap:anywhere]" : "-indent-(--shift) whitespace-pre",
      )}
    >
      <VisibleText
        text={text}
        changed={scene.marksOf(line)}
        changedClass={changedClasses[line.kind]}
        hits={scene.hitsOf(line.id)}
        currentHit={scene.currentHit?.line === line.id ? scene.currentHit.start : null}
      />
      {isCut ? (
        <button
          type="button"
          className="ml-1 rounded border border-line-strong bg-raised px-1.5 indent-0 font-sans text-xs select-none hover:bg-surface"
          onClick={() => scene.showMore(line.id)}
        >
          … {showLabel(line.text.length, shown)}
        </button>
      ) : null}
      {line.lacksNewline ? (
        <span className="ml-2 font-sans text-xs text-muted italic select-none">no newline at end of file</span>
      ) : null}
    </code>
  );
}

function showLabel(length: number, shown: number): string {
  if (length - shown <= step) return `Show all ${formatCount(length)} characters`;
  return `Show ${formatCount(step)} more of ${formatCount(length)} characters`;
}
