export interface LineAnchor {
  readonly slug: string;
  /** Null where the link names the whole file. */
  readonly line: { readonly side: "old" | "new"; readonly number: number } | null;
}

const sideLetters = { old: "O", new: "L" } as const;
const lineEnd = /-([LO])(\d{1,9})$/u;

/** `src-app.py-L10` for line 10 of the file after the change, `src-app.py-O10` for line 10 before it. */
export function formatAnchor({ slug, line }: LineAnchor): string {
  return line ? `${slug}-${sideLetters[line.side]}${line.number}` : slug;
}

/** Reads what stands after the `#` of a URL; null for an empty one. Never throws, whatever stands there. */
export function parseAnchor(hash: string): LineAnchor | null {
  const text = decode(hash.replace(/^#/u, ""));
  if (text === "") return null;
  const match = lineEnd.exec(text);
  if (!match) return { slug: text, line: null };
  return {
    slug: text.slice(0, match.index),
    line: { side: match[1] === "O" ? "old" : "new", number: Number(match[2]) },
  };
}

/** The name under which the lines of the raw patch are linked. */
export const rawSlug = "raw";

/** One name per path: letters, digits, dots and dashes only, each different, none that reads like a line's. */
export function nameSlugs(paths: readonly string[]): string[] {
  const taken = new Set([rawSlug]);
  return paths.map((path) => {
    const plain = path.toWellFormed().replace(/[^\p{L}\p{N}._-]+/gu, "-") || "file";
    const base = lineEnd.test(plain) ? `${plain}_` : plain;
    let slug = base;
    for (let copy = 2; taken.has(slug); copy++) slug = `${base}.${copy}`;
    taken.add(slug);
    return slug;
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
