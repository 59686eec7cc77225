import type { ReactNode } from "react";
import { cn } from "#lib/class-names";

interface PlainColumn {
  readonly label: string;
  readonly isNumber?: boolean;
  /** Left out on a telephone; its cells say `max-sm:hidden` themselves. */
  readonly isMinor?: boolean;
}

interface PlainTableProps {
  readonly label: string;
  readonly columns: readonly PlainColumn[];
  /** Rows of `PlainCell`s. */
  readonly children: ReactNode;
}

/** A short table that needs no sorting, paging or selecting. */
export function PlainTable({ label, columns, children }: PlainTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="overflow-x-auto border-y">
      <table className="w-full text-[13px] [&_td]:px-3 [&_td]:whitespace-nowrap [&_tr]:h-9 [&_tr+tr]:border-t">
        <thead>
          <tr className="bg-surface">
            {columns.map(({ label, isNumber, isMinor }) => (
              <th
                key={label}
                scope="col"
                className={cn(
                  "h-8 px-3 text-left font-medium text-muted",
                  isNumber && "text-right",
                  isMinor && "max-sm:hidden",
                )}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
