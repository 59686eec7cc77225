/** Rows of a list that changed, and the ids of all its rows in their order. */
export interface RowChanges<T> {
  readonly ids: readonly (string | number)[];
  readonly changed: readonly T[];
}

/** Remembers what was told of a list, so that only what differs is told again. */
export class ToldRows<T> {
  readonly #idOf: (row: T) => string | number;
  #told: ReadonlyMap<string | number, string> | null = null;

  constructor(idOf: (row: T) => string | number) {
    this.#idOf = idOf;
  }

  /** Null where nothing is new. */
  tell(rows: readonly T[]): RowChanges<T> | null {
    const before = this.#told;
    const now = new Map(rows.map((row) => [this.#idOf(row), JSON.stringify(row)]));
    const ids = [...now.keys()];
    const changed = rows.filter((row) => before?.get(this.#idOf(row)) !== now.get(this.#idOf(row)));
    this.#told = now;
    const isSame = before !== null && changed.length === 0 && ids.join() === [...before.keys()].join();
    return isSame ? null : { ids, changed };
  }
}

/** The list after the changes. A row that is neither known nor told is left out. */
export function applyChanges<T>(
  rows: readonly T[],
  { ids, changed }: RowChanges<T>,
  idOf: (row: T) => string | number,
): readonly T[] {
  const known = new Map([...rows, ...changed].map((row) => [idOf(row), row]));
  return ids.flatMap((id) => known.get(id) ?? []);
}
