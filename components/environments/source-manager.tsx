"use client";

import { Folder, Globe, type LucideIcon, Package } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { SourceForm } from "#components/environments/source-form";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { notify } from "#components/ui/notify";
import { PlainTable } from "#components/ui/plain-table";
import { RelativeTime } from "#components/ui/relative-time";
import { VisibleText } from "#components/ui/visible-text";
import type { RepositorySource } from "#lib/environments/model";

type Outcome = { readonly ok: true } | { readonly ok: false; readonly message: string };

export interface SourceActions {
  readonly set: (input: { repo: string; source: string; seen: string | null }) => Promise<Outcome>;
  readonly remove: (input: { repo: string; seen: string }) => Promise<Outcome>;
}

interface SourceManagerProps {
  readonly sources: readonly RepositorySource[];
  /** Null for those who may only read. */
  readonly actions: SourceActions | null;
  /** What ends the list. */
  readonly children: ReactNode;
}

export function SourceManager({ sources, actions, children }: SourceManagerProps) {
  const router = useRouter();
  const [edited, setEdited] = useState<RepositorySource | null>(null);
  const [removed, setRemoved] = useState<RepositorySource | null>(null);

  async function remove({ remove }: SourceActions, row: RepositorySource) {
    const outcome = await remove({ repo: row.repo, seen: row.source });
    if (outcome.ok) setRemoved(row);
    else notify("error", outcome.message);
    router.refresh();
  }
  async function undo({ set }: SourceActions, { repo, source }: RepositorySource) {
    const outcome = await set({ repo, source, seen: null });
    if (!outcome.ok) notify("error", outcome.message);
    setRemoved(null);
    router.refresh();
  }
  return (
    <>
      {sources.length > 0 ? (
        <PlainTable
          label="Repositories"
          columns={[
            { label: "Repository" },
            { label: "Source" },
            { label: "Set by" },
            { label: "When" },
            ...(actions ? [{ label: "" }] : []),
          ]}
        >
          {sources.map((row) => (
            <tr key={row.repo}>
              <td className="font-mono">
                <VisibleText text={row.repo} />
              </td>
              <td>
                <SourceBadge source={row.source} />{" "}
                <span className="font-mono">
                  <VisibleText text={row.source} />
                </span>
              </td>
              <td className="text-muted">{row.createdBy}</td>
              <td className="text-muted">
                <RelativeTime at={row.createdAt} />
              </td>
              {actions ? (
                <td>
                  <span className="flex justify-end gap-1">
                    <Button size="small" aria-label={`Change ${row.repo}`} onClick={() => setEdited(row)}>
                      Change
                    </Button>
                    <Button size="small" aria-label={`Remove ${row.repo}`} onClick={() => remove(actions, row)}>
                      Remove
                    </Button>
                  </span>
                </td>
              ) : null}
            </tr>
          ))}
        </PlainTable>
      ) : null}
      {children}
      {actions && removed ? (
        <p role="status" className="flex items-center gap-2 px-4 py-2 text-[13px]">
          Removed the source of {removed.repo}.
          <Button size="small" onClick={() => undo(actions, removed)}>
            Undo
          </Button>
        </p>
      ) : null}
      {actions ? (
        <SourceForm
          key={edited ? `${edited.repo} ${edited.source}` : "new"}
          edited={edited}
          onSet={actions.set}
          onDone={() => setEdited(null)}
        />
      ) : null}
    </>
  );
}

const kinds: readonly (readonly [prefix: string, icon: LucideIcon, word: string])[] = [
  ["/", Folder, "folder"],
  ["demo:", Package, "demo"],
  ["", Globe, "address"],
];

function SourceBadge({ source }: { source: string }) {
  const [, icon, word] = kinds.find(([prefix]) => source.startsWith(prefix)) ?? ["", Globe, "address"];
  return <Badge icon={icon}>{word}</Badge>;
}
