import { type SQL, sql } from "drizzle-orm";
import { segmentForSearch } from "#lib/core/search-text";

/** The words as a `tsquery`, read as web searches are written; undefined where there is nothing to look for. */
export function searchQuery(q: string): SQL | undefined {
  const words = segmentForSearch(q.slice(0, 500)).trim();
  if (words === "") return undefined;
  const exact = sql`websearch_to_tsquery('simple', ${words})`;
  const beginning = lastPlainWord(words);
  return beginning ? sql`(${exact} || (${restOf(words, beginning)} to_tsquery('simple', ${`${beginning}:*`})))` : exact;
}

/** What a search marks in the texts it found: the words and phrases as typed, longest first. */
export function searchTerms(q: string): string[] {
  const terms = q.match(/-?"[^"]*"|\S+/g) ?? [];
  return terms
    .filter((term) => !term.startsWith("-") && term.toLowerCase() !== "or")
    .map((term) => term.replaceAll('"', "").trim())
    .filter((term) => term !== "")
    .toSorted((a, b) => b.length - a.length);
}

/** A word being typed: letters and digits at the very end, outside quotes. */
function lastPlainWord(words: string): string | undefined {
  if (words.includes('"')) return undefined;
  return /(?:^|\s)([\p{L}\p{N}]{2,})$/u.exec(words)?.[1];
}

function restOf(words: string, ending: string): SQL {
  const rest = words.slice(0, -ending.length).trim();
  return rest === "" ? sql`` : sql`websearch_to_tsquery('simple', ${rest}) &&`;
}
