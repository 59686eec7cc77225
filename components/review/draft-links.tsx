"use client";

import { useEffect, useState } from "react";
import { fetchJson } from "#components/trajectory/fetch-json";
import { RelativeTime } from "#components/ui/relative-time";
import { VisibleText } from "#components/ui/visible-text";
import { formatAmount } from "#lib/format";
import type { DraftRow } from "#lib/reviews/list-drafts";

interface DraftLinksProps {
  readonly slug: string;
  /** How many there are, by the latest count; the newest of them are listed. */
  readonly total: number;
}

/** The ways back to what was begun and not submitted. */
export function DraftLinks({ slug, total }: DraftLinksProps) {
  const [drafts, setDrafts] = useState<readonly DraftRow[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    fetchJson<{ readonly drafts: readonly DraftRow[] }>(`/api/review-projects/${slug}/drafts`, stop.signal).then(
      (found) => setDrafts(found.drafts),
      () => {
        // The list of projects still tells that there are drafts.
      },
    );
    return () => stop.abort();
  }, [slug]);
  if (drafts.length === 0) return null;
  return (
    <section aria-label="Your drafts" className="mx-auto max-w-lg px-6 pb-10">
      <h2 className="pb-1 text-[13px] font-semibold text-muted">Begun by you, not submitted</h2>
      <ul className="grid gap-1 text-[13px]">
        {drafts.map(({ itemId, instanceId, savedAt }) => (
          <li key={itemId} className="flex min-w-0 flex-wrap gap-x-3">
            {/* A page of its own, since the desk opens an item when it is loaded. */}
            <a
              href={`/review/${slug}/desk?item=${itemId}`}
              className="min-w-0 font-mono text-accent [overflow-wrap:anywhere] hover:underline"
            >
              <VisibleText text={instanceId} />
            </a>
            <span className="text-muted">
              saved <RelativeTime at={savedAt} />
            </span>
          </li>
        ))}
      </ul>
      {total > drafts.length ? (
        <p className="pt-1 text-[13px] text-muted">
          {formatAmount(total - drafts.length, "older one")} will stand here when some of these are submitted.
        </p>
      ) : null}
    </section>
  );
}
