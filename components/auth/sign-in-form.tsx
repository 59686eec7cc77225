"use client";

import { type FormEvent, useState } from "react";
import { postAuth } from "#components/auth/post-auth";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";

interface SignInFormProps {
  /** The path to go to afterwards. */
  readonly target: string;
  readonly providers: readonly { readonly id: string; readonly name: string }[];
  /** Whether an outside provider just sent the person back. */
  readonly hasFailed: boolean;
}

const refused = "This account could not be used. Ask an administrator whether it is enabled and its address verified.";
const unreachable = "The server did not answer. Check that it runs, then try again.";

export function SignInForm({ target, providers, hasFailed }: SignInFormProps) {
  const [error, setError] = useState<string | undefined>(hasFailed ? refused : undefined);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    const form = new FormData(event.currentTarget);
    const fields = { email: String(form.get("email")), password: String(form.get("password")), callbackUrl: target };
    const failure = await signIn(fields).catch(() => unreachable);
    if (!failure) return window.location.assign(target);
    setError(failure);
    setBusy(false);
  }

  async function leaveFor(provider: string) {
    window.location.assign(await postAuth(`signin/${provider}`, { callbackUrl: target }));
  }

  return (
    <div className="grid gap-4">
      {/* By post, so that a password never stands in an address, not even before the script is there. */}
      <form method="post" onSubmit={submit} className="grid gap-3">
        <Field label="E-mail">
          {(control) => <Input {...control} name="email" type="email" autoComplete="username" required autoFocus />}
        </Field>
        <Field label="Password">
          {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" required />}
        </Field>
        <p role="alert" className="text-[13px] text-bad empty:hidden">
          {error}
        </p>
        <Button type="submit" look="primary" disabled={isBusy} className="justify-center">
          {isBusy ? "Signing in…" : "Sign in"}
        </Button>
      </form>
      {providers.map(({ id, name }) => (
        <Button key={id} className="justify-center" onClick={() => leaveFor(id)}>
          Continue with {name}
        </Button>
      ))}
    </div>
  );
}

/** Undefined when it worked, otherwise what to tell. */
async function signIn(fields: Record<string, string>): Promise<string | undefined> {
  const answer = await postAuth("callback/credentials", fields);
  const error = answer.searchParams.get("error");
  if (!error) return undefined;
  return error === "CredentialsSignin" ? "E-mail and password do not belong together." : error;
}
