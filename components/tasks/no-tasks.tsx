import { SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { formatCount } from "#lib/format";
import type { ActiveFilter } from "#lib/tasks/active-filters";
import type { Total } from "#lib/tasks/model";

interface NoTasksProps {
  /** Filters whose dropping would help, the most helpful first, with the address of the list without them. */
  readonly drops: readonly { readonly filter: ActiveFilter; readonly total: Total; readonly href: string }[];
}

export function NoTasks({ drops }: NoTasksProps) {
  const [best] = drops;
  return (
    <Notice
      icon={SearchX}
      title={best ? `No task matches: drop ${best.filter.label}?` : "No task matches"}
      actions={
        <>
          {drops.map(({ filter, total, href }) => (
            <Button key={filter.key} asChild>
              <Link href={href}>
                Without {filter.label}: {formatCount(total.count)}
                {total.exact ? "" : "+"}
              </Link>
            </Button>
          ))}
          <Button asChild look={best ? "quiet" : "primary"}>
            <Link href="/tasks">Clear all filters</Link>
          </Button>
        </>
      }
    >
      {best ? null : "No single filter can be dropped to find something; several of them exclude each other."}
    </Notice>
  );
}
