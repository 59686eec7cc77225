"use client";

import { Bookmark, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useContext } from "react";
import { useList } from "#components/data-table/use-list";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { Input } from "#components/ui/input";
import { notify } from "#components/ui/notify";
import { Popover } from "#components/ui/popover";
import { PopoverClose } from "#components/ui/popover-close";
import type { NewView, SavedView } from "#lib/views/model";

type Outcome = { readonly ok: true } | { readonly ok: false; readonly message: string };

export interface ViewMenuProps {
  readonly views: readonly SavedView[];
  readonly onSave: (view: NewView) => Promise<Outcome>;
  readonly onRemove: (view: { viewId: string }) => Promise<Outcome>;
}

/** Named filters, one's own and those that others share. */
export function ViewMenu({ views, onSave, onRemove }: ViewMenuProps) {
  const router = useRouter();
  const search = useSearchParams();
  const { path } = useList().spec;

  async function settle(outcome: Outcome, done: string) {
    if (!outcome.ok) return notify("error", outcome.message);
    notify("success", done);
    router.refresh();
  }
  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const filters = new URLSearchParams(search);
    filters.delete("cursor");
    const name = String(form.get("name"));
    const view: NewView = {
      page: path,
      name,
      search: filters.size > 0 ? `?${filters}` : "",
      isShared: form.get("shared") === "on",
    };
    await settle(await onSave(view), `Saved as “${name}”`);
  }
  return (
    <Popover
      label="Saved views"
      align="end"
      trigger={
        <Button aria-label="Saved views">
          <Bookmark /> <span className="hidden sm:inline">Views</span>
        </Button>
      }
    >
      {views.length === 0 ? (
        <p className="pb-2 text-muted">A view keeps the filters, order and columns you see under a name.</p>
      ) : null}
      <ul className="grid">
        {views.map((view) => (
          <li key={view.id} className="flex items-center gap-1">
            <ViewLink view={view} path={path} />
            {view.isMine ? (
              <Button
                look="quiet"
                size="smallIcon"
                aria-label={`Remove the view ${view.name}`}
                onClick={async () => settle(await onRemove({ viewId: view.id }), `Removed “${view.name}”`)}
              >
                <Trash2 />
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <form onSubmit={save} className="mt-2 grid gap-2 border-t pt-3">
        <div className="flex gap-2">
          <Input name="name" aria-label="Name of the view" placeholder="Save this view as…" required maxLength={80} />
          <Button type="submit" look="primary">
            Save
          </Button>
        </div>
        <label className="flex cursor-pointer items-center gap-2 text-[13px]">
          <Checkbox name="shared" /> Share with everybody here
        </label>
      </form>
    </Popover>
  );
}

function ViewLink({ view, path }: { view: SavedView; path: string }) {
  const close = useContext(PopoverClose);
  return (
    <Link
      href={`${path}${view.search}`}
      className="flex min-w-0 flex-1 items-baseline gap-2 rounded px-2 py-1.5 hover:bg-sunken"
      onClick={close}
    >
      <span className="truncate">{view.name}</span>
      {view.isMine ? null : <span className="shrink-0 text-[13px] text-muted">by {view.owner}</span>}
    </Link>
  );
}
