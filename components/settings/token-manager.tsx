"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { RoleSelect } from "#components/settings/role-select";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { CopyButton } from "#components/ui/copy-button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { notify } from "#components/ui/notify";
import { PlainTable } from "#components/ui/plain-table";
import { RelativeTime } from "#components/ui/relative-time";
import { type Role, roles } from "#lib/core/role";
import type { TokenRow } from "#lib/users/model";

type Failure = { readonly ok: false; readonly message: string };

interface TokenManagerProps {
  readonly tokens: readonly TokenRow[];
  readonly onCreate: (input: {
    name: string;
    role: Role;
  }) => Promise<{ readonly ok: true; readonly data: { readonly secret: string } } | Failure>;
  readonly onRevoke: (input: { tokenId: string }) => Promise<{ readonly ok: true } | Failure>;
}

export function TokenManager({ tokens, onCreate, onRevoke }: TokenManagerProps) {
  const router = useRouter();
  const [secret, setSecret] = useState<string | null>(null);
  async function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const role = roles.find((known) => known === form.get("role")) ?? "viewer";
    const outcome = await onCreate({ name: String(form.get("name")), role });
    if (!outcome.ok) return notify("error", outcome.message);
    setSecret(outcome.data.secret);
    router.refresh();
  }
  async function revoke(token: TokenRow) {
    const outcome = await onRevoke({ tokenId: token.id });
    if (outcome.ok) notify("success", `Revoked “${token.name}”`);
    else notify("error", outcome.message);
    router.refresh();
  }
  return (
    <>
      {tokens.length > 0 ? (
        <PlainTable
          label="API tokens"
          columns={[{ label: "Name" }, { label: "Role" }, { label: "Made" }, { label: "Last used" }, { label: "" }]}
        >
          {tokens.map((token) => (
            <tr key={token.id}>
              <td>{token.name}</td>
              <td>{token.role}</td>
              <td className="text-muted">
                <RelativeTime at={token.createdAt} />
              </td>
              <td className="text-muted">{token.lastUsedAt ? <RelativeTime at={token.lastUsedAt} /> : "never"}</td>
              <td>
                {token.revokedAt ? (
                  <Badge tone="warn">revoked</Badge>
                ) : (
                  <Button size="small" onClick={() => revoke(token)}>
                    Revoke
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </PlainTable>
      ) : (
        <p className="px-4 text-muted">No tokens yet. A program reads tasks with one: “Authorization: Bearer …”.</p>
      )}
      {secret ? (
        <div role="status" className="mx-4 mt-4 flex flex-wrap items-center gap-2 rounded-md bg-good-soft px-3 py-2">
          Shown only now: <code className="break-all">{secret}</code>
          <CopyButton text={secret} label="Copy the token" />
        </div>
      ) : null}
      <form onSubmit={create} className="grid max-w-sm gap-3 px-4 py-6">
        <h2 className="text-sm font-semibold">Make a token</h2>
        <Field label="What it is for">{(control) => <Input {...control} name="name" required maxLength={100} />}</Field>
        <Field label="Role">{(control) => <RoleSelect {...control} name="role" defaultValue="viewer" />}</Field>
        <Button type="submit" look="primary" className="justify-self-start">
          Make it
        </Button>
      </form>
    </>
  );
}
