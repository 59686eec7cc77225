import type { ReactNode } from "react";
import { cn } from "#lib/class-names";
import { formatAmount, formatCount } from "#lib/format";
import { describeAsked, describeDisk, describeImages, describeTime } from "#lib/runs/describe-estimate";
import type { ValidationEstimate } from "#lib/runs/estimate";

export function EstimateFigures({ estimate, isOld }: { estimate: ValidationEstimate; isOld: boolean }) {
  const { tasks, runs, ahead, alreadyAsked, images } = estimate;
  return (
    <dl
      className={cn(
        "grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 rounded-md bg-surface px-3 py-2.5 text-[13px] tabular-nums transition-opacity",
        isOld && "opacity-60",
      )}
    >
      <Figure name="Runs">
        {formatCount(runs)}: {formatAmount(tasks, "task")}, without and with the gold patch
      </Figure>
      <Figure name="Time">{describeTime(estimate)}</Figure>
      <Figure name="Images">{describeImages(images)}</Figure>
      <Figure name="Disk">{describeDisk(images)}</Figure>
      {ahead > 0 ? (
        <Figure name="Queue">
          {formatAmount(ahead, "task")} asked for before {ahead === 1 ? "goes" : "go"} first
        </Figure>
      ) : null}
      {alreadyAsked > 0 ? <Figure name="Note">{describeAsked(estimate)}</Figure> : null}
    </dl>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
