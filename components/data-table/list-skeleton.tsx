import { Skeleton } from "#components/ui/skeleton";

const rows = Array.from({ length: 18 }, (_, row) => row);

export function ListSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="border-y">
      <div className="h-8 bg-surface" />
      {rows.map((row) => (
        <div key={row} className="flex h-8 items-center gap-6 border-t px-3">
          <Skeleton className="h-3.5 w-60" />
          <Skeleton className="h-3.5 w-24" />
          <Skeleton className="hidden h-3.5 w-40 md:block" />
          <Skeleton className="ml-auto hidden h-3.5 w-80 lg:block" />
        </div>
      ))}
    </div>
  );
}
