import { revokeSessionsAction, setPasswordAction } from "#app/_actions/users";
import { pageCtx } from "#app/_request/page-ctx";
import { AccountForm } from "#components/settings/account-form";
import { PageHeader } from "#components/ui/page-header";

export const metadata = { title: "Account" };

export default async function AccountPage() {
  const { actor } = await pageCtx();
  return (
    <>
      <PageHeader title="Account" />
      <p className="px-4 pb-4">
        Signed in as <span className="font-mono">{actor.name}</span>, {actor.role}.
      </p>
      {actor.userId ? (
        <AccountForm userId={actor.userId} onSetPassword={setPasswordAction} onRevoke={revokeSessionsAction} />
      ) : null}
    </>
  );
}
