import { parseAnchor, rawSlug } from "#lib/core/diff/line-anchor";
import type { DiffDocument } from "#lib/core/diff/model";
import { type DiffPlace, resolveAnchor } from "#lib/core/diff/resolve-anchor";

export interface HashPlace extends DiffPlace {
  /** Whether a line of the raw view is meant; its file is then none. */
  readonly isRaw: boolean;
}

/** What the URL's hash names in this patch; null where it names nothing of it. */
export function readHash(diff: DiffDocument, hash: string): HashPlace | null {
  const anchor = parseAnchor(hash);
  if (!anchor) return null;
  if (anchor.slug === rawSlug && anchor.line) {
    return { isRaw: true, file: -1, line: anchor.line.number - 1, side: "new" };
  }
  const place = resolveAnchor(diff, anchor);
  return place && { ...place, isRaw: false };
}
