import { ansiProperties } from "#components/trajectory/ansi-properties";
import { cn } from "#lib/class-names";
import type { StyledSegment } from "#lib/core/text/style-text";

/** Hostile text of many lines as text: terminal colours drawn, hidden characters named, hits marked. */
export function TextSegments({ segments }: { segments: readonly StyledSegment[] }) {
  return segments.map((segment) => {
    const { start, text, style, isHit, hidden } = segment;
    if (!style && !isHit && hidden === null) return text;
    const shown = hidden === null ? text : `⟪${hidden}⟫`;
    const title = hidden === null ? undefined : `Hidden character ${hidden}`;
    if (isHit) {
      return (
        <mark key={start} className="data-current:outline-2 data-current:outline-accent">
          {shown}
        </mark>
      );
    }
    return (
      <span
        key={start}
        title={title}
        className={cn(style && "ansi", hidden !== null && "rounded-xs bg-warn-soft text-[11px] text-warn")}
        style={style && hidden === null ? ansiProperties(style) : undefined}
      >
        {shown}
      </span>
    );
  });
}
