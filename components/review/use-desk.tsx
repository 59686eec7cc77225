"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { DeskActions } from "#components/review/desk-actions";
import { useItemAhead } from "#components/review/use-item-ahead";
import { useProgress } from "#components/review/use-progress";
import { notify, notifyDeed } from "#components/ui/notify";
import { attempt, type Outcome } from "#lib/outcome";
import type { DeskItem } from "#lib/reviews/desk-item";
import type { DeskNext, KnownItem } from "#lib/reviews/open-next";
import type { Progress } from "#lib/reviews/progress";

export type DeskPlace = Exclude<DeskNext, { state: "known" }>;

/** What `u` takes back. */
interface LastDeed {
  readonly kind: "submitted" | "skipped";
  readonly itemId: number;
}

interface DeskOptions {
  readonly slug: string;
  readonly canWork: boolean;
  readonly initial: DeskPlace;
  readonly initialProgress: Progress;
  readonly actions: DeskActions;
}

/** Who goes back to a desk is given what it began with, however long ago that was. */
const begunBefore = new WeakSet<DeskPlace>();

/** What is on the desk, null until that is known, and how it turns to something else. */
export function useDesk({ slug, canWork, initial, initialProgress, actions }: DeskOptions) {
  const [isReturn] = useState(() => begunBefore.has(initial));
  const [place, setPlace] = useState<DeskPlace | null>(isReturn ? null : initial);
  /** Tells one showing of an item from the next. */
  const [showing, setShowing] = useState(0);
  const [last, setLast] = useState<LastDeed | null>(null);
  const [isBusy, setBusy] = useState(false);
  /** As `isBusy`, for keys that come before that is drawn. */
  const isTaken = useRef(false);
  const [progress, refreshProgress] = useProgress(slug, initialProgress);
  const item = place?.state === "item" ? place.item : null;
  const ahead = useItemAhead(slug, item?.standing === "held" ? item.id : null);
  /** Saves what is on the desk before it goes. */
  const leave = useRef<() => Promise<void>>(async () => {});

  const known = useCallback(
    (): KnownItem | null => ahead.current && { id: ahead.current.id, contentHash: ahead.current.contentHash },
    [ahead],
  );
  const put = useCallback(
    (next: DeskNext) => {
      setPlace(next.state === "known" ? shownAhead(ahead.current, next.itemId) : next);
      setShowing((count) => count + 1);
      refreshProgress();
    },
    [ahead, refreshProgress],
  );
  const show = useCallback(
    (next: DeskNext) => {
      put(next);
      leaveAddress(slug);
    },
    [slug, put],
  );
  const showItem = useCallback((next: DeskItem) => show({ state: "item", item: next }), [show]);

  /** One thing at a time: false while there is another. */
  const begin = useCallback((): boolean => {
    if (isTaken.current) return false;
    isTaken.current = true;
    setBusy(true);
    return true;
  }, []);
  const end = useCallback((): void => {
    isTaken.current = false;
    setBusy(false);
  }, []);
  /** Turns the desk, once what is on it is saved; what does not work is said, and leaves the desk as it is. */
  async function turn<T>(work: () => Promise<Outcome<T>>, then: (data: T) => void): Promise<boolean> {
    if (!begin()) return false;
    await leave.current();
    const outcome = await attempt(work);
    end();
    if (outcome.ok) then(outcome.data);
    else notify("error", outcome.message);
    return outcome.ok;
  }

  async function findCurrent(): Promise<Outcome<DeskNext>> {
    if (initial.state === "item" && (!canWork || isLinked())) {
      const loaded = await attempt(() => actions.onLoad({ itemId: initial.item.id }));
      return loaded.ok ? { ok: true, data: { state: "item", item: loaded.data } } : loaded;
    }
    return canWork ? attempt(() => actions.onNext({ project: slug, known: null })) : { ok: true, data: initial };
  }
  const findLatest = useRef(findCurrent);
  findLatest.current = findCurrent;
  useEffect(() => {
    begunBefore.add(initial);
    if (!isReturn) return;
    void findLatest.current().then((outcome) => {
      put(outcome.ok ? outcome.data : { state: "refused", message: outcome.message });
    });
  }, [initial, isReturn, put]);

  async function undo(deed: LastDeed | null = last): Promise<void> {
    if (!deed) {
      notify("error", "There is nothing to undo here yet.");
      return;
    }
    const { itemId } = deed;
    await turn(
      async () => {
        if (deed.kind === "submitted") return actions.onUndo({ itemId });
        if (item?.standing === "held") await actions.onRelease({ itemId: item.id });
        return actions.onTake({ itemId });
      },
      (back) => {
        setLast(null);
        notifyDeed(deed.kind === "submitted" ? "Your review is a draft again" : "No longer skipped", null);
        showItem(back);
      },
    );
  }

  // A message outlives the showing that it was told in.
  const undoLatest = useRef(undo);
  undoLatest.current = undo;

  return {
    place,
    showing,
    progress,
    isBusy,
    begin,
    end,
    leave,
    known,
    show,
    showItem,
    undo,
    /** Notes what was done, for `u` and for the button in the message. */
    tellDone(deed: LastDeed, message: string): void {
      setLast(deed);
      notifyDeed(message, () => void undoLatest.current(deed));
    },
    skip: (itemId: number, reason: string) =>
      turn(() => actions.onSkip({ project: slug, known: known(), itemId, reason }), show),
    next: () => turn(() => actions.onNext({ project: slug, known: known() }), show),
    restoreSkips: () => turn(() => actions.onRestoreSkips({ project: slug }), show),
    take: (itemId: number) => turn(() => actions.onTake({ itemId }), showItem),
  };
}

function isLinked(): boolean {
  return new URLSearchParams(window.location.search).has("item");
}

/** What the address says of an item, a step or a line of it, is of the one before. */
function leaveAddress(slug: string): void {
  const { pathname, search, hash } = window.location;
  // Whoever asked may be elsewhere by now.
  if (pathname !== `/review/${slug}/desk`) return;
  const params = new URLSearchParams(search);
  if (!params.has("item") && hash === "") return;
  params.delete("item");
  window.history.replaceState(null, "", params.size > 0 ? `${pathname}?${params}` : pathname);
}

function shownAhead(ahead: DeskItem | null, itemId: number): DeskPlace {
  return ahead?.id === itemId
    ? { state: "item", item: { ...ahead, standing: "held" } }
    : { state: "refused", message: "The next item was not loaded. Load the page again." };
}
