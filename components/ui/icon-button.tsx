import type { LucideIcon } from "lucide-react";
import { Button } from "#components/ui/button";

interface IconButtonProps {
  readonly icon: LucideIcon;
  readonly label: string;
  /** Of one that is switched on and off. */
  readonly isOn?: boolean;
  readonly size?: "icon" | "smallIcon";
  readonly onClick: () => void;
}

/** A button of a toolbar that shows nothing but its sign. */
export function IconButton({ icon: Icon, label, isOn, size = "icon", onClick }: IconButtonProps) {
  return (
    <Button
      look="quiet"
      size={size}
      aria-label={label}
      title={label}
      aria-pressed={isOn}
      className="aria-pressed:bg-accent-soft aria-pressed:text-accent-strong"
      onClick={onClick}
    >
      <Icon />
    </Button>
  );
}
