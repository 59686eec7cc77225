import { Pencil } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button";
import { CopyButton } from "#components/ui/copy-button";
import { RelativeTime } from "#components/ui/relative-time";
import { VisibleText } from "#components/ui/visible-text";
import type { EnvironmentDetail } from "#lib/environments/model";
import { shortHash } from "#lib/environments/names";

interface EnvironmentHeaderProps {
  readonly environment: EnvironmentDetail;
  readonly canWrite: boolean;
}

export function EnvironmentHeader({ environment, canWrite }: EnvironmentHeaderProps) {
  const { hash, name, createdBy, createdAt } = environment;
  return (
    <header className="grid gap-1 px-4 pt-3 pb-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 text-lg font-semibold break-all">
          <VisibleText text={name} />
        </h1>
        <span className="inline-flex items-center font-mono text-[13px] text-muted">
          <span title={hash}>{shortHash(hash)}</span>
          <CopyButton text={hash} label="Copy the whole hash" size="tinyIcon" />
        </span>
        {canWrite ? (
          <Button asChild className="ml-auto">
            <Link href={`/settings/environments/new?from=${shortHash(hash)}`}>
              <Pencil /> Edit
            </Link>
          </Button>
        ) : null}
      </div>
      <p className="text-[13px] text-muted">
        Saved by {createdBy} <RelativeTime at={createdAt} />. It never changes: an edit makes a new version.
      </p>
    </header>
  );
}
