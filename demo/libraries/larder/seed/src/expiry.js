/** The moment an entry ends, in the unit of `now`; Infinity if it does not. */
export function expiryOf(ttl, now) {
  if (typeof ttl !== "number" || !(ttl > 0)) throw new RangeError(`ttl must be a positive number, not ${ttl}`);
  return now + ttl;
}

/** An entry lives until, and not including, the moment it ends. */
export function isExpired(entry, now) {
  return entry.expiresAt < now;
}
