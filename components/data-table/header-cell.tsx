import { ArrowDown, ArrowUp } from "lucide-react";
import { cn } from "#lib/class-names";
import type { ListColumn } from "#lib/lists/columns";

interface HeaderCellProps {
  readonly column: ListColumn;
  /** Undefined when the list is sorted by another column. */
  readonly dir: "asc" | "desc" | undefined;
  readonly onSort: () => void;
  /** Where it stays while the table scrolls sideways; undefined when it scrolls along. */
  readonly left: number | undefined;
}

const ariaSort = { asc: "ascending", desc: "descending" } as const;

export function HeaderCell({ column, dir, onSort, left }: HeaderCellProps) {
  const isSortable = column.isSortable ?? true;
  const Arrow = dir === "asc" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={isSortable ? (dir ? ariaSort[dir] : "none") : undefined}
      className={cn("border-b bg-surface p-0 font-medium", left !== undefined && "sticky z-10 max-sm:static")}
      style={{ left, width: column.widthPixels, minWidth: column.widthPixels }}
    >
      {isSortable ? (
        <button
          type="button"
          title={column.title}
          onClick={onSort}
          className={cn(
            "flex h-8 w-full items-center gap-1 px-2 hover:text-text",
            column.isNumber && "flex-row-reverse",
            dir ? "text-text" : "text-muted",
          )}
        >
          {column.label}
          {dir ? <Arrow aria-hidden className="size-3.5" /> : null}
        </button>
      ) : (
        <span
          title={column.title}
          className={cn("flex h-8 items-center px-2 text-muted", column.isNumber && "flex-row-reverse")}
        >
          {column.label}
        </span>
      )}
    </th>
  );
}
