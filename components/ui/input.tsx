import type { ComponentProps } from "react";
import { cn } from "#lib/class-names";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return (
    <input
      className={cn(
        "h-8 w-full rounded-md border border-line-strong bg-raised px-2.5 text-sm placeholder:text-muted disabled:opacity-50 aria-invalid:border-bad",
        className,
      )}
      {...rest}
    />
  );
}
