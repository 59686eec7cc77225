import {
  changeRoleAction,
  createUserAction,
  disableUserAction,
  enableUserAction,
  revokeSessionsAction,
  setPasswordAction,
} from "#app/_actions/users";
import { pageCtx } from "#app/_request/page-ctx";
import { NewUserForm } from "#components/settings/new-user-form";
import { UserTable } from "#components/settings/user-table";
import { PageHeader } from "#components/ui/page-header";
import { listUsers } from "#lib/users/queries";

export const metadata = { title: "Users" };

export default async function UsersPage() {
  const ctx = await pageCtx("admin");
  const users = await listUsers(ctx);
  return (
    <>
      <PageHeader title="Users" />
      <UserTable
        users={users}
        ownId={ctx.actor.userId}
        actions={{
          changeRole: changeRoleAction,
          disable: disableUserAction,
          enable: enableUserAction,
          revokeSessions: revokeSessionsAction,
          setPassword: setPasswordAction,
        }}
      />
      <NewUserForm onCreate={createUserAction} />
    </>
  );
}
