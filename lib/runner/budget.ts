export interface Resources {
  readonly cpus: number;
  readonly memoryMegabytes: number;
}

interface Waiting {
  readonly wanted: Resources;
  readonly start: () => void;
}

/**
 * Shares a machine's processors and memory among the sandboxes that run at once, first come, first served. A sandbox that
 * wants more than there is in all gets its turn alone.
 */
export class Budget {
  #limit: Resources;
  #reserved: Resources = { cpus: 0, memoryMegabytes: 0 };
  #holders = 0;
  readonly #queue: Waiting[] = [];

  constructor(limit: Resources) {
    this.#limit = limit;
  }

  get limit(): Resources {
    return this.#limit;
  }

  set limit(limit: Resources) {
    this.#limit = limit;
    this.#startNext();
  }

  get reserved(): Resources {
    return this.#reserved;
  }

  /** Waits for its share, holds it while `work` lasts, and gives it back. Rejects with the signal's reason while waiting. */
  async hold<T>(wanted: Resources, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.#reserve(wanted, signal);
    try {
      return await work();
    } finally {
      this.#holders--;
      this.#reserved = add(this.#reserved, wanted, -1);
      this.#startNext();
    }
  }

  #reserve(wanted: Resources, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        wanted,
        start: () => {
          signal.removeEventListener("abort", giveUp);
          resolve();
        },
      };
      const giveUp = () => {
        this.#queue.splice(this.#queue.indexOf(waiting), 1);
        reject(signal.reason);
        this.#startNext();
      };
      signal.addEventListener("abort", giveUp, { once: true });
      this.#queue.push(waiting);
      this.#startNext();
    });
  }

  #startNext(): void {
    for (let next = this.#queue[0]; next && this.#fits(next.wanted); next = this.#queue[0]) {
      this.#queue.shift();
      this.#holders++;
      this.#reserved = add(this.#reserved, next.wanted, 1);
      next.start();
    }
  }

  #fits(wanted: Resources): boolean {
    const sum = add(this.#reserved, wanted, 1);
    return this.#holders === 0 || (sum.cpus <= this.#limit.cpus && sum.memoryMegabytes <= this.#limit.memoryMegabytes);
  }
}

function add(a: Resources, b: Resources, sign: 1 | -1): Resources {
  return { cpus: a.cpus + sign * b.cpus, memoryMegabytes: a.memoryMegabytes + sign * b.memoryMegabytes };
}
