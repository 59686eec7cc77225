"use client";

import { createSerializer, useQueryStates } from "nuqs";
import { type ReactNode, useTransition } from "react";
import { ListExplorer } from "#components/data-table/list-explorer";
import type { ListSpec } from "#components/data-table/use-list";
import { taskColumns, taskFacetLabels, taskRangeLabels } from "#lib/tasks/columns";
import { taskFilterParsers, taskFilters, taskListParsers, taskViewParsers } from "#lib/tasks/filters";

const spec: ListSpec = {
  noun: "task",
  plural: "tasks",
  path: "/tasks",
  api: "/api/v1/tasks",
  searchHint: "Words of the issue, patch or tests, an instance id, “a phrase”, -not",
  columns: taskColumns,
  facetLabels: taskFacetLabels,
  rangeLabels: taskRangeLabels,
  valueLabels: {},
  fractions: [],
  downloads: [
    { id: "jsonl", label: "JSONL", hint: "whole records" },
    { id: "parquet", label: "Parquet", hint: "whole records" },
    { id: "csv", label: "CSV", hint: "the columns you see" },
  ],
};

const serializeFilters = createSerializer(taskFilterParsers);
const serializeList = createSerializer({ ...taskListParsers, cols: taskViewParsers.cols });

export function TaskExplorer({ toolbar, children }: { toolbar: ReactNode; children: ReactNode }) {
  const [isPending, startTransition] = useTransition();
  const [params, setParams] = useQueryStates(
    { ...taskListParsers, ...taskViewParsers },
    { history: "push", shallow: false, scroll: false, startTransition },
  );
  const list = {
    spec,
    params,
    filters: taskFilters(params),
    setParams,
    withFilters: (address: string) => serializeFilters(address, params),
    withList: (address: string) => serializeList(address, { ...params, cursor: null }),
  };
  return (
    <ListExplorer list={list} isPending={isPending} toolbar={toolbar}>
      {children}
    </ListExplorer>
  );
}
