import Link from "next/link";
import { CodeViewer } from "#components/code/code-viewer";
import { CopyButton } from "#components/ui/copy-button";
import { RelativeTime } from "#components/ui/relative-time";
import type { TaskDetail } from "#lib/tasks/detail";

/** The record as its file had it, and where that was. */
export function TaskSource({ task: { record, provenance, dataset, instanceId } }: { task: TaskDetail }) {
  const text = JSON.stringify(record, null, 2);
  const place =
    provenance.line === null ? `record ${provenance.record}` : `line ${provenance.line}, record ${provenance.record}`;
  return (
    <div className="grid grid-cols-1 gap-3 p-4">
      <p className="flex flex-wrap items-center gap-x-1.5 text-[13px] text-muted">
        From{" "}
        <Link
          href={`/datasets/${dataset}/imports/${provenance.importId}`}
          className="font-mono text-accent hover:underline"
        >
          {provenance.fileName}
        </Link>
        , {place}, read as {provenance.adapter} by {provenance.importedBy} <RelativeTime at={provenance.importedAt} />.
        <span className="font-mono" title={`SHA-256 of the file: ${provenance.fileHash}`}>
          file {provenance.fileHash.slice(0, 12)}
        </span>
        <span className="font-mono" title={`SHA-256 of the content: ${provenance.contentHash}`}>
          content {provenance.contentHash.slice(0, 12)}
        </span>
        <CopyButton text={text} label="Copy the record" className="ml-auto" />
      </p>
      <CodeViewer text={text} language="json" label={`The record of ${instanceId}`} />
    </div>
  );
}
