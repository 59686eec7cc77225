import { notFound } from "next/navigation";
import { saveEnvironmentAction } from "#app/_actions/environments";
import { pageCtx } from "#app/_request/page-ctx";
import { EnvironmentEditor } from "#components/environments/environment-editor";
import { EnvironmentLink } from "#components/environments/environment-link";
import { PageHeader } from "#components/ui/page-header";
import type { Ctx } from "#lib/auth/actor";
import { environmentJsonSchema } from "#lib/environments/environment-json-schema";
import { loadEditorParams } from "#lib/environments/filters";
import { formatEnvironment } from "#lib/environments/format-environment";
import { findEnvironment } from "#lib/environments/queries";
import { listRules } from "#lib/environments/rule-queries";
import { environmentTemplates } from "#lib/environments/templates";

export const metadata = { title: "New environment" };

const mostRules = 500;

export default async function NewEnvironmentPage({ searchParams }: PageProps<"/settings/environments/new">) {
  const [ctx, params] = await Promise.all([pageCtx("curator"), loadEditorParams(searchParams)]);
  return params.from ? <NewVersion ctx={ctx} from={params.from} rule={params.rule} /> : <FromTemplate {...params} />;
}

function FromTemplate({ template }: { template: string | null }) {
  const templates = environmentTemplates();
  const chosen = templates.find(({ language }) => language === template) ?? templates[0];
  return (
    <>
      <PageHeader title="New environment" />
      <EnvironmentEditor
        start={{ name: "", text: chosen?.text ?? "{}" }}
        from={null}
        schema={JSON.stringify(environmentJsonSchema())}
        template={chosen?.language ?? null}
        templates={templates}
        rules={[]}
        hiddenRules={0}
        ruleIds={[]}
        onSave={saveEnvironmentAction}
      />
    </>
  );
}

/** All rules of the old version go along, or only the one that somebody came from. */
async function NewVersion({ ctx, from, rule }: { ctx: Ctx; from: string; rule: number | null }) {
  const environment = (await findEnvironment(ctx, from)) ?? notFound();
  const { items, total } = await listRules(ctx, {
    q: "",
    environmentHash: environment.hash,
    after: null,
    limit: mostRules,
  });
  const ids = items.map(({ id }) => id);
  return (
    <>
      <PageHeader title={`New version of ${environment.name}`}>
        <span className="text-[13px] text-muted">
          made from <EnvironmentLink hash={environment.hash} name={environment.name} />
        </span>
      </PageHeader>
      <EnvironmentEditor
        start={{ name: environment.name, text: formatEnvironment(environment.spec) }}
        from={environment.hash}
        schema={JSON.stringify(environmentJsonSchema())}
        template={null}
        templates={[]}
        rules={items}
        hiddenRules={total - items.length}
        ruleIds={rule !== null && ids.includes(rule) ? [rule] : ids}
        onSave={saveEnvironmentAction}
      />
    </>
  );
}
