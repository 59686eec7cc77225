import Link from "next/link";
import type { ExportRow } from "#lib/exports/model";

interface EarlierExportsProps {
  readonly path: string;
  /** The last that is listed; undefined where there are no more. */
  readonly last: Pick<ExportRow, "id"> | undefined;
}

/** The way to the exports that a page leaves out. */
export function EarlierExports({ path, last }: EarlierExportsProps) {
  if (!last) return null;
  return (
    <Link href={`${path}?before=${last.id}`} className="mx-4 my-3 inline-block text-[13px] text-accent hover:underline">
      Earlier exports
    </Link>
  );
}
