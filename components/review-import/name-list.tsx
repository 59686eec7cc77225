import { LineList } from "#components/review-import/line-list";

interface NameListProps {
  readonly title: string;
  /** What became of them, and what to do. */
  readonly note: string;
  readonly names: readonly string[];
}

/** All of the names, however many there are, in a box that scrolls; nothing where there are none. */
export function NameList({ title, note, names }: NameListProps) {
  if (names.length === 0) return null;
  return (
    <div className="px-4">
      <h3 className="text-[13px] font-semibold">{title}</h3>
      <p className="pb-1.5 text-[13px] text-muted">{note}</p>
      <LineList label={title} lines={names} className="columns-3xs gap-6 [&>li]:truncate" />
    </div>
  );
}
