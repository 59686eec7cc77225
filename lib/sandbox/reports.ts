import { excerpt } from "#lib/core/parsed";

export interface Answer {
  readonly code: number;
  /** Processes that the memory limit killed. */
  readonly killed: number;
}

/** The runner's reports: answers to orders, and remarks of the tools that carried them out. */
export class Reports {
  isClosed = false;
  readonly closed: Promise<void>;
  #close: () => void = () => {};
  #text = "";
  #remarks: string[] = [];
  #waiting: { name: string; resolve: (answer: Answer | undefined) => void } | undefined;

  constructor() {
    this.closed = new Promise((resolve) => {
      this.#close = resolve;
    });
  }

  push(chunk: Buffer): void {
    this.#text += chunk.toString("latin1");
    const lines = this.#text.split("\n");
    this.#text = (lines.pop() ?? "").slice(-1000);
    for (const line of lines) {
      const answer = /^([a-z]+) (\d+)(?: (\d+))?$/.exec(line);
      if (answer && answer[1] === this.#waiting?.name)
        this.#answer({ code: Number(answer[2]), killed: Number(answer[3] ?? 0) });
      else this.#remarks = [...this.#remarks, line].slice(-5);
    }
  }

  next(name: string): Promise<Answer | undefined> {
    if (this.isClosed) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#waiting = { name, resolve };
    });
  }

  /** What the tools said last, for a message. */
  remarks(): string {
    return excerpt([...this.#remarks, this.#text].join(" ").trim(), 300);
  }

  close(): void {
    this.isClosed = true;
    this.#close();
    this.#answer(undefined);
  }

  #answer(answer: Answer | undefined): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(answer);
  }
}
