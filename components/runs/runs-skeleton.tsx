import { Skeleton } from "#components/ui/skeleton";

const rows = Array.from({ length: 8 }, (_, row) => row);

export function RunsSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="border-y">
      <div className="h-8 bg-surface" />
      {rows.map((row) => (
        <div key={row} className="flex h-12 items-center gap-6 border-t px-3">
          <Skeleton className="h-3.5 w-60" />
          <Skeleton className="h-4 w-20" />
          <Skeleton className="hidden h-2 w-60 md:block" />
          <Skeleton className="ml-auto hidden h-3.5 w-40 lg:block" />
        </div>
      ))}
    </div>
  );
}
