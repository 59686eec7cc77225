"use client";

export interface Notification {
  readonly kind: "success" | "error";
  readonly message: string;
  /** Where the message leads. */
  readonly link?: { readonly label: string; readonly href: string };
}

export const notificationEvent = "assay-notification";

/** Tells the person something in passing; `Toaster` shows it. */
export function notify(kind: Notification["kind"], message: string, link?: Notification["link"]): void {
  const detail = { kind, message, ...(link && { link }) };
  window.dispatchEvent(new CustomEvent<Notification>(notificationEvent, { detail }));
}
