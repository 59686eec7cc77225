/** Stands in where the browser keeps nothing for us: until the page is loaded again. */
const unsaved = new Map<string, string>();

/** Words kept in this browser, by a key. */
export function readText(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? unsaved.get(key) ?? null;
  } catch {
    return unsaved.get(key) ?? null;
  }
}

export function keepText(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
    unsaved.delete(key);
  } catch {
    unsaved.set(key, text);
  }
}

export function dropText(key: string): void {
  unsaved.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // There are none, then.
  }
}
