"use client";

import { useEffect, useState } from "react";
import { useList } from "#components/data-table/use-list";

interface Counts<T> {
  readonly data: T | null;
  readonly error: string | null;
}

/** Counts under the filters in force, from the list's API. The old ones stay until the new ones are there. */
export function useListCounts<T>(path: string): Counts<T> {
  const { spec, withFilters } = useList();
  const [counts, setCounts] = useState<Counts<T>>({ data: null, error: null });
  const url = withFilters(`${spec.api}/${path}`);
  useEffect(() => {
    const abort = new AbortController();
    fetchCounts<T>(url, abort.signal).then(
      (data) => setCounts({ data, error: null }),
      () => {
        if (!abort.signal.aborted)
          setCounts({ data: null, error: "The counts could not be read. Close this and open it again." });
      },
    );
    return () => abort.abort();
  }, [url]);
  return counts;
}

async function fetchCounts<T>(url: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The counts answered ${response.status}`);
  return response.json();
}
