import { SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { formatCount } from "#lib/format";
import type { DropSuggestion } from "#lib/lists/suggestions";

interface NoMatchesProps {
  /** What there is none of: "task". */
  readonly noun: string;
  /** The list without any filter. */
  readonly href: string;
  /** Filters whose dropping would help, the most helpful first, with the address of the list without them. */
  readonly drops: readonly (DropSuggestion & { readonly href: string })[];
}

export function NoMatches({ noun, href: allHref, drops }: NoMatchesProps) {
  const [best] = drops;
  return (
    <Notice
      icon={SearchX}
      title={best ? `No ${noun} matches: drop ${best.filter.label}?` : `No ${noun} matches`}
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
            <Link href={allHref}>Clear all filters</Link>
          </Button>
        </>
      }
    >
      {best ? null : "No single filter can be dropped to find something; several of them exclude each other."}
    </Notice>
  );
}
