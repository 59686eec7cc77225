import { ImageStateBadge } from "#components/environments/image-state-badge";
import type { ImageRow, ImageState } from "#lib/environments/model";
import { formatAmount, formatBytes } from "#lib/format";

const states: readonly ImageState[] = ["failed", "building", "ready"];

/** What the machines hold of an image, in a few words. */
export function ImageStates({ images }: { images: readonly ImageRow[] }) {
  if (images.length === 0) return <span className="text-muted">not built yet</span>;
  const sizeBytes = images.reduce((sum, image) => sum + (image.sizeBytes ?? 0), 0);
  return (
    <span className="inline-flex items-center gap-2">
      {states.map((state) => {
        const count = images.filter((image) => image.state === state).length;
        return count === 0 ? null : (
          <span key={state} className="inline-flex items-center gap-1">
            <ImageStateBadge state={state} />
            {images.length > 1 ? <span className="text-muted">on {formatAmount(count, "machine")}</span> : null}
          </span>
        );
      })}
      {sizeBytes > 0 ? <span className="text-muted tabular-nums">{formatBytes(sizeBytes)}</span> : null}
    </span>
  );
}
