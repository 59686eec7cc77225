"use client";

import { useEffect, useRef } from "react";

/** Calls for the step that the address names, as `#step-57`: at first, and each time it names another. */
export function useStepHash(onStep: (number: number) => void): void {
  const latest = useRef(onStep);
  latest.current = onStep;
  useEffect(() => {
    const read = () => {
      const number = parseStepHash(window.location.hash);
      if (number !== null) latest.current(number);
    };
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
}

export function nameStep(number: number): void {
  const { pathname, search } = window.location;
  window.history.replaceState(null, "", `${pathname}${search}#step-${number}`);
}

function parseStepHash(hash: string): number | null {
  const [, digits] = /^#step-([1-9]\d{0,8})$/.exec(hash) ?? [];
  return digits ? Number(digits) : null;
}
