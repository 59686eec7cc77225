/** Listeners by event name, called in the order they were added. */
export class Emitter {
  #listeners = new Map();

  /** Returns a function that removes the listener. */
  on(event, listener) {
    const listeners = this.#listeners.get(event) ?? [];
    listeners.push(listener);
    this.#listeners.set(event, listeners);
    return () => this.off(event, listener);
  }

  once(event, listener) {
    const remove = this.on(event, (...values) => {
      remove();
      listener(...values);
    });
    return remove;
  }

  off(event, listener) {
    const listeners = this.#listeners.get(event) ?? [];
    const index = listeners.indexOf(listener);
    if (index !== -1) listeners.splice(index, 1);
  }

  emit(event, ...values) {
    for (const listener of this.#listeners.get(event) ?? []) listener(...values);
  }
}
