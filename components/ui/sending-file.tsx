import { Button } from "#components/ui/button";
import { ProgressBar } from "#components/ui/progress-bar";
import type { Sending } from "#components/ui/use-sending";
import { formatBytes } from "#lib/format";

/** How far a file is on its way, and the way to stop it. */
export function SendingFile({ sending: { file, sentBytes, canStop, stop } }: { sending: Sending }) {
  return (
    <div className="grid gap-2">
      <ProgressBar label="Sending the file" value={sentBytes} total={file.size} />
      <div className="flex min-h-7 items-center justify-between text-[13px] text-muted tabular-nums">
        {sentBytes < file.size
          ? `${formatBytes(sentBytes)} of ${formatBytes(file.size)}`
          : "All of it is there; reading it"}
        {canStop ? (
          <Button size="small" onClick={stop}>
            Stop
          </Button>
        ) : null}
      </div>
    </div>
  );
}
