import { ChevronRight, ChevronsLeft } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button";

interface ListFooterProps {
  /** How many there are, in words. */
  readonly total: string;
  /** Null on the first page. */
  readonly firstHref: string | null;
  /** Null on the last page. */
  readonly nextHref: string | null;
}

export function ListFooter({ total, firstHref, nextHref }: ListFooterProps) {
  return (
    <footer className="flex items-center gap-2 px-4 py-2 text-[13px] text-muted">
      {total}
      {firstHref || nextHref ? (
        <nav aria-label="Pages" className="ml-auto flex gap-1">
          {firstHref ? (
            <Button asChild size="small">
              <Link href={firstHref}>
                <ChevronsLeft /> First page
              </Link>
            </Button>
          ) : null}
          {nextHref ? (
            <Button asChild size="small">
              <Link href={nextHref}>
                Next page <ChevronRight />
              </Link>
            </Button>
          ) : null}
        </nav>
      ) : null}
    </footer>
  );
}
