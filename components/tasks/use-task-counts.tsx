"use client";

import { createSerializer } from "nuqs";
import { useEffect, useState } from "react";
import { useTaskParams } from "#components/tasks/use-task-params";
import { taskFilterParsers } from "#lib/tasks/filters";

const serialize = createSerializer(taskFilterParsers);

interface Counts<T> {
  readonly data: T | null;
  readonly error: string | null;
}

/** Counts under the filters in force, from `/api/v1/tasks/<path>`. The old ones stay until the new ones are there. */
export function useTaskCounts<T>(path: string): Counts<T> {
  const { params } = useTaskParams();
  const [counts, setCounts] = useState<Counts<T>>({ data: null, error: null });
  const url = serialize(`/api/v1/tasks/${path}`, params);
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
