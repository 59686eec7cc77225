"use client";

import { type ReactNode, useContext } from "react";
import { PopoverClose } from "#components/ui/popover-close";

export function MenuItem({ onSelect, children }: { onSelect: () => void; children: ReactNode }) {
  const close = useContext(PopoverClose);
  return (
    <button
      type="button"
      role="menuitem"
      className="flex w-full items-center gap-2 rounded px-2 py-1.5 text-left text-sm outline-none hover:bg-sunken focus:bg-sunken [&_svg]:size-4"
      onClick={() => {
        close();
        onSelect();
      }}
    >
      {children}
    </button>
  );
}
