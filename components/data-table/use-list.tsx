"use client";

import type { Options } from "nuqs";
import { createContext, useContext } from "react";
import type { ValueLabels } from "#lib/lists/active-filters";
import type { ListColumn } from "#lib/lists/columns";
import type { ListFilters, SortDirection } from "#lib/lists/model";
import type { ViewPage } from "#lib/views/model";

/** What kind of rows a list has, and what its tools are called. */
export interface ListSpec {
  /** One row: "task". */
  readonly noun: string;
  /** More of them: "tasks". */
  readonly plural: string;
  /** The page, which saved views belong to. */
  readonly path: ViewPage;
  /** Where counts, histograms and downloads come from. */
  readonly api: string;
  readonly searchHint: string;
  readonly columns: readonly ListColumn[];
  readonly facetLabels: Readonly<Record<string, string>>;
  readonly rangeLabels: Readonly<Record<string, string>>;
  readonly valueLabels: ValueLabels;
  /** Measures that have decimals. */
  readonly fractions: readonly string[];
  readonly downloads: readonly { readonly id: string; readonly label: string; readonly hint: string }[];
}

interface ListParams {
  readonly q: string;
  readonly sort: string;
  readonly dir: SortDirection;
  readonly cols: readonly string[];
  readonly pin: readonly string[];
  readonly density: "compact" | "comfortable";
}

type ParamChanges = Readonly<Record<string, string | readonly string[] | number | null>>;

/** The URL as state. A change asks the server for the list anew and can be undone with Back. */
export interface ListState {
  readonly spec: ListSpec;
  readonly params: ListParams;
  readonly filters: ListFilters;
  setParams(changes: ParamChanges, options?: Options): unknown;
  /** An address with the filters in its query. */
  readonly withFilters: (address: string) => string;
  /** An address with filters, order and columns in its query. */
  readonly withList: (address: string) => string;
}

export const ListContext = createContext<ListState | undefined>(undefined);

export function useList(): ListState {
  const list = useContext(ListContext);
  if (!list) throw new Error("This stands outside of a ListExplorer");
  return list;
}
