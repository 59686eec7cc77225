"use client";

import { useCallback, useEffect, useState } from "react";

/** The line that the address names, as `#L123`, and a way to name another. */
export function useLineHash(): readonly [line: number | null, name: (line: number | null) => void] {
  const [line, setLine] = useState<number | null>(null);
  useEffect(() => {
    const read = () => setLine(parseLineHash(window.location.hash));
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  const name = useCallback((next: number | null) => {
    const { pathname, search } = window.location;
    window.history.replaceState(null, "", `${pathname}${search}${next === null ? "" : `#L${next}`}`);
    setLine(next);
  }, []);
  return [line, name];
}

function parseLineHash(hash: string): number | null {
  const [, digits] = /^#L([1-9]\d{0,8})$/.exec(hash) ?? [];
  return digits ? Number(digits) : null;
}
