/**
 * JSON text that is equal for equal values: keys in the order of their UTF-16 units at every level, no spaces, absent
 * members left out. For values that JSON can hold; it is what content hashes are taken of.
 */
export function canonicalJson(value: unknown): string {
  // Lists of thousands of tests are written in one go.
  if (Array.isArray(value) && !value.some((item) => typeof item === "object")) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}
