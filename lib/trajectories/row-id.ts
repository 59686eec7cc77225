/** The number of a trajectory or of a step as a URL writes it; NaN for anything else. */
export function parseRowId(text: string): number {
  const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Number.NaN;
  return isRowId(id) ? id : Number.NaN;
}

/** Whether the database could have a row of this number. */
export function isRowId(id: number): boolean {
  return Number.isInteger(id) && id >= 1 && id <= 2 ** 31 - 1;
}
