"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { type DataColumn, DataTable } from "#components/data-table/data-table";
import { Pager } from "#components/data-table/pager";
import { type Choice, SelectionBar } from "#components/data-table/selection-bar";
import { useList } from "#components/data-table/use-list";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import type { ListPage } from "#lib/lists/model";

interface ListTableProps<T> {
  readonly label: string;
  readonly page: ListPage<T>;
  readonly columns: readonly DataColumn<T>[];
  /** What a row is called, for those who cannot see where its checkbox stands. */
  readonly rowName: (row: T) => string;
  readonly hrefOf: (row: T) => string;
  /** A second line under a row, or nothing. */
  readonly renderDetail?: (row: T) => ReactNode;
  readonly renderActions?: (choice: Choice) => ReactNode;
}

/** A page of a list: sorted by its headers, walked by the keyboard, its rows selected and opened. */
export function ListTable<T extends { readonly id: number }>(props: ListTableProps<T>) {
  const { label, page, columns, rowName, hrefOf, renderDetail, renderActions } = props;
  const router = useRouter();
  const { params, setParams } = useList();
  const [selection, setSelection] = useState<Record<string, true>>({});
  const [isAllSelected, setAllSelected] = useState(false);
  const [current, setCurrent] = useState<number | null>(null);
  const row = current === null ? undefined : page.items[current];

  function open(item: T | undefined) {
    if (item) router.push(hrefOf(item));
  }
  function step(by: 1 | -1) {
    setCurrent((at) => Math.max(0, Math.min(page.items.length - 1, at === null ? 0 : at + by)));
  }
  function select(next: Record<string, true>) {
    setSelection(next);
    setAllSelected(false);
  }
  function toggleCurrent() {
    if (!row) return;
    const { [row.id]: wasSelected, ...others } = selection;
    select(wasSelected ? others : { ...others, [row.id]: true });
  }
  function turnPage(cursor: string | null) {
    if (!cursor) return;
    setCurrent(null);
    setParams({ cursor });
  }
  function sortBy(id: string) {
    const column = columns.find((other) => other.id === id);
    const dir = params.sort === id ? (params.dir === "asc" ? "desc" : "asc") : column?.isNumber ? "desc" : "asc";
    setParams({ sort: params.cols.find((key) => key === id) ?? params.sort, dir, cursor: null });
  }

  useShortcuts("List", [
    { keys: "j", description: "Next row", run: () => step(1) },
    { keys: "k", description: "Previous row", run: () => step(-1) },
    { keys: "Enter", description: "Open the row", run: () => open(row) },
    { keys: "o", description: "Open the row", run: () => open(row) },
    { keys: "x", description: "Select the row", run: toggleCurrent },
    { keys: "Escape", shown: "Esc", description: "Drop the selection", run: () => select({}) },
    { keys: "]", description: "Next page", run: () => turnPage(page.nextCursor) },
    { keys: "[", description: "Previous page", run: () => turnPage(page.previousCursor) },
  ]);

  return (
    <>
      <SelectionBar
        selectedIds={Object.keys(selection)}
        total={page.total}
        isAllSelected={isAllSelected}
        onSelectAll={() => setAllSelected(true)}
        onClear={() => select({})}
        renderActions={renderActions}
      />
      <DataTable
        label={label}
        rows={page.items}
        rowId={(item) => String(item.id)}
        rowName={rowName}
        columns={columns}
        shown={params.cols}
        pinned={params.pin}
        isComfortable={params.density === "comfortable"}
        sort={{ id: params.sort, dir: params.dir }}
        onSort={sortBy}
        selection={selection}
        onSelectionChange={select}
        currentId={row ? String(row.id) : null}
        onOpen={open}
        renderDetail={renderDetail}
      />
      <Pager page={page} onTurn={turnPage} />
    </>
  );
}
