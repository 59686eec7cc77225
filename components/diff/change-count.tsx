import { formatCount } from "#lib/format";

export function ChangeCount({ added, removed }: { added: number; removed: number }) {
  if (added + removed === 0) return null;
  return (
    <span className="inline-flex shrink-0 gap-1.5 font-mono text-xs tabular-nums">
      <span className="text-good">+{formatCount(added)}</span>
      <span className="text-bad">−{formatCount(removed)}</span>
    </span>
  );
}
