"use client";

import { PanelLeft } from "lucide-react";
import { type ReactNode, useContext } from "react";
import { Button } from "#components/ui/button";
import { Popover } from "#components/ui/popover";
import { PopoverClose } from "#components/ui/popover-close";
import { formatAmount } from "#lib/format";

interface FilesButtonProps {
  /** Whether there is room for the list beside the patch; otherwise it floats. */
  readonly isPane: boolean;
  readonly count: number;
  readonly isOn: boolean;
  readonly onToggle: () => void;
  /** The list of files. */
  readonly children: ReactNode;
}

export function FilesButton({ isPane, count, isOn, onToggle, children }: FilesButtonProps) {
  if (isPane) {
    return (
      <Button
        look="quiet"
        size="icon"
        aria-label="List of files"
        title="List of files"
        aria-pressed={isOn}
        onClick={onToggle}
      >
        <PanelLeft />
      </Button>
    );
  }
  return (
    <Popover
      label="Files of the patch"
      isBare
      isWide
      trigger={
        <Button size="small">
          <PanelLeft aria-hidden />
          {formatAmount(count, "file")}
        </Button>
      }
    >
      <FloatingFiles>{children}</FloatingFiles>
    </Popover>
  );
}

function FloatingFiles({ children }: { children: ReactNode }) {
  const close = useContext(PopoverClose);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the buttons within are what is used; this closes the list after them
    <div className="h-[min(24rem,60dvh)]" onClick={close}>
      {children}
    </div>
  );
}
