import { createTokenAction, revokeTokenAction } from "#app/_actions/users";
import { pageCtx } from "#app/_request/page-ctx";
import { TokenManager } from "#components/settings/token-manager";
import { PageHeader } from "#components/ui/page-header";
import { listTokens } from "#lib/users/queries";

export const metadata = { title: "API tokens" };

export default async function TokensPage() {
  const tokens = await listTokens(await pageCtx("admin"));
  return (
    <>
      <PageHeader title="API tokens">
        <a href="/api/v1/openapi.json" className="text-accent hover:underline">
          OpenAPI description
        </a>
      </PageHeader>
      <TokenManager tokens={tokens} onCreate={createTokenAction} onRevoke={revokeTokenAction} />
    </>
  );
}
