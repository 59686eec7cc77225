"use client";

import { type RefObject, useEffect, useRef } from "react";

/** Gives the focus to what an editor was opened from, when it closes and took the focus with it. */
export function useReturnFocus<T extends HTMLElement>(isOpen: boolean): RefObject<T | null> {
  const origin = useRef<T>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current && !isOpen && document.activeElement === document.body) origin.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return origin;
}
