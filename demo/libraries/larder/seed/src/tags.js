/** Which keys carry a tag. */
export class TagIndex {
  #keys = new Map();

  add(key, tags) {
    for (const tag of tags) {
      const keys = this.#keys.get(tag) ?? new Set();
      keys.add(key);
      this.#keys.set(tag, keys);
    }
  }

  /** The keys with the tag; the tag is forgotten. */
  take(tag) {
    const keys = this.#keys.get(tag) ?? new Set();
    this.#keys.delete(tag);
    return [...keys];
  }

  names() {
    return [...this.#keys.keys()].sort();
  }

  clear() {
    this.#keys.clear();
  }
}
