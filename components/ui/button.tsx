import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "#lib/class-names";

const looks = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border border-line-strong bg-raised hover:bg-surface",
  /** A secondary one whose setting is in force. */
  active: "border border-accent bg-accent-soft text-accent-strong",
  quiet: "hover:bg-sunken",
} as const;

const sizes = {
  small: "h-7 gap-1.5 px-2 text-[13px]",
  medium: "h-8 gap-2 px-3 text-sm",
  icon: "size-8 justify-center",
  smallIcon: "size-7 justify-center",
  tinyIcon: "size-6 justify-center [&_svg]:size-3.5",
} as const;

export type ButtonSize = keyof typeof sizes;

type ButtonProps = ComponentProps<"button"> & {
  look?: keyof typeof looks;
  size?: ButtonSize;
  /** Gives the looks to the one child, a link say, instead of making a button. */
  asChild?: boolean;
};

export function Button({
  look = "secondary",
  size = "medium",
  asChild = false,
  className,
  type,
  ...rest
}: ButtonProps) {
  const Component = asChild ? Slot.Root : "button";
  return (
    <Component
      {...(asChild ? {} : { type: type ?? "button" })}
      className={cn(
        "inline-flex shrink-0 items-center rounded-md font-medium whitespace-nowrap transition-colors select-none disabled:pointer-events-none disabled:opacity-50 [&_svg]:shrink-0",
        size !== "tinyIcon" && "[&_svg]:size-4",
        looks[look],
        sizes[size],
        className,
      )}
      {...rest}
    />
  );
}
