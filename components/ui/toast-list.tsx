"use client";

import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import { Toaster, toast } from "sonner";
import type { Notification } from "#components/ui/notify";

/** Everything told since the page was opened; each is shown once. */
export function ToastList({ notifications }: { notifications: readonly Notification[] }) {
  const { resolvedTheme } = useTheme();
  const shown = useRef(0);
  useEffect(() => {
    for (const { kind, message } of notifications.slice(shown.current)) toast[kind](message);
    shown.current = notifications.length;
  }, [notifications]);
  return <Toaster theme={resolvedTheme === "dark" ? "dark" : "light"} position="bottom-right" />;
}
