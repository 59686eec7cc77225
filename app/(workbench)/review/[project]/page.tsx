import { ListTodo } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { pageCtx } from "#app/_request/page-ctx";
import { FormPreview } from "#components/review-projects/form-preview";
import { ItemFilter } from "#components/review-projects/item-filter";
import { ItemTable } from "#components/review-projects/item-table";
import { ProjectHeader } from "#components/review-projects/project-header";
import { ProjectHistory } from "#components/review-projects/project-history";
import { ProjectTabs } from "#components/review-projects/project-tabs";
import { ReviewerProgress } from "#components/review-projects/reviewer-progress";
import { ListFooter } from "#components/ui/list-footer";
import { Markdown } from "#components/ui/markdown";
import { Notice } from "#components/ui/notice";
import type { Ctx } from "#lib/auth/actor";
import { hasRole } from "#lib/core/role";
import { formatAmount } from "#lib/format";
import { loadProjectPageParams, type ProjectPageParams, serializeProjectPageParams } from "#lib/reviews/filters";
import { findProject } from "#lib/reviews/find-project";
import { countItems, listItems } from "#lib/reviews/list-items";
import { listProjectHistory } from "#lib/reviews/list-project-history";
import type { ProjectDetail } from "#lib/reviews/model";

type Props = PageProps<"/review/[project]">;

const pageSize = 50;

/** Once a request: the page and its title ask for the same project. */
const requireProject = cache(async (slug: string) => (await findProject(await pageCtx(), slug)) ?? notFound());

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await requireProject((await params).project)).title };
}

export default async function ProjectPage({ params, searchParams }: Props) {
  const [ctx, project, list] = await Promise.all([
    pageCtx(),
    params.then(({ project: slug }) => requireProject(slug)),
    loadProjectPageParams(searchParams),
  ]);
  const { role } = ctx.actor;
  return (
    <main className="pb-10">
      <ProjectHeader project={project} canReview={hasRole(role, "annotator")} canChange={hasRole(role, "curator")} />
      <ProjectTabs slug={project.slug} current={list.tab} />
      <ProjectPart ctx={ctx} project={project} list={list} />
    </main>
  );
}

async function ProjectPart({ ctx, project, list }: { ctx: Ctx; project: ProjectDetail; list: ProjectPageParams }) {
  switch (list.tab) {
    case "items":
      return <Items ctx={ctx} project={project} list={list} />;
    case "guidelines":
      return (
        <div className="max-w-3xl px-4 py-4">
          {project.guidelines.trim() === "" ? (
            <p className="text-muted">This project has no guidelines.</p>
          ) : (
            <Markdown text={project.guidelines} />
          )}
        </div>
      );
    case "form":
      return (
        <div className="grid max-w-3xl gap-3 px-4 py-4">
          {project.olderReviews > 0 ? (
            <p className="text-[13px] text-warn">
              {formatAmount(project.olderReviews, "review was", "reviews were")} made with an earlier version of this
              form and keep it.
            </p>
          ) : null}
          <FormPreview form={project.form} />
        </div>
      );
    case "history":
      return <History ctx={ctx} project={project} list={list} />;
  }
}

async function History({ ctx, project, list }: { ctx: Ctx; project: ProjectDetail; list: ProjectPageParams }) {
  const found = await listProjectHistory(ctx, project.slug, { before: list.cursor, limit: pageSize + 1 });
  const changes = found.slice(0, pageSize);
  const last = found.length > pageSize ? changes.at(-1) : undefined;
  const path = `/review/${project.slug}`;
  return (
    <ProjectHistory
      changes={changes}
      earlierHref={last ? serializeProjectPageParams(path, { ...list, cursor: last.id }) : null}
    />
  );
}

async function Items({ ctx, project, list }: { ctx: Ctx; project: ProjectDetail; list: ProjectPageParams }) {
  const { state, outcome, changed, q, cursor } = list;
  const filters = { project: project.slug, state, outcome, isChanged: changed, q };
  const [{ items, nextCursor }, total] = await Promise.all([
    listItems(ctx, { ...filters, cursor, limit: pageSize }),
    countItems(ctx, filters),
  ]);
  const path = `/review/${project.slug}`;
  const firstHref = cursor === null ? null : serializeProjectPageParams(path, { ...list, cursor: null });
  const nextHref = nextCursor === null ? null : serializeProjectPageParams(path, { ...list, cursor: nextCursor });
  return (
    <>
      <ReviewerProgress progress={project.progress} />
      <ItemFilter project={project} params={list} />
      {items.length > 0 ? (
        <>
          <ItemTable slug={project.slug} items={items} nextHref={nextHref} firstHref={firstHref} />
          <ListFooter total={formatAmount(total, "item")} firstHref={firstHref} nextHref={nextHref} />
        </>
      ) : (
        <Notice icon={ListTodo} title="No item matches">
          <Link href={path} className="text-accent underline">
            Show all items
          </Link>
        </Notice>
      )}
    </>
  );
}
