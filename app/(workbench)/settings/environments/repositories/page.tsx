import { GitBranch, SearchX } from "lucide-react";
import Link from "next/link";
import { removeRepositorySourceAction, setRepositorySourceAction } from "#app/_actions/environments";
import { pageCtx } from "#app/_request/page-ctx";
import { EnvironmentsHeader } from "#components/environments/environments-header";
import { SourceManager } from "#components/environments/source-manager";
import { Button } from "#components/ui/button";
import { ListFooter } from "#components/ui/list-footer";
import { Notice } from "#components/ui/notice";
import { SearchBox } from "#components/ui/search-box";
import { hasRole } from "#lib/core/role";
import { loadListParams } from "#lib/environments/filters";
import { repoSchema } from "#lib/environments/model";
import { listRepositorySources } from "#lib/environments/source-queries";
import { formatAmount } from "#lib/format";

export const metadata = { title: "Repositories" };

const path = "/settings/environments/repositories";
const pageSize = 100;

export default async function RepositoriesPage({ searchParams }: PageProps<"/settings/environments/repositories">) {
  const [ctx, { q, after }] = await Promise.all([pageCtx(), loadListParams(searchParams)]);
  const canWrite = hasRole(ctx.actor.role, "curator");
  const page = await listRepositorySources(ctx, {
    q,
    after: repoSchema.safeParse(after).data ?? null,
    limit: pageSize,
  });
  const hrefTo = (params: Record<string, string>) => `${path}?${new URLSearchParams(params)}`;
  return (
    <>
      <EnvironmentsHeader current="repositories" canWrite={canWrite} />
      <div className="grid gap-2 px-4 py-3">
        <SearchBox action={path} label="Search repositories" placeholder="Repository or source" q={q} />
        <p className="max-w-prose text-muted">
          A repository's history is read from the forge of its dataset, unless it has a source here: an https, ssh or
          git address, or a folder on the workers' machines.
        </p>
      </div>
      {page.items.length === 0 ? (
        q ? (
          <Notice
            icon={SearchX}
            title={`No source matches “${q}”`}
            actions={
              <Button asChild>
                <Link href={path}>Drop the search</Link>
              </Button>
            }
          />
        ) : (
          <Notice icon={GitBranch} title="No sources yet">
            Every repository is read from the forge of its dataset.
          </Notice>
        )
      ) : null}
      <SourceManager
        sources={page.items}
        actions={canWrite ? { set: setRepositorySourceAction, remove: removeRepositorySourceAction } : null}
      >
        <ListFooter
          total={formatAmount(page.total, "repository with a source", "repositories with a source")}
          firstHref={after === null ? null : hrefTo({ q })}
          nextHref={page.nextCursor === null ? null : hrefTo({ q, after: page.nextCursor })}
        />
      </SourceManager>
    </>
  );
}
