"use client";

import type { ReactNode } from "react";
import { Popover } from "#components/ui/popover";

/** A menu of verbs. Its children are `MenuItem`s. */
export function Menu({ label, trigger, children }: { label: string; trigger: ReactNode; children: ReactNode }) {
  return (
    <Popover kind="menu" align="end" label={label} trigger={trigger}>
      {children}
    </Popover>
  );
}
