"use client";

import { useCallback, useSyncExternalStore } from "react";

const changed = "assay-stored";
/** Stands in where the browser keeps nothing for us. */
const unsaved = new Map<string, string>();

/** A preference kept in this browser, shared by everything that reads the same key; null until one is made, and on the server. */
export function useStored(key: string): readonly [string | null, (value: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => read(key),
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

function read(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? unsaved.get(key) ?? null;
  } catch {
    return unsaved.get(key) ?? null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    unsaved.set(key, value);
  }
  window.dispatchEvent(new Event(changed));
}
