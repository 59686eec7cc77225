import { Fragment } from "react";

/** Text with the given words marked, whatever their case; overlapping words go to the longest. */
export function MarkedText({ text, words }: { text: string; words: readonly string[] }) {
  if (words.length === 0) return text;
  const pattern = new RegExp(`(${words.map(RegExp.escape).join("|")})`, "giu");
  // `split` with a group gives text and hits in turn, so a place in the list tells them apart and never moves.
  const parts = text.split(pattern).map((part, index) => ({ part, isHit: index % 2 === 1, place: index }));
  return parts.map(({ part, isHit, place }) =>
    isHit ? <mark key={place}>{part}</mark> : <Fragment key={place}>{part}</Fragment>,
  );
}
