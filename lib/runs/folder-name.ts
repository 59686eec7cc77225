/** A name from outside as one that can be a folder's and leads nowhere else; `/` as the harness writes it. */
export function folderName(name: string): string {
  const safe = name.replaceAll("/", "__").replace(/[^\w.+@=,:-]/gu, "_");
  return /^\.*$/u.test(safe) ? `_${safe}` : safe.slice(0, 200);
}
