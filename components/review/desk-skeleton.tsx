import { Skeleton } from "#components/ui/skeleton";

/** The shape of a desk that is being looked up. */
export function DeskSkeleton() {
  return (
    <div role="status" aria-label="The desk is loading" className="flex min-h-96 flex-1">
      <div className="grid flex-1 content-start gap-3 p-4">
        <Skeleton className="h-6 w-80 max-w-full" />
        <Skeleton className="h-4 w-full max-w-2xl" />
        <Skeleton className="h-4 w-full max-w-xl" />
        <Skeleton className="h-4 w-full max-w-2xl" />
      </div>
      <div className="hidden w-[420px] content-start gap-3 border-l p-4 md:grid">
        <Skeleton className="h-9" />
        <Skeleton className="h-24" />
      </div>
    </div>
  );
}
