"use client";

import { useCallback, useSyncExternalStore } from "react";
import { keepText, readText } from "#components/ui/kept-text";

const changed = "assay-stored";

/** A preference kept in this browser, shared by everything that reads the same key; null until one is made, and on the server. */
export function useStored(key: string): readonly [string | null, (value: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => readText(key),
    () => null,
  );
  const store = useCallback((next: string) => write(key, next), [key]);
  return [value, store];
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("storage", listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener("storage", listener);
    window.removeEventListener(changed, listener);
  };
}

function write(key: string, value: string): void {
  keepText(key, value);
  window.dispatchEvent(new Event(changed));
}
