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

const DialogPanel = dynamic(() => loadDialogPanel().then((module) => module.DialogPanel), { ssr: false });

/** To have it there already, where somebody goes on typing after the key that opens it. */
export function loadDialogPanel() {
  return import("#components/ui/dialog-panel");
}

/** Loaded when it first opens. */
export function Dialog(props: DialogProps) {
  return props.isOpen ? <DialogPanel {...props} /> : null;
}
