"use client";

import { createSerializer } from "nuqs";
import { useState } from "react";
import { useTaskParams } from "#components/tasks/use-task-params";
import { Button } from "#components/ui/button";
import { notify } from "#components/ui/notify";
import { formatAmount, formatCount } from "#lib/format";
import { taskFilterParsers } from "#lib/tasks/filters";
import type { Total } from "#lib/tasks/model";

const serialize = createSerializer(taskFilterParsers);

/** How many tasks match. A broad search is counted to a cap first, and to the end when somebody wants to know. */
export function TaskTotal({ total }: { total: Total }) {
  const { params } = useTaskParams();
  const url = serialize("/api/v1/tasks/count", params);
  const [counted, setCounted] = useState<{ url: string; total: Total } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const known = counted?.url === url ? counted.total : total;

  async function count() {
    setBusy(true);
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`The count answered ${response.status}`);
      setCounted({ url, total: await response.json() });
    } catch {
      notify("error", "The tasks could not be counted. Try again.");
    } finally {
      setBusy(false);
    }
  }
  if (known.exact) return <span className="tabular-nums">{formatAmount(known.count, "task")}</span>;
  return (
    <span className="flex items-center gap-1 tabular-nums">
      {formatCount(known.count)}+ tasks
      <Button look="quiet" size="small" disabled={isBusy} onClick={count}>
        {isBusy ? "Counting…" : "Count them all"}
      </Button>
    </span>
  );
}
