import { dropText, keepText, readText } from "#components/ui/kept-text";
import type { CommentSubject } from "#lib/core/comment/model";

/** Words that are not sent yet, by where they are written: neither scrolling away nor a reload loses them. */
export interface CommentDrafts {
  get(place: string): string;
  /** Nothing written is nothing kept. */
  set(place: string, words: string): void;
  /** Takes words away from their place while they are sent. Refused, or on their way when the page went, they are back there. */
  send(place: string, words: string, deed: () => Promise<boolean>): Promise<boolean>;
}

/** Where words are on their way from this page. */
const sending = new Set<string>();

/** The drafts about one subject, of one person, so that another who signs in here never sees them. */
export function commentDrafts(personId: string, { kind, id }: CommentSubject): CommentDrafts {
  const keyOf = (place: string) => `assay-comment-${personId}-${kind}-${id}-${place}`;
  const sentKeyOf = (place: string) => `${keyOf(place)}-sent`;
  return {
    get(place) {
      const sent = sending.has(keyOf(place)) ? null : readText(sentKeyOf(place));
      return [sent, readText(keyOf(place))].filter(Boolean).join("\n\n");
    },
    set(place, words) {
      if (!sending.has(keyOf(place))) dropText(sentKeyOf(place));
      if (words === "") dropText(keyOf(place));
      else keepText(keyOf(place), words);
    },
    async send(place, words, deed) {
      keepText(sentKeyOf(place), words);
      dropText(keyOf(place));
      sending.add(keyOf(place));
      const isDone = await deed();
      sending.delete(keyOf(place));
      if (isDone) dropText(sentKeyOf(place));
      return isDone;
    },
  };
}
