import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatSearchDocument, type WeightedText } from "#lib/core/search-document";
import { segmentForSearch, wordsOf } from "#lib/core/search-text";
import { testDatabase } from "#lib/db/testing/test-database";

const database = testDatabase();
const weights = ["A", "B", "C", "D"] as const;

/** PostgreSQL reads `1e5x` as a number and a letter; for other words of letters and digits the two agree. */
const word = fc
  .string({ unit: fc.constantFrom(..."abexXZ0159éßяЖ"), minLength: 1, maxLength: 6 })
  .filter((text) => !/^\d+e\d/iu.test(text));
const separator = fc.constantFrom(" ", "_", "/", ".", "::", "\n\t", "-", "(", "'", "\\", "…", "🦜");

describe("formatSearchDocument", () => {
  it("gives what PostgreSQL makes of the same words", async () => {
    const words = fc.array(word, { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.tuple(words, words, words, words), separator, async (lists, between) => {
        const document = formatSearchDocument(lists.map((list, index) => [weights[index] ?? "D", list.join(between)]));
        const [a, b, c, d] = lists.map((list) => list.join(" "));
        const [row] = await database().connection.sql`
          select ${document}::tsvector::text as ours, (
            setweight(to_tsvector('simple', ${a ?? ""}), 'A') || setweight(to_tsvector('simple', ${b ?? ""}), 'B') ||
            setweight(to_tsvector('simple', ${c ?? ""}), 'C') || to_tsvector('simple', ${d ?? ""}))::text as theirs`;
        expect(row?.ours).toBe(row?.theirs);
      }),
      { numRuns: 150, seed: 5 },
    );
  });

  it.each([
    ["a word that stands very often", `${"again ".repeat(700)}end`],
    ["more words than there are places", `${countedWords(20_000)} w1 w2 end`],
    ["words of the greatest length and beyond", `${"x".repeat(2_046)} ${"y".repeat(2_047)} end`],
  ])("gives what PostgreSQL makes of %s", async (_, text) => {
    const [row] = await database().connection.sql`
      select ${formatSearchDocument([["D", text]])}::tsvector::text as ours, to_tsvector('simple', ${text})::text as theirs`;
    expect(row?.ours).toBe(row?.theirs);
  });

  it.each([
    ["different words", "w"],
    ["words of three bytes a letter", "가".repeat(600)],
    ["words of four bytes a letter", "𝒳".repeat(400)],
  ])("takes no more than PostgreSQL does of %s", async (_, start) => {
    const texts = weights.map((weight): WeightedText => [weight, countedWords(40_000, weight.toLowerCase() + start)]);
    const all = [...new Set(texts.flatMap(([, text]) => wordsOf(text.slice(0, 200_000))))];
    const [row] = await database().connection.sql<{ bytes: number; words: string[] }[]>`
      select pg_column_size(document) as bytes, tsvector_to_array(document) as words
      from (select ${formatSearchDocument(texts)}::tsvector as document)`;
    expect(row?.words.toSorted()).toEqual(all.slice(0, row?.words.length).toSorted());
    expect(row?.words.length).toBeLessThan(all.length);
    expect(row?.bytes).toBeGreaterThan(1_000_000);
  });

  it("finds every word of any text by that word", async () => {
    const text = fc.oneof(fc.string({ unit: "grapheme", maxLength: 60 }), fc.string({ unit: "binary", maxLength: 60 }));
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        const words = wordsOf(segmentForSearch(content)).map((found) => `'${found}'`);
        const [row] = await database().connection.sql`
          select coalesce(bool_and(${formatSearchDocument([["B", content]])}::tsvector @@ word::tsquery), true) as isfound
          from unnest(${words}::text[]) as word`;
        expect(row?.isfound).toBe(true);
      }),
      { numRuns: 200, seed: 9 },
    );
  });
});

function countedWords(count: number, start = "w"): string {
  return Array.from({ length: count }, (_, index) => `${start}${index}`).join(" ");
}
