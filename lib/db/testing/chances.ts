/** Small numbers that look random and are the same for the same seed. */
export function chances(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x85ebca6b) + 0x6d2b79f5;
    return (state ^ (state >>> 13)) >>> 8;
  };
}

export function pick<T>(items: readonly T[], number: number): T {
  const item = items[number % items.length];
  if (item === undefined) throw new Error("Nothing to pick from");
  return item;
}
