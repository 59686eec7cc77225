"use client";

import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { PasswordDialog } from "#components/settings/password-dialog";
import { RoleSelect } from "#components/settings/role-select";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Menu } from "#components/ui/menu";
import { MenuItem } from "#components/ui/menu-item";
import { notify } from "#components/ui/notify";
import { PlainTable } from "#components/ui/plain-table";
import { RelativeTime } from "#components/ui/relative-time";
import { type Role, roles } from "#lib/core/role";
import type { UserRow } from "#lib/users/model";

type Outcome = { readonly ok: true } | { readonly ok: false; readonly message: string };

interface UserActions {
  readonly changeRole: (input: { userId: string; role: Role }) => Promise<Outcome>;
  readonly disable: (input: { userId: string }) => Promise<Outcome>;
  readonly enable: (input: { userId: string }) => Promise<Outcome>;
  readonly revokeSessions: (input: { userId: string }) => Promise<Outcome>;
  readonly setPassword: (input: { userId: string; password: string }) => Promise<Outcome>;
}

interface UserTableProps {
  readonly users: readonly UserRow[];
  readonly ownId: string | null;
  readonly actions: UserActions;
}

export function UserTable({ users, ownId, actions }: UserTableProps) {
  const router = useRouter();
  const [passwordFor, setPasswordFor] = useState<UserRow | null>(null);
  async function settle(outcome: Outcome, done: string) {
    if (outcome.ok) notify("success", done);
    else notify("error", outcome.message);
    router.refresh();
  }
  return (
    <>
      <PlainTable
        label="Users"
        columns={[
          { label: "E-mail" },
          { label: "Name" },
          { label: "Role" },
          { label: "Signs in by" },
          { label: "Sessions", isNumber: true },
          { label: "Last seen" },
          { label: "" },
        ]}
      >
        {users.map((user) => (
          <tr key={user.id} className={user.disabledAt ? "text-muted" : undefined}>
            <td className="font-mono">
              {user.email} {user.id === ownId ? <Badge tone="accent">you</Badge> : null}{" "}
              {user.disabledAt ? <Badge tone="warn">disabled</Badge> : null}
            </td>
            <td>{user.name}</td>
            <td>
              <RoleSelect
                aria-label={`Role of ${user.email}`}
                value={user.role}
                disabled={user.disabledAt !== null}
                onChange={async (event) => {
                  const role = roles.find((known) => known === event.target.value) ?? user.role;
                  await settle(await actions.changeRole({ userId: user.id, role }), `${user.email} is ${role} now`);
                }}
              />
            </td>
            <td className="text-muted">{user.hasPassword ? "password" : "GitHub or OpenID Connect"}</td>
            <td className="text-right tabular-nums">{user.sessionCount}</td>
            <td className="text-muted">{user.lastSeenAt ? <RelativeTime at={user.lastSeenAt} /> : "never"}</td>
            <td>
              <Menu
                label={`More for ${user.email}`}
                trigger={
                  <Button look="quiet" size="icon" aria-label={`More for ${user.email}`}>
                    <Ellipsis />
                  </Button>
                }
              >
                <MenuItem onSelect={() => setPasswordFor(user)}>Set a password</MenuItem>
                <MenuItem
                  onSelect={async () =>
                    settle(await actions.revokeSessions({ userId: user.id }), `Ended the sessions of ${user.email}`)
                  }
                >
                  End sessions
                </MenuItem>
                {user.disabledAt ? (
                  <MenuItem
                    onSelect={async () =>
                      settle(await actions.enable({ userId: user.id }), `${user.email} may sign in again`)
                    }
                  >
                    Enable
                  </MenuItem>
                ) : (
                  <MenuItem
                    onSelect={async () =>
                      settle(await actions.disable({ userId: user.id }), `${user.email} may not sign in any more`)
                    }
                  >
                    Disable
                  </MenuItem>
                )}
              </Menu>
            </td>
          </tr>
        ))}
      </PlainTable>
      {passwordFor ? (
        <PasswordDialog
          email={passwordFor.email}
          onClose={() => setPasswordFor(null)}
          onSet={async (password) => {
            await settle(
              await actions.setPassword({ userId: passwordFor.id, password }),
              `Set the password of ${passwordFor.email}`,
            );
            setPasswordFor(null);
          }}
        />
      ) : null}
    </>
  );
}
