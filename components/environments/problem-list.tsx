import { CircleX } from "lucide-react";
import type { TextProblem } from "#components/code/open-json-editor";
import { VisibleText } from "#components/ui/visible-text";
import { formatAmount } from "#lib/format";

/** One thing that is wrong with a text. */
export interface ShownProblem extends Omit<TextProblem, "line" | "column"> {
  readonly line: number | null;
  readonly column: number | null;
  /** Like `limits.cpus`; empty for the whole text. */
  readonly path: string;
}

interface ProblemListProps {
  readonly problems: readonly ShownProblem[];
  readonly onReveal: (place: { readonly line: number; readonly column: number }) => void;
}

/** What is wrong with a text. A click leads to the place. */
export function ProblemList({ problems, onReveal }: ProblemListProps) {
  if (problems.length === 0) return null;
  return (
    <section aria-label="Problems" className="grid gap-1">
      <h2 role="status" className="flex items-center gap-1.5 text-sm font-semibold text-bad">
        <CircleX aria-hidden className="size-4" /> {formatAmount(problems.length, "problem")}
      </h2>
      <ul className="grid">
        {problems.map(({ path, line, column, message }) => (
          <li key={`${line} ${column} ${path} ${message}`}>
            <button
              type="button"
              disabled={line === null || column === null}
              className="flex w-full flex-wrap items-baseline gap-x-2 rounded px-2 py-1 text-left text-[13px] enabled:hover:bg-sunken"
              onClick={() => (line !== null && column !== null ? onReveal({ line, column }) : undefined)}
            >
              {line === null ? null : (
                <span className="text-muted tabular-nums">
                  line {line}, column {column}
                </span>
              )}
              {path ? (
                <code className="font-medium break-all">
                  <VisibleText text={path} />
                </code>
              ) : null}
              <span className="break-words">
                <VisibleText text={message} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
