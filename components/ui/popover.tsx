"use client";

import { Popover as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "#lib/class-names";

interface PopoverProps {
  readonly trigger: ReactNode;
  readonly label: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly align?: "start" | "end";
  readonly open?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
}

/** The trigger must be one element that takes a ref, a `Button` say. */
export function Popover({ trigger, label, children, className, align = "start", ...state }: PopoverProps) {
  return (
    <Primitive.Root {...state}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={cn(
            "z-40 max-h-(--radix-popover-content-available-height) w-72 overflow-auto rounded-lg border bg-raised p-3 shadow-float",
            className,
          )}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
