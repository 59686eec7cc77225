"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { type Notification, notificationEvent } from "#components/ui/notify";

const ToastList = dynamic(() => import("#components/ui/toast-list").then((module) => module.ToastList), { ssr: false });

/** Shows what `notify` tells. The list itself is loaded with the first of them. */
export function Toaster() {
  const [notifications, setNotifications] = useState<readonly Notification[]>([]);
  useEffect(() => {
    const add = (event: Event) => {
      if (event instanceof CustomEvent) setNotifications((told) => [...told, event.detail]);
    };
    window.addEventListener(notificationEvent, add);
    return () => window.removeEventListener(notificationEvent, add);
  }, []);
  return notifications.length > 0 ? <ToastList notifications={notifications} /> : null;
}
