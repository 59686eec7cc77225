import { VisibleText } from "#components/ui/visible-text";
import { cutMiddle } from "#lib/format";

/** A path as the agent gave it, cut in the middle where it is very long. */
export function PathLabel({ path }: { path: string | null }) {
  if (path === null || path === "") return <span className="text-muted">a file that is not named</span>;
  return (
    <code dir="ltr" className="min-w-0 [overflow-wrap:anywhere]" title={path}>
      <VisibleText text={cutMiddle(path, 200)} />
    </code>
  );
}
