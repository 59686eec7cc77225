"use client";

import {
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  type RowData,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { Fragment, type ReactNode, useEffect, useMemo, useRef } from "react";
import { HeaderCell } from "#components/data-table/header-cell";
import { Checkbox } from "#components/ui/checkbox";
import { cn } from "#lib/class-names";
import type { ListColumn } from "#lib/lists/columns";

const features = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSelectionFeature,
});

/** A column of rows `T`: what it is called, how wide it is, and what stands in a cell. */
export interface DataColumn<T> extends ListColumn {
  readonly render: (row: T) => ReactNode;
}

export interface DataTableProps<T extends RowData> {
  readonly label: string;
  readonly rows: readonly T[];
  readonly rowId: (row: T) => string;
  /** What a row is called, for those who cannot see where its checkbox stands. */
  readonly rowName: (row: T) => string;
  readonly columns: readonly DataColumn<T>[];
  readonly shown: readonly string[];
  readonly pinned: readonly string[];
  readonly isComfortable: boolean;
  readonly sort: { readonly id: string; readonly dir: "asc" | "desc" };
  readonly onSort: (id: string) => void;
  readonly selection: Readonly<Record<string, true>>;
  readonly onSelectionChange: (selection: Record<string, true>) => void;
  /** The row that the keyboard is on. */
  readonly currentId: string | null;
  readonly onOpen: (row: T) => void;
  /** A second line under a row, or nothing. */
  readonly renderDetail?: (row: T) => ReactNode;
}

const checkboxPixels = 38;

/** A table whose rows were sorted and cut into pages by the server; it shows, orders and pins columns and selects rows. */
export function DataTable<T extends RowData>(props: DataTableProps<T>) {
  const { rows, rowId, columns, shown, pinned, sort, selection, currentId, renderDetail } = props;
  const currentRow = useRef<HTMLTableRowElement>(null);
  const definitions = useMemo(() => columns.map(({ id, widthPixels }) => ({ id, size: widthPixels })), [columns]);
  const table = useTable({
    features,
    data: rows,
    columns: definitions,
    getRowId: rowId,
    enableRowSelection: true,
    state: {
      rowSelection: selection,
      columnOrder: [...shown],
      columnPinning: { start: [...pinned], end: [] },
      columnVisibility: Object.fromEntries(columns.map(({ id }) => [id, shown.includes(id)])),
    },
    onRowSelectionChange: (updater) =>
      props.onSelectionChange(typeof updater === "function" ? updater(selection) : updater),
  });
  useEffect(() => {
    if (currentId !== null) currentRow.current?.scrollIntoView({ block: "nearest" });
  }, [currentId]);

  const byId = new Map(columns.map((column) => [column.id, column]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section aria-label={props.label} tabIndex={0} className="overflow-x-auto border-y">
      <table className="w-max min-w-full border-separate border-spacing-0 text-[13px]">
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} className="h-8 bg-surface">
              <th
                scope="col"
                className="sticky left-0 z-10 border-b bg-surface px-3 text-left"
                style={{ width: checkboxPixels }}
              >
                <Checkbox
                  aria-label="Select all rows of this page"
                  checked={table.getIsAllRowsSelected()}
                  isMixed={table.getIsSomeRowsSelected()}
                  onChange={table.getToggleAllRowsSelectedHandler()}
                />
              </th>
              {group.headers.map((header) => {
                const column = byId.get(header.column.id);
                return column ? (
                  <HeaderCell
                    key={header.id}
                    column={column}
                    dir={sort.id === column.id ? sort.dir : undefined}
                    onSort={() => props.onSort(column.id)}
                    left={pinnedLeft(header.column)}
                  />
                ) : null;
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => {
            const isCurrent = row.id === currentId;
            const detail = renderDetail?.(row.original);
            const background = isCurrent ? "bg-sunken" : row.getIsSelected() ? "bg-accent-soft" : "bg-canvas";
            return (
              <Fragment key={row.id}>
                <tr
                  ref={isCurrent ? currentRow : undefined}
                  data-current={isCurrent || undefined}
                  aria-selected={row.getIsSelected()}
                  className={cn("group scroll-mt-12", props.isComfortable ? "h-10" : "h-8", background)}
                  onDoubleClick={() => props.onOpen(row.original)}
                >
                  <td
                    className={cn(
                      "sticky left-0 z-[1] px-3",
                      detail ? "" : "border-b",
                      background,
                      isCurrent && "shadow-[inset_2px_0_0_var(--accent)]",
                    )}
                  >
                    <Checkbox
                      aria-label={`Select ${props.rowName(row.original)}`}
                      checked={row.getIsSelected()}
                      onChange={row.getToggleSelectedHandler()}
                    />
                  </td>
                  {row.getVisibleCells().map((cell) => {
                    const column = byId.get(cell.column.id);
                    const left = pinnedLeft(cell.column);
                    return (
                      <td
                        key={cell.id}
                        className={cn(
                          "truncate px-2",
                          detail ? "" : "border-b",
                          column?.isNumber && "text-right tabular-nums",
                          left !== undefined && cn("sticky z-[1] max-sm:static", background),
                        )}
                        style={{ left, maxWidth: column?.widthPixels }}
                      >
                        {column?.render(row.original)}
                      </td>
                    );
                  })}
                </tr>
                {detail ? (
                  <tr className={background}>
                    <td className="border-b" />
                    <td className="border-b px-2 pb-1.5" colSpan={row.getVisibleCells().length}>
                      {detail}
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

interface PinnableColumn {
  getIsPinned(): false | "start" | "end";
  getStart(position: "start"): number;
}

function pinnedLeft(column: PinnableColumn): number | undefined {
  return column.getIsPinned() === "start" ? checkboxPixels + column.getStart("start") : undefined;
}
