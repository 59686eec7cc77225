import { Skeleton } from "#components/ui/skeleton";
import { EstimateFigures } from "#components/validation/estimate-figures";
import type { EstimateState } from "#components/validation/use-estimate";
import { WorkerWarning } from "#components/validation/worker-warning";

/** What a validation would take: runs, time, images and disk; and what stands in its way. */
export function EstimateSummary({ estimate, error, isOld }: EstimateState) {
  return (
    <section aria-label="Estimate" aria-busy={isOld} aria-live="polite" className="grid gap-3">
      {error ? (
        <p role="alert" className="text-[13px] text-bad">
          {error}
        </p>
      ) : null}
      {estimate ? (
        <>
          <EstimateFigures estimate={estimate} isOld={isOld} />
          <WorkerWarning workers={estimate.workers} />
        </>
      ) : error ? null : (
        <div className="grid gap-2 rounded-md bg-surface px-3 py-2.5">
          {["w-2/3", "w-1/2", "w-3/4", "w-2/5"].map((width) => (
            <Skeleton key={width} className={`h-4 ${width}`} />
          ))}
        </div>
      )}
    </section>
  );
}
