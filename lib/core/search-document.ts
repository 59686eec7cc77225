import { segmentForSearch, wordsOf } from "./search-text.ts";

/** A text and how much a find in it weighs: A most, D least. */
export type WeightedText = readonly [weight: "A" | "B" | "C" | "D", text: string];

/** What PostgreSQL's `tsvector` holds: longer words are left out, a word's later places are not told. */
const maxBytes = 1_048_575;
const maxWordBytes = 2_046;
const maxPlaces = 255;
const lastPlace = 16_383;

/** What a word and a place take up in it beside the letters, alignment included. */
const bytesOfWord = 3;
const bytesOfPlace = 2;

/** Of each text, so that a huge one costs no more than a long one. */
const maxCharacters = 200_000;

interface Occurrences {
  places: string;
  count: number;
  last: number;
}

/**
 * The words of some texts as PostgreSQL writes a `tsvector`, cut as those of a query are, each with the places where it
 * stands. Texts that hold more than a `tsvector` can are taken as far as it goes.
 */
export function formatSearchDocument(texts: readonly WeightedText[]): string {
  const found = new Map<string, Occurrences>();
  let place = 0;
  let sizeBytes = 0;
  for (const [weight, text] of texts) {
    const mark = weight === "D" ? "" : weight;
    for (const word of wordsOf(segmentForSearch(text.slice(0, maxCharacters)))) {
      const known = found.get(word);
      const wordBytes = known ? 0 : utf8Bytes(word);
      if (wordBytes > maxWordBytes) continue;
      place = Math.min(place + 1, lastPlace);
      if (known && (known.count === maxPlaces || known.last === place)) continue;
      sizeBytes += bytesOfPlace + (known ? 0 : wordBytes + bytesOfWord);
      if (sizeBytes > maxBytes) return formatOccurrences(found);
      if (known) addPlace(known, place, mark);
      else found.set(word, { places: `${place}${mark}`, count: 1, last: place });
    }
  }
  return formatOccurrences(found);
}

function addPlace(known: Occurrences, place: number, mark: string): void {
  known.places += `,${place}${mark}`;
  known.count++;
  known.last = place;
}

/** Words hold letters, digits and marks alone, so quoting them is all that the syntax asks. */
function formatOccurrences(found: ReadonlyMap<string, Occurrences>): string {
  return Array.from(found, ([word, { places }]) => `'${word}':${places}`).join(" ");
}

/** Each half of a surrogate pair counts for two of its four bytes. */
function utf8Bytes(word: string): number {
  let bytes = 0;
  for (let index = 0; index < word.length; index++) {
    const code = word.charCodeAt(index);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800 || (code >= 0xd800 && code <= 0xdfff)) bytes += 2;
    else bytes += 3;
  }
  return bytes;
}
