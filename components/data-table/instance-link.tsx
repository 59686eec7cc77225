import Link from "next/link";
import { CopyButton } from "#components/ui/copy-button";
import { VisibleText } from "#components/ui/visible-text";
import { cutMiddle } from "#lib/format";

/** The instance id of a row, cut in the middle, that opens what the row is about. */
export function InstanceLink({ href, instanceId }: { href: string; instanceId: string }) {
  return (
    <span className="flex items-center">
      <Link
        href={href}
        title={instanceId}
        prefetch={false}
        className="truncate font-mono text-[13px] hover:text-accent hover:underline"
      >
        <VisibleText text={cutMiddle(instanceId, 23)} />
      </Link>
      <CopyButton
        text={instanceId}
        label={`Copy ${instanceId}`}
        size="tinyIcon"
        className="invisible text-muted group-hover:visible focus-visible:visible"
      />
    </span>
  );
}
