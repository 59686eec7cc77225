"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { CopyButton } from "#components/ui/copy-button";
import { VisibleText } from "#components/ui/visible-text";
import { cutMiddle } from "#lib/format";

/** Opens the task and keeps the list it was found in, for the way back and for previous and next. */
export function TaskLink({ id, instanceId }: { id: number; instanceId: string }) {
  const search = useSearchParams();
  return (
    <span className="flex items-center">
      <Link
        href={taskHref(id, search)}
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

export function taskHref(id: number, search: URLSearchParams): string {
  const list = new URLSearchParams(search);
  list.delete("cursor");
  return `/tasks/${id}${list.size > 0 ? `?${list}` : ""}`;
}
