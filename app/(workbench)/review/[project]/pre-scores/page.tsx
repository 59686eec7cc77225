import { Bot, EyeOff, Scale } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { cancelPrescoresAction, requestPrescoresAction } from "#app/_actions/prescores";
import { pageCtx } from "#app/_request/page-ctx";
import { ListSkeleton } from "#components/data-table/list-skeleton";
import { RefreshWhileOpen } from "#components/predictions/refresh-while-open";
import { DisagreementTable } from "#components/prescores/disagreement-table";
import { PrescoreForm } from "#components/prescores/prescore-form";
import { PrescoreModels } from "#components/prescores/prescore-models";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { VisibleText } from "#components/ui/visible-text";
import type { Ctx } from "#lib/auth/actor";
import { hasRole } from "#lib/core/role";
import { env } from "#lib/env";
import { findProject } from "#lib/reviews/find-project";
import type { ProjectDetail } from "#lib/reviews/model";
import { findPrescores, listDisagreements } from "#lib/reviews/prescores";

type Props = PageProps<"/review/[project]/pre-scores">;

const shownAtFirst = 500;

/** Once a request: the page and its title ask for the same project. */
const requireProject = cache(
  async (slug: string) => (await findProject(await pageCtx("annotator"), slug)) ?? notFound(),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Pre-scores of ${(await requireProject((await params).project)).title}` };
}

export default async function PrescoresPage({ params, searchParams }: Props) {
  const project = await requireProject((await params).project);
  return (
    <main>
      <PageHeader title="Pre-scores" />
      <p className="max-w-3xl px-4 pb-4 text-muted">
        In{" "}
        <Link href={`/review/${project.slug}`} className="text-accent underline">
          <VisibleText text={project.title} />
        </Link>
        , a model fills in the form beside the reviewers. Its answers decide nothing and count as nobody’s review; they
        show which items deserve another look.
      </p>
      <Suspense fallback={<ListSkeleton label="Pre-scores are loading" />}>
        <Prescores project={project} searchParams={searchParams} />
      </Suspense>
    </main>
  );
}

interface PrescoresProps extends Pick<Props, "searchParams"> {
  readonly project: ProjectDetail;
}

async function Prescores({ project: { slug, hidden }, searchParams }: PrescoresProps) {
  const [ctx, { all }] = await Promise.all([pageCtx("annotator"), searchParams]);
  const isCurator = hasRole(ctx.actor.role, "curator");
  const { models, failures } = await findPrescores(ctx, slug);
  const isWaiting = models.some(({ counts }) => counts.queued > 0);
  return (
    <>
      {isWaiting ? <RefreshWhileOpen /> : null}
      {isCurator ? (
        <PrescoreForm
          project={slug}
          hasEndpoint={env().ASSAY_MODEL_URL !== undefined}
          isWaiting={isWaiting}
          onRequest={requestPrescoresAction}
          onCancel={cancelPrescoresAction}
        />
      ) : null}
      {models.length === 0 ? (
        <Notice icon={Bot} title="No model was asked yet">
          A curator names a model of the endpoint, and it is asked about every item once.
        </Notice>
      ) : (
        <>
          <PrescoreModels models={models} failures={failures} />
          {isCurator || !hidden.includes("answers") ? (
            <Disagreements ctx={ctx} project={slug} isWhole={all === "true"} />
          ) : (
            <Notice icon={EyeOff} title="Where people and models differ is for curators">
              This project hides answers from those who review it.
            </Notice>
          )}
        </>
      )}
    </>
  );
}

interface DisagreementsProps {
  readonly ctx: Ctx;
  readonly project: string;
  readonly isWhole: boolean;
}

async function Disagreements({ ctx, project, isWhole }: DisagreementsProps) {
  const { total, rows } = await listDisagreements(ctx, project, isWhole ? undefined : shownAtFirst);
  if (rows.length > 0) return <DisagreementTable project={project} rows={rows} total={total} />;
  return (
    <Notice icon={Scale} title="People and models do not differ">
      Items appear here when somebody has reviewed them and a model answered otherwise.
    </Notice>
  );
}
