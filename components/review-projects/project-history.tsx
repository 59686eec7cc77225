import Link from "next/link";
import { RelativeTime } from "#components/ui/relative-time";
import { VisibleText } from "#components/ui/visible-text";
import { formatAmount } from "#lib/format";
import type { ProjectChange } from "#lib/reviews/list-project-history";
import { fieldWords } from "#lib/reviews/words";

interface ProjectHistoryProps {
  readonly changes: readonly ProjectChange[];
  /** Null where these are the first. */
  readonly earlierHref: string | null;
}

/** What was done to a project, the newest first. */
export function ProjectHistory({ changes, earlierHref }: ProjectHistoryProps) {
  return (
    <>
      <ol className="grid gap-2 px-4 py-4">
        {changes.map((change) => (
          <li key={change.id} className="flex flex-wrap gap-x-2 text-[13px]">
            <span className="font-medium">
              <VisibleText text={change.actor} />
            </span>
            <span>{describeChange(change)}</span>
            <span className="text-muted">
              <RelativeTime at={change.at} />
            </span>
          </li>
        ))}
      </ol>
      {earlierHref === null ? null : (
        <Link href={earlierHref} className="mx-4 text-[13px] text-accent hover:underline">
          Earlier changes
        </Link>
      )}
    </>
  );
}

function describeChange({ event, detail }: ProjectChange): string {
  switch (event) {
    case "review_project.created":
      return `made the project with ${formatAmount(Number(detail.items), "item")}`;
    case "review_project.items_added":
      return `added ${formatAmount(Number(detail.items), "item")}`;
    case "review_project.changed": {
      const names = Array.isArray(detail.changed)
        ? detail.changed.map((name) => fieldWords[String(name)] ?? String(name))
        : [];
      return `changed ${names.join(", ")}`;
    }
    default:
      return event;
  }
}
