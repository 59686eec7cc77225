import { MarkedText } from "#components/ui/marked-text";
import type { TextMatch } from "#lib/tasks/matches";

export function TaskMatch({ match, words }: { match: TextMatch; words: readonly string[] }) {
  return (
    <p className="max-w-[80rem] truncate text-[13px] text-muted">
      <span className="mr-2 rounded bg-sunken px-1 text-xs">{match.field}</span>
      {match.isCutBefore ? "…" : ""}
      <MarkedText text={match.text.replace(/\s+/g, " ")} words={words} />
      {match.isCutAfter ? "…" : ""}
    </p>
  );
}
