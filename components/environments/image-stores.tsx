import { HardDrive } from "lucide-react";
import { ImageTable } from "#components/environments/image-table";
import { Notice } from "#components/ui/notice";
import type { ImageStore } from "#lib/environments/model";
import { formatAmount, formatBytes } from "#lib/format";

/** The images of every machine, and how much of its disk they take. */
export function ImageStores({ stores, capGigabytes }: { stores: readonly ImageStore[]; capGigabytes: number }) {
  if (stores.length === 0) {
    return (
      <Notice icon={HardDrive} title="No images yet">
        A worker builds the image of an environment when the first task needs it. All tasks and environments that build
        alike share it. The images of a machine may take {capGigabytes} GB.
      </Notice>
    );
  }
  const count = stores.reduce((sum, { images }) => sum + images.length, 0);
  const sizeBytes = stores.reduce((sum, store) => sum + store.sizeBytes, 0);
  const machines = new Set(stores.map(({ host }) => host)).size;
  return (
    <>
      <p className="px-4 pt-3 text-muted">
        {formatAmount(count, "image")}, {formatBytes(sizeBytes)} on {formatAmount(machines, "machine")}. Environments
        that build alike share an image. The images of a machine may take {capGigabytes} GB; beyond that a worker
        removes those that were not used for longest.
      </p>
      {stores.map((store) => (
        <section key={`${store.host} ${store.driver}`} className="pb-4">
          <h2 className="flex flex-wrap items-baseline gap-x-3 px-4 pt-3 pb-2 text-sm font-semibold">
            {store.host}
            <span className="font-normal text-muted">
              {store.driver}, {formatAmount(store.images.length, "image")}, {formatBytes(store.sizeBytes)}
            </span>
          </h2>
          <ImageTable label={`Images of ${store.host}, ${store.driver}`} images={store.images} />
        </section>
      ))}
    </>
  );
}
