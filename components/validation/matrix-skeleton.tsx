import { Skeleton } from "#components/ui/skeleton";

const lines = ["a", "b", "c", "d", "e", "f", "g", "h"];

export function MatrixSkeleton() {
  return (
    <div className="grid gap-2">
      <Skeleton className="h-8 w-full max-w-xl" />
      <Skeleton className="h-11 w-full" />
      {lines.map((line) => (
        <Skeleton key={line} className="h-5 w-full" />
      ))}
    </div>
  );
}
