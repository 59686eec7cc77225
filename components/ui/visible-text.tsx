import { segmentText, type TextRange, type TextSegment } from "#lib/core/text/segment-text";

interface VisibleTextProps {
  readonly text: string;
  readonly changed?: readonly TextRange[];
  readonly changedClass?: string;
  readonly hits?: readonly TextRange[];
  /** Where the hit starts that the reader is at. */
  readonly currentHit?: number | null;
}

const nothing: readonly TextRange[] = [];
const knownNames: Readonly<Record<string, string>> = {
  "U+0000": "NUL",
  "U+0007": "BEL",
  "U+0008": "BS",
  "U+000A": "LF",
  "U+000C": "FF",
  "U+000D": "CR",
  "U+001B": "ESC",
  "U+007F": "DEL",
};

/** Hostile text as text: what would not be seen, or would move what is seen, stands there by its name. */
export function VisibleText({ text, changed = nothing, changedClass, hits = nothing, currentHit }: VisibleTextProps) {
  const segments = segmentText(text, changed, hits);
  if (segments.every((segment) => !segment.isChanged && !segment.isHit && segment.hidden === null)) return text;
  return segments.map((segment) => (
    <Segment
      key={segment.start}
      segment={segment}
      changedClass={changedClass}
      isCurrent={segment.isHit && isWithin(hits, currentHit, segment.start)}
    />
  ));
}

function isWithin(hits: readonly TextRange[], current: number | null | undefined, place: number): boolean {
  return hits.some(({ start, end }) => start === current && start <= place && place < end);
}

function Segment({
  segment: { text, isChanged, isHit, hidden },
  changedClass,
  isCurrent,
}: {
  segment: TextSegment;
  changedClass: string | undefined;
  isCurrent: boolean;
}) {
  const shown = hidden === null ? text : <HiddenCharacter name={hidden} />;
  if (isHit) {
    return (
      <mark data-current={isCurrent || undefined} className="data-current:outline-2 data-current:outline-accent">
        {shown}
      </mark>
    );
  }
  return isChanged ? <span className={changedClass}>{shown}</span> : shown;
}

function HiddenCharacter({ name }: { name: string }) {
  return (
    <span
      title={`Hidden character ${name}`}
      className="rounded-xs bg-warn-soft text-[11px] whitespace-nowrap text-warn"
    >
      ⟪{knownNames[name] ?? name}⟫
    </span>
  );
}
