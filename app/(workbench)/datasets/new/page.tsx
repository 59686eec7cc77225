import { pageCtx } from "#app/_request/page-ctx";
import { UploadForm } from "#components/imports/upload-form";
import { PageHeader } from "#components/ui/page-header";
import { listDatasets } from "#lib/datasets/queries";
import { adapters } from "#lib/imports/adapters/pick-adapter";

export const metadata = { title: "Import" };

export default async function ImportPage({ searchParams }: PageProps<"/datasets/new">) {
  const [ctx, { dataset, kind }] = await Promise.all([pageCtx("curator"), searchParams]);
  const slugs = (await listDatasets(ctx)).map(({ slug }) => slug);
  return (
    <main>
      <PageHeader title="Import" />
      <UploadForm
        slugs={slugs}
        slug={typeof dataset === "string" ? dataset : ""}
        kind={kind === "trajectories" ? kind : "tasks"}
        formats={adapters.map(({ id, label }) => ({ id, label }))}
      />
    </main>
  );
}
