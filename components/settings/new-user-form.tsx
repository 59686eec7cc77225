"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { RoleSelect } from "#components/settings/role-select";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { notify } from "#components/ui/notify";
import { type Role, roles } from "#lib/core/role";

interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
}

interface NewUserFormProps {
  readonly onCreate: (
    user: NewUser,
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly message: string }>;
}

export function NewUserForm({ onCreate }: NewUserFormProps) {
  const router = useRouter();
  const [error, setError] = useState<string>();
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const role = roles.find((known) => known === fields.get("role")) ?? "viewer";
    const user = {
      email: String(fields.get("email")),
      name: String(fields.get("name")),
      password: String(fields.get("password")),
      role,
    };
    const outcome = await onCreate(user);
    setError(outcome.ok ? undefined : outcome.message);
    if (!outcome.ok) return;
    notify("success", `${user.email} can sign in`);
    form.reset();
    router.refresh();
  }
  return (
    <form onSubmit={submit} className="grid max-w-sm gap-3 px-4 py-6">
      <h2 className="text-sm font-semibold">Add a user</h2>
      <Field label="E-mail" error={error}>
        {(control) => <Input {...control} name="email" type="email" required autoComplete="off" />}
      </Field>
      <Field label="Name">{(control) => <Input {...control} name="name" autoComplete="off" />}</Field>
      <Field
        label="Role"
        hint="Viewers read; annotators review; curators import and decide; administrators manage users."
      >
        {(control) => <RoleSelect {...control} name="role" defaultValue="viewer" />}
      </Field>
      <Field label="First password" hint="10 characters at least; tell it to them by another way than e-mail.">
        {(control) => (
          <Input {...control} name="password" type="password" minLength={10} required autoComplete="new-password" />
        )}
      </Field>
      <Button type="submit" look="primary" className="justify-self-start">
        Add
      </Button>
    </form>
  );
}
