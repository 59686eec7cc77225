"use client";

import { Popover } from "radix-ui";
import type { KeyboardEvent, ReactNode, RefObject } from "react";
import { cn } from "#lib/class-names";

interface PopoverPanelProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly align: "start" | "end";
  readonly kind: "dialog" | "menu";
  readonly isBare: boolean;
  readonly isWide: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function PopoverPanel({ anchor, label, align, kind, isBare, isWide, onClose, children }: PopoverPanelProps) {
  // The ref is set: the panel is drawn only after its anchor was clicked.
  const virtualRef = anchor as RefObject<HTMLElement>;
  return (
    <Popover.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Popover.Anchor virtualRef={virtualRef} />
      <Popover.Portal>
        <Popover.Content
          role={kind}
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onKeyDown={kind === "menu" ? moveAlong : undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            anchor.current?.focus();
          }}
          onInteractOutside={(event) => {
            // A click on the anchor closes by itself; closing here too would open it again.
            if (event.target instanceof Node && anchor.current?.contains(event.target)) event.preventDefault();
          }}
          className={cn(
            "z-40 max-h-(--radix-popover-content-available-height) overflow-auto rounded-lg border bg-raised shadow-float",
            kind === "menu" && "min-w-44 p-1",
            kind === "dialog" && (isWide ? "w-[min(24rem,calc(100vw-2rem))]" : "w-72"),
            kind === "dialog" && !isBare && "p-3",
          )}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Arrow keys walk through the items of a menu, round and round. */
function moveAlong(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const at = items.findIndex((item) => item.matches(":focus"));
  items.at((at + step) % items.length)?.focus();
}
