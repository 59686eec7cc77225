"use client";

import { useRef } from "react";

interface PaneDividerProps {
  readonly label: string;
  readonly width: number;
  readonly least: number;
  readonly most: number;
  readonly onWidth: (width: number) => void;
}

/** The edge of a pane on the left, dragged or moved with the arrow keys. */
export function PaneDivider({ label, width, least, most, onWidth }: PaneDividerProps) {
  const drag = useRef<{ readonly x: number; readonly width: number } | null>(null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a horizontal rule cannot be moved
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      className="-mx-1 w-2 shrink-0 cursor-col-resize touch-none border-r border-transparent bg-clip-content px-[3.5px] hover:bg-line-strong focus-visible:bg-accent"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (drag.current) onWidth(drag.current.width + event.clientX - drag.current.x);
      }}
      onLostPointerCapture={() => {
        drag.current = null;
      }}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") onWidth(width - 16);
        if (event.key === "ArrowRight") onWidth(width + 16);
      }}
    />
  );
}
