"use client";

import { useEffect, useRef, useState } from "react";
import { PaneDivider } from "#components/diff/pane-divider";
import { useElementWidth } from "#components/diff/use-element-width";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import type { DeskActions } from "#components/review/desk-actions";
import { DeskEnd } from "#components/review/desk-end";
import { DeskEvidence } from "#components/review/desk-evidence";
import { DeskForm } from "#components/review/desk-form";
import { DeskHeader } from "#components/review/desk-header";
import { DeskReview } from "#components/review/desk-review";
import { DeskSkeleton } from "#components/review/desk-skeleton";
import { DraftLinks } from "#components/review/draft-links";
import { type DeskPlace, useDesk } from "#components/review/use-desk";
import { usePaneWidth } from "#components/trajectory/use-pane-width";
import { Dialog } from "#components/ui/dialog";
import { Markdown } from "#components/ui/markdown";
import { cn } from "#lib/class-names";
import type { Progress } from "#lib/reviews/progress";
import type { WorkProject } from "#lib/reviews/work-project";

interface DeskProps {
  readonly project: WorkProject;
  readonly personId: string;
  /** Whether this person may be given items. */
  readonly canWork: boolean;
  readonly initial: DeskPlace;
  readonly initialProgress: Progress;
  readonly actions: DeskActions;
}

const narrowestEvidence = 380;
const form = { least: 320, usual: 420, most: 760 } as const;

/** One item after the other: what there is to judge by on the left, the form on the right, or below where there is no room. */
export function Desk({ project, personId, canWork, initial, initialProgress, actions }: DeskProps) {
  const desk = useDesk({ slug: project.slug, canWork, initial, initialProgress, actions });
  const [frame, width] = useElementWidth();
  const pane = usePaneWidth("assay-desk-form", form);
  const [isGuiding, setGuiding] = useState(false);
  const { place, isBusy } = desk;
  const item = place?.state === "item" ? place.item : null;
  const hasGuidelines = project.guidelines.trim() !== "";
  useShortcuts("Desk", [
    ...(hasGuidelines ? [{ keys: "g", description: "Guidelines", run: () => setGuiding(true) }] : []),
    ...(canWork
      ? [
          {
            keys: "u",
            description: "Undo the last review or skip",
            run: () =>
              void desk.undo(item?.standing === "submitted" ? { kind: "submitted", itemId: item.id } : undefined),
          },
        ]
      : []),
  ]);
  const total = width ?? 0;
  const isBeside = width === null || total >= narrowestEvidence + form.least;
  const formWidth = Math.min(pane.width, total - narrowestEvidence);
  // What had the focus is gone with what was on the desk before.
  const turned = useRef<HTMLDivElement>(null);
  const isStacked = useRef(!isBeside);
  isStacked.current = !isBeside;
  useEffect(() => {
    if (desk.showing === 0) return;
    if (!turned.current?.contains(document.activeElement)) turned.current?.focus({ preventScroll: true });
    if (isStacked.current) window.scrollTo({ top: 0 });
  }, [desk.showing]);
  return (
    <main className={isBeside ? "flex h-[calc(100dvh-3rem)] min-h-96 flex-col" : "flex flex-col"}>
      <DeskHeader
        title={project.title}
        item={item}
        progress={desk.progress}
        onGuidelines={hasGuidelines ? () => setGuiding(true) : null}
      />
      <div ref={frame} className={isBeside ? "flex min-h-0 flex-1" : "flex min-h-0 flex-col"}>
        {place === null ? (
          <DeskSkeleton />
        ) : place.state !== "item" ? (
          // biome-ignore lint/a11y/useSemanticElements: no field set, but what the desk shows
          <div ref={turned} role="group" aria-label="Desk" tabIndex={-1} className="flex-1 outline-none">
            <DeskEnd
              place={place}
              progress={desk.progress}
              isBusy={isBusy}
              onNext={() => void desk.next()}
              onRestoreSkips={() => void desk.restoreSkips()}
            />
            {canWork ? <DraftLinks slug={project.slug} total={desk.progress.mine.drafts} /> : null}
          </div>
        ) : (
          <>
            <div className={isBeside ? "flex min-w-0 flex-1" : "flex h-[62dvh] border-b"}>
              <DeskEvidence key={`${place.item.id} ${desk.showing}`} item={place.item} />
            </div>
            {isBeside ? (
              <PaneDivider
                label="Width of the evidence"
                width={Math.round(total - formWidth)}
                least={Math.max(narrowestEvidence, total - form.most)}
                most={total - form.least}
                onWidth={(left) => pane.setWidth(total - left)}
              />
            ) : null}
            {/* biome-ignore lint/a11y/useSemanticElements: no field set, but the side of the desk where one writes */}
            <div
              ref={turned}
              role="group"
              aria-label={place.item.instanceId}
              tabIndex={-1}
              style={isBeside && width !== null ? { width: formWidth } : undefined}
              className={cn("flex flex-col outline-none", isBeside && "min-h-0 w-[420px] shrink-0 border-l")}
            >
              {place.item.standing === "held" ? (
                <DeskForm
                  key={`${place.item.id} ${desk.showing}`}
                  project={project}
                  item={place.item}
                  personId={personId}
                  actions={actions}
                  isBusy={isBusy}
                  leave={desk.leave}
                  known={desk.known}
                  onBegin={desk.begin}
                  onEnd={desk.end}
                  onSubmitted={(next) => {
                    desk.tellDone({ kind: "submitted", itemId: place.item.id }, "Submitted");
                    desk.show(next);
                  }}
                  onSkip={async (reason) => {
                    const isDone = await desk.skip(place.item.id, reason);
                    if (isDone) desk.tellDone({ kind: "skipped", itemId: place.item.id }, "Skipped");
                    return isDone;
                  }}
                  onTake={() => void desk.take(place.item.id)}
                  onNext={() => void desk.next()}
                  onOvertaken={desk.showItem}
                />
              ) : (
                <DeskReview
                  item={place.item}
                  form={project.form}
                  isBusy={isBusy}
                  onNext={canWork ? () => void desk.next() : null}
                  onTake={() => void desk.take(place.item.id)}
                  onUndo={() => void desk.undo({ kind: "submitted", itemId: place.item.id })}
                />
              )}
            </div>
          </>
        )}
      </div>
      <Dialog title={`Guidelines of ${project.title}`} isOpen={isGuiding} onOpenChange={setGuiding} place="middle">
        <Markdown text={project.guidelines} />
      </Dialog>
    </main>
  );
}
