import { TriangleAlert } from "lucide-react";
import { Badge } from "#components/ui/badge";
import type { FailureClass } from "#lib/core/grading/model";
import { formatCount } from "#lib/format";
import { inWords } from "#lib/runs/describe";

/** Why something has no good end; with how often, where many are meant. */
export function FailureClassBadge({ failureClass, count }: { failureClass: FailureClass; count?: number }) {
  return (
    <Badge tone="warn" icon={TriangleAlert}>
      {inWords(failureClass)}
      {count === undefined ? null : <span className="tabular-nums">{formatCount(count)}</span>}
    </Badge>
  );
}
