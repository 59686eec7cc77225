import Link from "next/link";
import { VisibleText } from "#components/ui/visible-text";
import { shortHash } from "#lib/environments/names";

interface EnvironmentLinkProps {
  readonly hash: string;
  readonly name: string;
}

export function EnvironmentLink({ hash, name }: EnvironmentLinkProps) {
  return (
    <Link
      href={environmentHref(hash)}
      title={`${name} ${hash}`}
      className="group inline-flex max-w-full items-baseline gap-2"
    >
      <span className="truncate group-hover:text-accent group-hover:underline">
        <VisibleText text={name} />
      </span>
      <span className="shrink-0 font-mono text-muted">{shortHash(hash)}</span>
    </Link>
  );
}

export function environmentHref(hash: string): string {
  return `/settings/environments/${shortHash(hash)}`;
}
