"use client";

import { createSerializer, useQueryStates } from "nuqs";
import { type ReactNode, useTransition } from "react";
import { ListExplorer } from "#components/data-table/list-explorer";
import type { ListSpec } from "#components/data-table/use-list";
import {
  trajectoryColumns,
  trajectoryFacetLabels,
  trajectoryFractions,
  trajectoryRangeLabels,
  trajectoryValueLabels,
} from "#lib/trajectories/columns";
import {
  trajectoryFilterParsers,
  trajectoryFilters,
  trajectoryListParsers,
  trajectoryViewParsers,
} from "#lib/trajectories/filters";

const spec: ListSpec = {
  noun: "trajectory",
  plural: "trajectories",
  path: "/trajectories",
  api: "/api/v1/trajectories",
  searchHint: "Words of one step, an instance id, “a phrase”, -not",
  columns: trajectoryColumns,
  facetLabels: trajectoryFacetLabels,
  rangeLabels: trajectoryRangeLabels,
  valueLabels: trajectoryValueLabels,
  fractions: trajectoryFractions,
  downloads: [
    { id: "jsonl", label: "JSONL", hint: "all columns" },
    { id: "csv", label: "CSV", hint: "the columns you see" },
  ],
};

const serializeFilters = createSerializer(trajectoryFilterParsers);
const serializeList = createSerializer({ ...trajectoryListParsers, cols: trajectoryViewParsers.cols });

export function TrajectoryExplorer({ toolbar, children }: { toolbar: ReactNode; children: ReactNode }) {
  const [isPending, startTransition] = useTransition();
  const [params, setParams] = useQueryStates(
    { ...trajectoryListParsers, ...trajectoryViewParsers },
    { history: "push", shallow: false, scroll: false, startTransition },
  );
  const list = {
    spec,
    params,
    filters: trajectoryFilters(params),
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
