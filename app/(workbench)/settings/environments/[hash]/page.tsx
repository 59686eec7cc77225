import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { addRuleAction, setRuleAction } from "#app/_actions/environments";
import { pageCtx } from "#app/_request/page-ctx";
import { CodeViewer } from "#components/code/code-viewer";
import { DetailTabs } from "#components/environments/detail-tabs";
import { EnvironmentComparison } from "#components/environments/environment-comparison";
import { EnvironmentHeader } from "#components/environments/environment-header";
import { EnvironmentSummary } from "#components/environments/environment-summary";
import { ImageTable } from "#components/environments/image-table";
import { RuleForm } from "#components/environments/rule-form";
import { RuleList } from "#components/environments/rule-list";
import { VersionList } from "#components/environments/version-list";
import { CopyButton } from "#components/ui/copy-button";
import type { Ctx } from "#lib/auth/actor";
import { hasRole } from "#lib/core/role";
import { type DetailTab, loadDetailParams } from "#lib/environments/filters";
import { formatEnvironment } from "#lib/environments/format-environment";
import type { EnvironmentDetail } from "#lib/environments/model";
import { findEnvironment, listEnvironments, listVersions } from "#lib/environments/queries";
import { listRules } from "#lib/environments/rule-queries";
import { environmentTemplates } from "#lib/environments/templates";

type Props = PageProps<"/settings/environments/[hash]">;

/** Once a request: the page and its title ask for the same environment. */
const requireEnvironment = cache(async (hash: string) => (await findEnvironment(await pageCtx(), hash)) ?? notFound());

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await requireEnvironment((await params).hash)).name };
}

export default async function EnvironmentPage({ params, searchParams }: Props) {
  const [ctx, environment, { tab, with: other }] = await Promise.all([
    pageCtx(),
    params.then(({ hash }) => requireEnvironment(hash)),
    loadDetailParams(searchParams),
  ]);
  return (
    <div className="pb-10">
      <EnvironmentHeader environment={environment} canWrite={hasRole(ctx.actor.role, "curator")} />
      <DetailTabs hash={environment.hash} current={tab} />
      <Part ctx={ctx} environment={environment} tab={tab} other={other} />
    </div>
  );
}

interface PartProps {
  readonly ctx: Ctx;
  readonly environment: EnvironmentDetail;
  readonly other: string | null;
}

function Part({ tab, ...props }: PartProps & { tab: DetailTab }) {
  switch (tab) {
    case "overview":
      return <Overview {...props} />;
    case "specification":
      return <Specification {...props} />;
    case "compare":
      return <Comparison {...props} />;
  }
}

async function Overview({ ctx, environment }: PartProps) {
  const { hash, name, spec, images } = environment;
  const [rules, versions] = await Promise.all([
    listRules(ctx, { q: "", environmentHash: hash, after: null, limit: 200 }),
    listVersions(ctx, name),
  ]);
  return (
    <>
      <div className="px-4">
        <EnvironmentSummary spec={spec} />
      </div>
      <h2 className="px-4 pt-4 text-base font-semibold">Used for</h2>
      {rules.items.length > 0 ? (
        <RuleList rules={rules.items} isOfOne />
      ) : (
        <p className="px-4 py-2 text-muted">No rule uses it.</p>
      )}
      {rules.total > rules.items.length ? (
        <p className="px-4 pb-2 text-muted">{rules.total - rules.items.length} more are not shown.</p>
      ) : null}
      {hasRole(ctx.actor.role, "curator") ? (
        <RuleForm
          environmentHash={hash}
          languages={environmentTemplates().map(({ language }) => language)}
          actions={{ add: addRuleAction, set: setRuleAction }}
        />
      ) : null}
      <h2 className="px-4 pt-4 pb-2 text-base font-semibold">Images</h2>
      {images.length > 0 ? (
        <ImageTable label="Images" images={images} hasMachines />
      ) : (
        <p className="px-4 text-muted">Not built yet: a worker builds it when the first task needs it.</p>
      )}
      <h2 className="px-4 pt-6 pb-2 text-base font-semibold">Versions</h2>
      <VersionList current={hash} versions={versions} />
    </>
  );
}

function Specification({ environment: { name, spec } }: PartProps) {
  const text = formatEnvironment(spec);
  return (
    <div className="grid grid-cols-1 gap-2 p-4">
      <CopyButton text={text} label="Copy the specification" className="justify-self-end" />
      <CodeViewer text={text} language="json" label={`Specification of ${name}`} />
    </div>
  );
}

async function Comparison({ ctx, environment, other }: PartProps) {
  const [before, { items, total }, versions] = await Promise.all([
    other ? findEnvironment(ctx, other) : undefined,
    listEnvironments(ctx, { q: "", after: null, limit: 200 }),
    listVersions(ctx, environment.name),
  ]);
  const named = versions.map(({ hash }) => ({ hash, name: environment.name }));
  const known = new Map([...(before ? [before] : []), ...named, ...items].map(({ hash, name }) => [hash, name]));
  known.delete(environment.hash);
  return (
    <EnvironmentComparison
      hash={environment.hash}
      text={formatEnvironment(environment.spec)}
      before={before ? { hash: before.hash, name: before.name, text: formatEnvironment(before.spec) } : null}
      choices={Array.from(known, ([hash, name]) => ({ hash, name }))}
      isCut={total > items.length}
    />
  );
}
