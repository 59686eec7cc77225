import { ArrowDownToLine, Download, Link2, Search, WrapText } from "lucide-react";
import type { LogProgress } from "#components/runs/use-run-log";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { CopyButton } from "#components/ui/copy-button";
import { IconButton } from "#components/ui/icon-button";
import { formatAmount, formatBytes } from "#lib/format";

interface LogToolbarProps {
  readonly runId: number;
  readonly log: LogProgress;
  readonly isLive: boolean;
  /** The line that the address names. */
  readonly line: number | null;
  readonly isFollowing: boolean;
  readonly isWrapped: boolean;
  readonly text: () => string;
  readonly onFollow: () => void;
  readonly onWrap: () => void;
  readonly onFind: () => void;
}

export function LogToolbar(props: LogToolbarProps) {
  const { runId, log, isLive, line, isFollowing, isWrapped } = props;
  return (
    <div role="toolbar" aria-label="Log" className="flex flex-wrap items-center gap-x-1 gap-y-1.5 border-b px-2 py-1.5">
      <p className="flex items-center gap-2 pl-1 text-[13px] whitespace-nowrap text-muted tabular-nums">
        {isLive ? <Badge tone="accent">live</Badge> : null}
        <span>{formatAmount(log.lineCount, "line")}</span>
        <span>
          {formatBytes(log.position - log.from)}
          {log.position < log.sizeBytes ? ` of ${formatBytes(log.sizeBytes - log.from)}` : ""}
        </span>
      </p>
      <span className="ml-auto" />
      {line === null ? null : (
        <span className="flex items-center gap-1 pr-1 text-[13px] text-muted tabular-nums">
          <Link2 aria-hidden className="size-3.5" />L{line}
          <CopyButton text={() => window.location.href} label={`Copy the link to line ${line}`} size="smallIcon" />
        </span>
      )}
      <IconButton icon={ArrowDownToLine} label="Follow the end" isOn={isFollowing} onClick={props.onFollow} />
      <IconButton icon={WrapText} label="Wrap long lines" isOn={isWrapped} onClick={props.onWrap} />
      <Button look="quiet" size="icon" aria-label="Find in the log" title="Find in the log" onClick={props.onFind}>
        <Search />
      </Button>
      <CopyButton text={props.text} label={log.from === 0 ? "Copy the log" : "Copy what is loaded of the log"} />
      <Button look="quiet" size="icon" asChild>
        <a href={`/api/v1/runs/${runId}/log`} download aria-label="Download the raw log" title="Download the raw log">
          <Download />
        </a>
      </Button>
    </div>
  );
}
