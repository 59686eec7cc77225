/** Whether two texts may be one line of a file: tools show tabs as spaces, and lose the spaces at the end. */
export function isSameLine(a: string, b: string): boolean {
  return a === b || a.replace(/\s+/gu, " ").trim() === b.replace(/\s+/gu, " ").trim();
}
