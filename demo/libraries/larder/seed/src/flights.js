/** Loads that are under way, one per key: who asks for the same key meanwhile waits for the same load. */
export class Flights {
  #flights = new Map();

  get size() {
    return this.#flights.size;
  }

  share(key, start) {
    const running = this.#flights.get(key);
    if (running) return running;
    const flight = start().then((value) => {
      this.#flights.delete(key);
      return value;
    });
    this.#flights.set(key, flight);
    return flight;
  }
}
