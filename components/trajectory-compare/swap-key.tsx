"use client";

import { useRouter } from "next/navigation";
import { useShortcuts } from "#components/keyboard/use-shortcuts";

/** The key that swaps the sides. */
export function SwapKey({ href }: { href: string }) {
  const router = useRouter();
  useShortcuts("Sides", [{ keys: "s", description: "Swap the sides", run: () => router.push(href) }]);
  return null;
}
