import { Database } from "lucide-react";
import Link from "next/link";
import { pageCtx } from "#app/_request/page-ctx";
import { PredictionUpload } from "#components/predictions/prediction-upload";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { listDatasets } from "#lib/datasets/queries";

export const metadata = { title: "Import predictions" };

export default async function ImportPredictionsPage({ searchParams }: PageProps<"/runs/predictions/new">) {
  const [ctx, { dataset }] = await Promise.all([pageCtx("curator"), searchParams]);
  const slugs = (await listDatasets(ctx)).map(({ slug }) => slug);
  return (
    <main>
      <PageHeader title="Import predictions" />
      {slugs.length > 0 ? (
        <PredictionUpload slugs={slugs} slug={slugs.find((slug) => slug === dataset) ?? slugs[0] ?? ""} />
      ) : (
        <Notice
          icon={Database}
          title="No datasets yet"
          actions={
            <Button asChild look="primary">
              <Link href="/datasets/new">Import tasks</Link>
            </Button>
          }
        >
          Predictions are of tasks: import those first.
        </Notice>
      )}
    </main>
  );
}
