import { notFound } from "next/navigation";
import { pageCtx } from "#app/_request/page-ctx";
import { CodeViewer } from "#components/code/code-viewer";
import { ImageTable } from "#components/environments/image-table";
import { PageHeader } from "#components/ui/page-header";
import { VisibleText } from "#components/ui/visible-text";
import { findImage } from "#lib/environments/image-queries";
import { shortHash } from "#lib/environments/names";

export const metadata = { title: "Image" };

export default async function ImagePage({ params, searchParams }: PageProps<"/settings/environments/images/[hash]">) {
  const [ctx, { hash }, { host, driver }] = await Promise.all([pageCtx(), params, searchParams]);
  if (typeof host !== "string" || typeof driver !== "string") notFound();
  const image = (await findImage(ctx, { host, driver, imageHash: hash })) ?? notFound();
  return (
    <div className="pb-10">
      <PageHeader title={`Image ${shortHash(hash)}`}>
        <span className="text-muted">
          {image.host}, {image.driver}
        </span>
      </PageHeader>
      <ImageTable label="Image" images={[{ ...image, hasLog: false, failure: null }]} />
      <div className="grid grid-cols-1 gap-2 p-4">
        {image.failure ? (
          <p className="max-w-prose text-bad">
            <VisibleText text={image.failure} />
          </p>
        ) : null}
        <h2 className="text-sm font-semibold">What the build printed</h2>
        {image.log === "" ? (
          <p className="text-muted">Nothing.</p>
        ) : (
          <CodeViewer text={image.log} language="plaintext" label="Build log" />
        )}
      </div>
    </div>
  );
}
