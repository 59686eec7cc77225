import { Emitter } from "./events.js";
import { expiryOf, isExpired } from "./expiry.js";
import { Flights } from "./flights.js";
import { RecencyMap } from "./recency.js";
import { TagIndex } from "./tags.js";

export class Cache {
  #entries = new RecencyMap();
  #events = new Emitter();
  #flights = new Flights();
  #tags = new TagIndex();
  #hits = 0;
  #misses = 0;

  /** `ttl` is in milliseconds, `now` gives the current time in milliseconds. */
  constructor({ maxEntries = Infinity, ttl = Infinity, now = Date.now } = {}) {
    if (!(maxEntries >= 1)) throw new RangeError(`maxEntries must be at least 1, not ${maxEntries}`);
    expiryOf(ttl, 0);
    this.maxEntries = maxEntries;
    this.ttl = ttl;
    this.now = now;
  }

  /** Expired entries count until somebody asks for them. */
  get size() {
    return this.#entries.size;
  }

  /** The value, or undefined. */
  get(key) {
    const entry = this.#find(key);
    if (entry) this.#hits++;
    else this.#misses++;
    return entry?.value;
  }

  /** Does not count as use, nor in the statistics. */
  has(key) {
    return this.#find(key) !== undefined;
  }

  /** When the entry ends, in milliseconds; undefined if there is none. */
  expiresAt(key) {
    return this.#find(key)?.expiresAt;
  }

  set(key, value, { ttl = this.ttl, tags = [] } = {}) {
    this.#entries.set(key, { value, expiresAt: expiryOf(ttl, this.now()) });
    this.#tags.add(key, tags);
    while (this.#entries.size > this.maxEntries) this.#remove(this.#entries.oldest(), "evict");
    return this;
  }

  /** True if there was such an entry. */
  delete(key) {
    return this.#remove(key, "delete");
  }

  clear() {
    this.#entries.clear();
    this.#tags.clear();
  }

  /** Keys that are alive, from the least to the most recently used. */
  keys() {
    const now = this.now();
    return [...this.#entries].filter(([, entry]) => !isExpired(entry, now)).map(([key]) => key);
  }

  /** The cached value, or what the loader gives, which is then cached. */
  async load(key, loader, options) {
    const cached = this.get(key);
    if (cached) return cached;
    return this.#flights.share(key, async () => {
      const value = await loader(key);
      this.set(key, value, options);
      return value;
    });
  }

  /** Deletes all entries with the tag and returns how many there were. */
  invalidateTag(tag) {
    return this.#tags.take(tag).filter((key) => this.#remove(key, "delete")).length;
  }

  /** The tags in use, ordered by name. */
  tags() {
    return this.#tags.names();
  }

  stats() {
    return { hits: this.#hits, misses: this.#misses, size: this.size, loading: this.#flights.size };
  }

  on(event, listener) {
    return this.#events.on(event, listener);
  }

  once(event, listener) {
    return this.#events.once(event, listener);
  }

  off(event, listener) {
    this.#events.off(event, listener);
  }

  #find(key) {
    const entry = this.#entries.peek(key);
    if (!entry) return undefined;
    if (!isExpired(entry, this.now())) return entry;
    this.#remove(key, "expire");
    return undefined;
  }

  #remove(key, reason) {
    const entry = this.#entries.peek(key);
    if (!entry) return false;
    this.#entries.delete(key);
    this.#events.emit(reason, key, entry.value);
    return true;
  }
}
