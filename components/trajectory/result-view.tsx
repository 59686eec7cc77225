import { CircleX } from "lucide-react";
import { ContentView } from "#components/trajectory/content-view";
import { Badge } from "#components/ui/badge";
import type { StepPart } from "#lib/core/trajectory/arrange-step";
import { formatDuration } from "#lib/format";

/** What came back for a call, or unasked: terminal output, a file, an answer. */
export function ResultView({ part: { result, path } }: { part: Extract<StepPart, { kind: "result" }> }) {
  const { exitCode, isError, durationSeconds, content } = result;
  const hasFailed = isError || (exitCode !== null && exitCode !== 0);
  const isEmpty = content.every((each) => each.type === "text" && each.text.trim() === "");
  return (
    <div className="grid min-w-0 gap-1">
      {hasFailed || durationSeconds !== null ? (
        <p className="flex items-center gap-2 text-xs text-muted tabular-nums">
          {hasFailed ? (
            <Badge tone="bad" icon={CircleX}>
              {exitCode !== null && exitCode !== 0 ? `exit code ${exitCode}` : "failed"}
            </Badge>
          ) : null}
          {durationSeconds === null ? null : formatDuration(durationSeconds)}
        </p>
      ) : null}
      {isEmpty ? (
        <p className="text-[13px] text-muted">No output{exitCode === 0 ? ", exit code 0" : ""}.</p>
      ) : (
        <ContentView path={`${path}.content`} content={content} look="terminal" />
      )}
    </div>
  );
}
