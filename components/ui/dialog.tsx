"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly children: ReactNode;
  /** In the middle of the window, over most of it, or as a drawer at its left edge. */
  readonly place?: "middle" | "wide" | "left";
}

const DialogPanel = dynamic(() => import("#components/ui/dialog-panel").then((module) => module.DialogPanel), {
  ssr: false,
});

/** Loaded when it first opens. */
export function Dialog(props: DialogProps) {
  return props.isOpen ? <DialogPanel {...props} /> : null;
}
