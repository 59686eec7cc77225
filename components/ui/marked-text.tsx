import { VisibleText } from "#components/ui/visible-text";
import { findWords } from "#lib/core/text/find-words";

/** Text from outside with the given words marked, whatever their case. */
export function MarkedText({ text, words }: { text: string; words: readonly string[] }) {
  return <VisibleText text={text} hits={findWords(text, words)} />;
}
