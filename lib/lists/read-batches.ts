interface Batch<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Every row of a list, a page at a time. Holds no transaction open. */
export async function* readBatches<T>(
  readPage: (cursor: string | null) => Promise<Batch<T>>,
): AsyncGenerator<readonly T[]> {
  let cursor: string | null = null;
  do {
    const page: Batch<T> = await readPage(cursor);
    if (page.items.length > 0) yield page.items;
    cursor = page.nextCursor;
  } while (cursor);
}
