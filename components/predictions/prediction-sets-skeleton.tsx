import { Skeleton } from "#components/ui/skeleton";

const rows = ["first", "second", "third", "fourth", "fifth", "sixth"];

export function PredictionSetsSkeleton() {
  return (
    <div aria-busy className="border-y">
      <div className="h-8 bg-surface" />
      {rows.map((row) => (
        <div key={row} className="flex h-9 items-center gap-6 border-t px-3">
          <Skeleton className="h-3.5 w-48" />
          <Skeleton className="h-3.5 w-32" />
          <Skeleton className="h-3.5 w-40" />
        </div>
      ))}
    </div>
  );
}
