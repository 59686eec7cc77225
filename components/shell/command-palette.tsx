"use client";

import dynamic from "next/dynamic";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import type { Place } from "#components/shell/navigation";

/** The list itself is loaded when it is first opened. */
const PaletteDialog = dynamic(() => import("#components/shell/palette-dialog").then((module) => module.PaletteDialog), {
  ssr: false,
});

interface CommandPaletteProps {
  readonly places: readonly Place[];
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

export function CommandPalette({ places, isOpen, onOpenChange }: CommandPaletteProps) {
  useShortcuts("Everywhere", [
    { keys: "$mod+k", shown: "⌘K", description: "Search and jump", run: () => onOpenChange(!isOpen), isGlobal: true },
  ]);
  return isOpen ? <PaletteDialog places={places} onOpenChange={onOpenChange} /> : null;
}
