import { type SQL, sql } from "drizzle-orm";
import { segmentForSearch, wordsOf } from "#lib/core/search-text";

const maxCharacters = 500;

/**
 * The typed text as a `tsquery`, undefined where there is nothing to look for. Terms must all be there; `-` in front
 * excludes, `or` between two takes either. A term of several words, in quotes or by its punctuation, is a phrase. The last
 * word also finds longer ones that begin with it, because it may not be typed to its end.
 */
export function searchQuery(q: string): SQL | undefined {
  const query = formatQuery(splitTerms(segmentForSearch(q.slice(0, maxCharacters))));
  return query === "" ? undefined : sql`${query}::tsquery`;
}

/** What a search marks in the texts it found: the words and phrases as typed, longest first. */
export function searchTerms(q: string): string[] {
  return splitTerms(q.slice(0, maxCharacters))
    .filter(({ text, isExcluded }) => !isExcluded && text.toLowerCase() !== "or")
    .map(({ text }) => text.trim())
    .filter((text) => wordsOf(text).length > 0)
    .toSorted((a, b) => b.length - a.length);
}

interface Term {
  readonly text: string;
  readonly isExcluded: boolean;
  readonly isQuoted: boolean;
}

function splitTerms(q: string): Term[] {
  return Array.from(q.matchAll(/(-?)"([^"]*)"?|(\S+)/g), ([, minus, quoted, plain = ""]) =>
    quoted === undefined
      ? { text: plain.replace(/^-/, ""), isExcluded: plain.startsWith("-"), isQuoted: false }
      : { text: quoted, isExcluded: minus === "-", isQuoted: true },
  );
}

function formatQuery(terms: readonly Term[]): string {
  const last = terms.at(-1);
  let query = "";
  let operator = " & ";
  for (const term of terms) {
    if (!term.isQuoted && term.text.toLowerCase() === "or") {
      operator = " | ";
      continue;
    }
    const phrase = formatPhrase(term, term === last && !term.isQuoted);
    if (phrase === "") continue;
    query += (query === "" ? "" : operator) + phrase;
    operator = " & ";
  }
  return query;
}

/** Words hold letters, digits and marks alone, so quoting them is all that the syntax asks. */
function formatPhrase({ text, isExcluded }: Term, isUnfinished: boolean): string {
  const words = wordsOf(text).map((word) => `'${word}'`);
  if (words.length === 0) return "";
  const phrase = words.join(" <-> ") + (isUnfinished && !isExcluded ? ":*" : "");
  return isExcluded ? `!(${phrase})` : `(${phrase})`;
}
