/** A map that knows in which order its keys were last used. Iterates from the least to the most recent. */
export class RecencyMap {
  #map = new Map();

  get size() {
    return this.#map.size;
  }

  /** Does not count as use. */
  peek(key) {
    return this.#map.get(key);
  }

  touch(key) {
    if (this.#map.has(key)) this.set(key, this.#map.get(key));
  }

  set(key, value) {
    this.#map.delete(key);
    this.#map.set(key, value);
  }

  delete(key) {
    return this.#map.delete(key);
  }

  /** The key that was used least recently. */
  oldest() {
    return this.#map.keys().next().value;
  }

  clear() {
    this.#map.clear();
  }

  [Symbol.iterator]() {
    return this.#map.entries();
  }
}
