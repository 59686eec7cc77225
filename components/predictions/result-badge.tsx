import { resultLooks } from "#components/predictions/result-looks";
import { Badge } from "#components/ui/badge";
import type { PredictionResult } from "#lib/predictions/model";

/** What became of a prediction. */
export function ResultBadge({ result }: { result: PredictionResult }) {
  const { word, meaning, tone, icon } = resultLooks[result];
  return (
    <span title={meaning}>
      <Badge tone={tone} icon={icon}>
        {word}
      </Badge>
    </span>
  );
}
