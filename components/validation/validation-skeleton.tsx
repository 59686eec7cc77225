import { Skeleton } from "#components/ui/skeleton";
import { MatrixSkeleton } from "#components/validation/matrix-skeleton";

export function ValidationSkeleton() {
  return (
    <div className="grid gap-6 p-4">
      <div className="grid gap-3">
        <Skeleton className="h-5 w-3/5" />
        <Skeleton className="h-5 w-4/5" />
        <Skeleton className="h-5 w-1/2" />
      </div>
      <MatrixSkeleton />
    </div>
  );
}
