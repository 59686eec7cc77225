"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { DataTable } from "#components/data-table/data-table";
import { Pager } from "#components/data-table/pager";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import { SelectionBar } from "#components/tasks/selection-bar";
import { taskHref } from "#components/tasks/task-link";
import { TaskMatch } from "#components/tasks/task-match";
import { taskTableColumns } from "#components/tasks/task-table-columns";
import { useTaskParams } from "#components/tasks/use-task-params";
import type { ValidationActions } from "#components/validation/validate-dialog";
import type { TextMatch } from "#lib/tasks/matches";
import type { TaskPage, TaskRow } from "#lib/tasks/model";

interface TaskTableProps {
  readonly page: TaskPage;
  /** Where a text search found each task. */
  readonly matches: ReadonlyMap<number, TextMatch>;
  /** What to mark in them. */
  readonly words: readonly string[];
  readonly validation: ValidationActions | null;
}

export function TaskTable({ page, matches, words, validation }: TaskTableProps) {
  const router = useRouter();
  const search = useSearchParams();
  const { params, setParams } = useTaskParams();
  const [selection, setSelection] = useState<Record<string, true>>({});
  const [isAllSelected, setAllSelected] = useState(false);
  const [current, setCurrent] = useState<number | null>(null);
  const row = current === null ? undefined : page.items[current];

  function open(task: TaskRow | undefined) {
    if (task) router.push(taskHref(task.id, search));
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
    const column = taskTableColumns.find((other) => other.id === id);
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
        validation={validation}
      />
      <DataTable
        label="Tasks"
        rows={page.items}
        rowId={(task) => String(task.id)}
        rowName={(task) => task.instanceId}
        columns={taskTableColumns}
        shown={params.cols}
        pinned={params.pin}
        isComfortable={params.density === "comfortable"}
        sort={{ id: params.sort, dir: params.dir }}
        onSort={sortBy}
        selection={selection}
        onSelectionChange={select}
        currentId={row ? String(row.id) : null}
        onOpen={open}
        renderDetail={(task) => {
          const match = matches.get(task.id);
          return match ? <TaskMatch match={match} words={words} /> : null;
        }}
      />
      <Pager page={page} onTurn={turnPage} />
    </>
  );
}
