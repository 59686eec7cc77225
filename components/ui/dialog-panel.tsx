"use client";

import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import { Button } from "#components/ui/button";
import type { DialogProps } from "#components/ui/dialog";
import { cn } from "#lib/class-names";

const places = {
  middle: "top-1/2 left-1/2 max-h-[85vh] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-xl",
  wide: "top-1/2 left-1/2 max-h-[94vh] w-[min(88rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-xl",
  left: "top-0 left-0 h-dvh w-64",
} as const;

export function DialogPanel({ title, isOpen, onOpenChange, children, place = "middle" }: DialogProps) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusFirstField}
          className={cn("fixed z-50 overflow-auto border bg-raised p-5 shadow-float", places[place])}
        >
          <div className="mb-3 flex items-center justify-between gap-4">
            <Dialog.Title className="text-base font-semibold">{title}</Dialog.Title>
            <Dialog.Close asChild>
              <Button look="quiet" size="icon" aria-label="Close">
                <X />
              </Button>
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** In a form one writes; elsewhere the focus goes where it would go anyway. */
function focusFirstField(event: Event): void {
  if (!(event.target instanceof HTMLElement)) return;
  const field = event.target.querySelector<HTMLElement>(
    "form :is(textarea, select, input:not([type=hidden], [type=radio])):not(:disabled), form input:checked",
  );
  if (!field) return;
  event.preventDefault();
  field.focus();
  // What is suggested is written over.
  if (field instanceof HTMLInputElement) field.select();
}
