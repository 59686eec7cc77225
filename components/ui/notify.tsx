"use client";

export interface Notification {
  readonly kind: "success" | "error";
  readonly message: string;
}

export const notificationEvent = "assay-notification";

/** Tells the person something in passing; `Toaster` shows it. */
export function notify(kind: Notification["kind"], message: string): void {
  window.dispatchEvent(new CustomEvent<Notification>(notificationEvent, { detail: { kind, message } }));
}
