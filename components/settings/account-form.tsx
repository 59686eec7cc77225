"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { notify } from "#components/ui/notify";

type Outcome = { readonly ok: true } | { readonly ok: false; readonly message: string };

interface AccountFormProps {
  readonly userId: string;
  readonly onSetPassword: (input: { userId: string; password: string }) => Promise<Outcome>;
  readonly onRevoke: (input: { userId: string }) => Promise<Outcome>;
}

/** A new password or the end of all sessions; either leads back to the sign-in page. */
export function AccountForm({ userId, onSetPassword, onRevoke }: AccountFormProps) {
  const [error, setError] = useState<string>();
  async function settle(outcome: Outcome) {
    if (!outcome.ok) return setError(outcome.message);
    notify("success", "Done. Sign in again.");
    window.location.assign("/sign-in");
  }
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = String(form.get("password"));
    if (password !== form.get("again")) return setError("The two passwords differ");
    await settle(await onSetPassword({ userId, password }));
  }
  return (
    <div className="grid max-w-sm gap-8 px-4 pb-10">
      <form onSubmit={submit} className="grid gap-3">
        <h2 className="text-sm font-semibold">New password</h2>
        <Field label="New password" hint="10 characters at least" error={error}>
          {(control) => (
            <Input {...control} name="password" type="password" autoComplete="new-password" minLength={10} required />
          )}
        </Field>
        <Field label="The same again">
          {(control) => <Input {...control} name="again" type="password" autoComplete="new-password" required />}
        </Field>
        <Button type="submit" className="justify-self-start">
          Set the password
        </Button>
      </form>
      <section className="grid gap-2">
        <h2 className="text-sm font-semibold">Sessions</h2>
        <p className="text-muted">Signs you out everywhere, here too.</p>
        <Button className="justify-self-start" onClick={async () => settle(await onRevoke({ userId }))}>
          End all sessions
        </Button>
      </section>
    </div>
  );
}
