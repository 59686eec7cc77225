import { type SQL, sql } from "drizzle-orm";
import { segmentForSearch, wordsOf } from "#lib/core/search-text";

const maxCharacters = 500;

/**
 * The typed text as a `tsquery`, undefined where there is nothing to look for. Terms must all be there; `-` in front
 * excludes, `or` between two takes either. A term of several words, in quotes or by its punctuation, is a phrase. The last
 * word also finds longer ones that begin with it, because it may not be typed to its end.
 */
export function searchQuery(q: string): SQL | undefined {
  return toQuery(formatQuery(splitTerms(segmentForSearch(q.slice(0, maxCharacters)))));
}

/** The same in two: what must be there, and what must not, for texts that lie in several documents. */
export function splitSearchQuery(q: string): { readonly wanted: SQL | undefined; readonly excluded: SQL | undefined } {
  const terms = splitTerms(segmentForSearch(q.slice(0, maxCharacters)));
  const excluded = terms
    .filter((term) => term.isExcluded)
    .map((term) => formatPhrase({ ...term, isExcluded: false }, false));
  return {
    wanted: toQuery(
      formatQuery(
        terms.filter((term) => !term.isExcluded),
        terms.at(-1),
      ),
    ),
    excluded: toQuery(excluded.filter((phrase) => phrase !== "").join(" | ")),
  };
}

/** What a search marks in the texts it found: the words and phrases as typed, longest first. */
export function searchTerms(q: string): string[] {
  return splitTerms(q.slice(0, maxCharacters))
    .filter(({ text, isExcluded }) => !isExcluded && text.toLowerCase() !== "or")
    .map(({ text }) => text.trim())
    .filter((text) => wordsOf(text).length > 0)
    .toSorted((a, b) => b.length - a.length);
}

/** What to mark: the whole of what was typed first, then each of its words, in lower case. */
export function wordsToMark(q: string): string[] {
  const whole = q.slice(0, maxCharacters).replaceAll("\0", " ").trim().toLowerCase();
  const words = searchTerms(whole).map((term) => term.toLowerCase());
  return [...new Set([whole, ...words])].filter((term) => term !== "");
}

interface Term {
  readonly text: string;
  readonly isExcluded: boolean;
  readonly isQuoted: boolean;
}

function toQuery(text: string): SQL | undefined {
  return text === "" ? undefined : sql`${text}::tsquery`;
}

function splitTerms(q: string): Term[] {
  return Array.from(q.matchAll(/(-?)"([^"]*)"?|(\S+)/g), ([, minus, quoted, plain = ""]) =>
    quoted === undefined
      ? { text: plain.replace(/^-/, ""), isExcluded: plain.startsWith("-"), isQuoted: false }
      : { text: quoted, isExcluded: minus === "-", isQuoted: true },
  );
}

function formatQuery(terms: readonly Term[], last = terms.at(-1)): string {
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
