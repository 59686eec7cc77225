"use client";

import { useState } from "react";
import { useList } from "#components/data-table/use-list";
import { Button } from "#components/ui/button";
import { notify } from "#components/ui/notify";
import { formatAmount, formatCount } from "#lib/format";
import type { Total } from "#lib/lists/model";

/** How many rows match. A broad search is counted to a cap first, and to the end when somebody wants to know. */
export function ListTotal({ total }: { total: Total }) {
  const { spec, withFilters } = useList();
  const url = withFilters(`${spec.api}/count`);
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
      notify("error", `The ${spec.plural} could not be counted. Try again.`);
    } finally {
      setBusy(false);
    }
  }
  if (known.exact) return <span className="tabular-nums">{formatAmount(known.count, spec.noun, spec.plural)}</span>;
  return (
    <span className="flex items-center gap-1 tabular-nums">
      {formatCount(known.count)}+ {spec.plural}
      <Button look="quiet" size="small" disabled={isBusy} onClick={count}>
        {isBusy ? "Counting…" : "Count them all"}
      </Button>
    </span>
  );
}
