"use client";

import { useState } from "react";
import type { PostedFile } from "#components/ui/post-file";

/** A file on its way, as far as it is. */
export interface Sending {
  readonly file: File;
  readonly sentBytes: number;
  /** Whether stopping leaves nothing done: always while a part is missing, and to the end where nothing is written. */
  readonly canStop: boolean;
  readonly stop: () => void;
}

interface SendingOptions {
  /** Whether the server writes what it has read as soon as it has all of it. */
  readonly isWritten: boolean;
}

/** Sends one file at a time, and knows how far that is and why it failed. */
export function useSending() {
  const [sending, setSending] = useState<Sending | null>(null);
  const [error, setError] = useState<string>();

  /** What the server answered; null where it could not be sent or taken. */
  async function send<T>(
    file: File,
    { isWritten }: SendingOptions,
    start: (onProgress: (sentBytes: number) => void) => PostedFile<T>,
  ): Promise<T | null> {
    setError(undefined);
    const started = start((sentBytes) =>
      setSending((now) => now && { ...now, sentBytes, canStop: !isWritten || sentBytes < file.size }),
    );
    setSending({ file, sentBytes: 0, canStop: true, stop: started.cancel });
    const outcome = await started.outcome;
    setSending(null);
    if (outcome.ok) return outcome.data;
    setError(outcome.message);
    return null;
  }
  return { sending, error, setError, send };
}
