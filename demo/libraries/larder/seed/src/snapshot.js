const VERSION = 1;

/** The living entries as data that survives JSON, the most recently used first. Values have to survive it themselves. */
export function takeSnapshot(cache) {
  const entries = cache
    .keys()
    .reverse()
    .map((key) => ({ key, value: cache.get(key) }));
  return { version: VERSION, entries };
}

/** Puts the entries of a snapshot into a cache. */
export function restoreSnapshot(cache, snapshot) {
  if (snapshot?.version !== VERSION) throw new TypeError(`not a snapshot of version ${VERSION}`);
  for (const { key, value } of snapshot.entries) cache.set(key, value);
  return cache;
}
