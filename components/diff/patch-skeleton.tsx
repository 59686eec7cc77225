import { Skeleton } from "#components/ui/skeleton";

const widths = ["w-2/5", "w-3/5", "w-1/2", "w-4/5", "w-1/3", "w-2/3", "w-1/2", "w-3/5", "w-1/4", "w-3/4"];

export function PatchSkeleton() {
  return (
    <div className="grid gap-2 p-3">
      <Skeleton className="h-8 w-full" />
      <Skeleton className="h-9 w-full" />
      {widths.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <Skeleton key={index} className={`h-3 ${width}`} />
      ))}
    </div>
  );
}
