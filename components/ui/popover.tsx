"use client";

import dynamic from "next/dynamic";
import { Slot } from "radix-ui";
import { type ReactNode, useRef, useState } from "react";
import { PopoverClose } from "#components/ui/popover-close";

interface PopoverProps {
  /** One element that takes a ref and handlers, a `Button` say. */
  readonly trigger: ReactNode;
  readonly label: string;
  readonly children: ReactNode;
  readonly align?: "start" | "end";
  readonly kind?: "dialog" | "menu";
  /** Without the space around the content. */
  readonly isBare?: boolean;
  readonly isWide?: boolean;
}

const loadPanel = () => import("#components/ui/popover-panel").then((module) => module.PopoverPanel);
const PopoverPanel = dynamic(loadPanel, { ssr: false });

/** A trigger and what it opens. The machinery of opening is loaded when somebody first reaches for it. */
export function Popover({
  trigger,
  label,
  children,
  align = "start",
  kind = "dialog",
  isBare = false,
  isWide = false,
}: PopoverProps) {
  const anchor = useRef<HTMLElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Slot.Root
        ref={anchor}
        aria-haspopup={kind}
        aria-expanded={isOpen}
        onPointerEnter={loadPanel}
        onFocus={loadPanel}
        onClick={() => setOpen(!isOpen)}
      >
        {trigger}
      </Slot.Root>
      {isOpen ? (
        <PopoverClose value={() => setOpen(false)}>
          <PopoverPanel
            anchor={anchor}
            label={label}
            align={align}
            kind={kind}
            isBare={isBare}
            isWide={isWide}
            onClose={() => setOpen(false)}
          >
            {children}
          </PopoverPanel>
        </PopoverClose>
      ) : null}
    </>
  );
}
