import type { ComponentProps } from "react";
import { cn } from "#lib/class-names";

/** The browser's own select: keyboard, touch and screen readers come with it. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return (
    <select
      className={cn("h-8 rounded-md border border-line-strong bg-raised px-2 text-sm disabled:opacity-50", className)}
      {...rest}
    />
  );
}
