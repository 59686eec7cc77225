"use client";

import { useSearchParams } from "next/navigation";
import { InstanceLink } from "#components/data-table/instance-link";

/** Opens the task and keeps the list it was found in, for the way back and for previous and next. */
export function TaskLink({ id, instanceId }: { id: number; instanceId: string }) {
  return <InstanceLink href={taskHref(id, useSearchParams())} instanceId={instanceId} />;
}

export function taskHref(id: number, search: URLSearchParams): string {
  const list = new URLSearchParams(search);
  list.delete("cursor");
  return `/tasks/${id}${list.size > 0 ? `?${list}` : ""}`;
}
