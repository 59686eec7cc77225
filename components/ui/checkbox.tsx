import type { ComponentProps } from "react";
import { cn } from "#lib/class-names";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & { isMixed?: boolean };

export function Checkbox({ className, isMixed = false, ...rest }: CheckboxProps) {
  return (
    <input
      type="checkbox"
      ref={(node) => {
        if (node) node.indeterminate = isMixed;
      }}
      className={cn("size-3.5 shrink-0 cursor-pointer accent-accent", className)}
      {...rest}
    />
  );
}
