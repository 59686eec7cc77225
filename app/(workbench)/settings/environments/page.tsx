import { Box, SearchX, Waypoints } from "lucide-react";
import Link from "next/link";
import { pageCtx } from "#app/_request/page-ctx";
import { EnvironmentTable } from "#components/environments/environment-table";
import { EnvironmentsHeader } from "#components/environments/environments-header";
import { ImageStores } from "#components/environments/image-stores";
import { RuleList } from "#components/environments/rule-list";
import { Button } from "#components/ui/button";
import { ListFooter } from "#components/ui/list-footer";
import { Notice } from "#components/ui/notice";
import { SearchBox } from "#components/ui/search-box";
import type { Ctx } from "#lib/auth/actor";
import { hasRole } from "#lib/core/role";
import { env } from "#lib/env";
import { type ListTab, listHref, loadListParams } from "#lib/environments/filters";
import { listImageStores } from "#lib/environments/image-queries";
import { listEnvironments } from "#lib/environments/queries";
import { listRules } from "#lib/environments/rule-queries";
import { formatAmount } from "#lib/format";
import { parseTaskId } from "#lib/tasks/detail";

export const metadata = { title: "Environments" };

const pageSize = 100;

interface ListParams {
  readonly tab: ListTab;
  readonly q: string;
  readonly after: string | null;
}

export default async function EnvironmentsPage({ searchParams }: PageProps<"/settings/environments">) {
  const [ctx, params] = await Promise.all([pageCtx(), loadListParams(searchParams)]);
  return (
    <>
      <EnvironmentsHeader current={params.tab} canWrite={hasRole(ctx.actor.role, "curator")} />
      <Part ctx={ctx} params={params} />
    </>
  );
}

function Part({ ctx, params }: { ctx: Ctx; params: ListParams }) {
  switch (params.tab) {
    case "rules":
      return <Rules ctx={ctx} params={params} />;
    case "environments":
      return <Environments ctx={ctx} params={params} />;
    case "images":
      return <Images ctx={ctx} />;
  }
}

async function Rules({ ctx, params: { q, after } }: { ctx: Ctx; params: ListParams }) {
  const id = after === null ? null : parseTaskId(after);
  const page = await listRules(ctx, { q, environmentHash: null, after: Number.isNaN(id) ? null : id, limit: pageSize });
  return (
    <>
      <div className="grid gap-2 px-4 pt-3">
        <SearchBox
          action="/settings/environments"
          label="Search rules"
          placeholder="Language, repository, version, instance id"
          q={q}
        />
        <p className="max-w-prose text-muted">
          A task takes the environment of the narrowest rule: its own, else that of its repository and version, else
          that of its repository, else that of its language.
        </p>
      </div>
      {page.items.length > 0 ? (
        <RuleList rules={page.items} />
      ) : (
        <Nothing q={q} tab="rules" noun="rule">
          A rule says which environment the tasks of a repository or a language have. Open an environment to make one.
        </Nothing>
      )}
      <ListFooter
        total={formatAmount(page.total, "rule in force", "rules in force")}
        firstHref={after === null ? null : listHref("rules", { q })}
        nextHref={page.nextCursor === null ? null : listHref("rules", { q, after: String(page.nextCursor) })}
      />
    </>
  );
}

async function Environments({ ctx, params: { q, after } }: { ctx: Ctx; params: ListParams }) {
  const page = await listEnvironments(ctx, { q, after, limit: pageSize });
  return (
    <>
      <div className="px-4 py-3">
        <SearchBox
          action="/settings/environments"
          label="Search environments"
          placeholder="Name, base image, beginning of the hash"
          q={q}
          kept={{ tab: "environments" }}
        />
      </div>
      {page.items.length > 0 ? (
        <EnvironmentTable environments={page.items} />
      ) : (
        <Nothing q={q} tab="environments" noun="environment">
          An environment says how tasks are built and tested: base image, packages, test command, log parser, limits.
        </Nothing>
      )}
      <ListFooter
        total={formatAmount(page.total, "environment")}
        firstHref={after === null ? null : listHref("environments", { q })}
        nextHref={page.nextCursor === null ? null : listHref("environments", { q, after: page.nextCursor })}
      />
    </>
  );
}

async function Images({ ctx }: { ctx: Ctx }) {
  return <ImageStores stores={await listImageStores(ctx)} capGigabytes={env().ASSAY_IMAGE_DISK_GB} />;
}

function Nothing({ q, tab, noun, children }: { q: string; tab: ListTab; noun: string; children: string }) {
  if (q === "")
    return (
      <Notice icon={tab === "rules" ? Waypoints : Box} title={`No ${noun}s yet`}>
        {children}
      </Notice>
    );
  return (
    <Notice
      icon={SearchX}
      title={`No ${noun} matches “${q}”`}
      actions={
        <Button asChild>
          <Link href={listHref(tab)}>Drop the search</Link>
        </Button>
      }
    />
  );
}
