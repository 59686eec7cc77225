"use client";

import type { FormEvent } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";

interface PasswordDialogProps {
  readonly email: string;
  readonly onSet: (password: string) => Promise<void>;
  readonly onClose: () => void;
}

export function PasswordDialog({ email, onSet, onClose }: PasswordDialogProps) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    void onSet(String(new FormData(event.currentTarget).get("password")));
  }
  return (
    <Dialog title={`Password of ${email}`} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <form onSubmit={submit} className="grid gap-3">
        <Field label="New password" hint="10 characters at least. It ends the account's sessions.">
          {(control) => (
            <Input {...control} name="password" type="password" autoComplete="new-password" minLength={10} required />
          )}
        </Field>
        <Button type="submit" look="primary" className="justify-self-start">
          Set the password
        </Button>
      </form>
    </Dialog>
  );
}
