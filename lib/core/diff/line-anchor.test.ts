import fc from "fast-check";
import { expect, test } from "vitest";
import { formatAnchor, nameSlugs, parseAnchor } from "./line-anchor.ts";

test("slugs are unique, need no quoting but for letters, and link to lines without doubt", () => {
  expect(nameSlugs(["src/app.py", "src-app.py", "a b/<x>", "", "x-L10", "raw", "\u202E"])).toEqual([
    "src-app.py",
    "src-app.py.2",
    "a-b-x-",
    "file",
    "x-L10_",
    "raw.2",
    "-",
  ]);
});

test("every anchor reads back as itself", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: "binary" }), { minLength: 1 }),
      fc.option(fc.record({ side: fc.constantFrom("old", "new"), number: fc.nat(999_999_999) })),
      (paths, line) => {
        const slugs = nameSlugs(paths);
        expect(new Set(slugs).size).toBe(paths.length);
        for (const slug of slugs) {
          const anchor = { slug, line };
          expect(parseAnchor(`#${encodeURIComponent(formatAnchor(anchor))}`)).toEqual(anchor);
        }
      },
    ),
  );
});

test("any hash is read without a throw", () => {
  expect(parseAnchor("")).toBeNull();
  expect(parseAnchor("#%E0%A4%A")).toEqual({ slug: "%E0%A4%A", line: null });
});
