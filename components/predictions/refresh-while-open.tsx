"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const pauseMilliseconds = 4_000;

/** Has the page drawn anew from time to time, as long as what it shows still moves and somebody looks at it. */
export function RefreshWhileOpen() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) router.refresh();
    }, pauseMilliseconds);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
