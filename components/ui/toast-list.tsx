"use client";

import Link from "next/link";
import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import { Toaster, toast } from "sonner";
import { Button } from "#components/ui/button";
import type { Notification } from "#components/ui/notify";

/** Time to reach for a link. */
const linkMilliseconds = 12_000;

/** Everything told since the page was opened; each is shown once. */
export function ToastList({ notifications }: { notifications: readonly Notification[] }) {
  const { resolvedTheme } = useTheme();
  const shown = useRef(0);
  useEffect(() => {
    for (const { kind, message, link } of notifications.slice(shown.current)) {
      toast[kind](message, link && { action: <ToastLink {...link} />, duration: linkMilliseconds });
    }
    shown.current = notifications.length;
  }, [notifications]);
  return <Toaster theme={resolvedTheme === "dark" ? "dark" : "light"} position="bottom-right" />;
}

function ToastLink({ label, href }: { label: string; href: string }) {
  return (
    <Button size="small" asChild className="ml-auto">
      <Link href={href} prefetch={false}>
        {label}
      </Link>
    </Button>
  );
}
