import { expect, it } from "vitest";
import { Budget } from "#lib/runner/budget";

const never = new AbortController().signal;
const small = { cpus: 1, memoryMegabytes: 512 };

it("runs what fits at once and lets the rest wait in order", async () => {
  const budget = new Budget({ cpus: 2, memoryMegabytes: 4_096 });
  const [first, second, third] = [gate(), gate(), gate()];
  const started: string[] = [];
  const runs = [first, second, third].map((entry, index) =>
    budget.hold(small, never, async () => {
      started.push(`run ${index + 1}`);
      await entry.opened;
    }),
  );
  await turn();
  expect(started).toEqual(["run 1", "run 2"]);
  expect(budget.reserved).toEqual({ cpus: 2, memoryMegabytes: 1_024 });
  second.open();
  await runs[1];
  await turn();
  expect(started).toEqual(["run 1", "run 2", "run 3"]);
  first.open();
  third.open();
  await Promise.all(runs);
  expect(budget.reserved).toEqual({ cpus: 0, memoryMegabytes: 0 });
});

it("counts memory as it counts processors", async () => {
  const budget = new Budget({ cpus: 8, memoryMegabytes: 1_000 });
  const first = gate();
  const started: number[] = [];
  const runs = [1, 2].map((index) =>
    budget.hold({ cpus: 1, memoryMegabytes: 600 }, never, async () => {
      started.push(index);
      await first.opened;
    }),
  );
  await turn();
  expect(started).toEqual([1]);
  first.open();
  await Promise.all(runs);
  expect(started).toEqual([1, 2]);
});

it("gives one that wants more than there is its turn alone", async () => {
  const budget = new Budget({ cpus: 2, memoryMegabytes: 1_000 });
  const order: string[] = [];
  const small = budget.hold({ cpus: 1, memoryMegabytes: 10 }, never, async () => void order.push("small"));
  const huge = budget.hold({ cpus: 64, memoryMegabytes: 10 }, never, async () => void order.push("huge"));
  await Promise.all([small, huge]);
  expect(order).toEqual(["small", "huge"]);
});

it("lets go of one that is cancelled while it waits, and goes on with those behind it", async () => {
  const budget = new Budget({ cpus: 2, memoryMegabytes: 1_000 });
  const first = gate();
  const cancel = new AbortController();
  const running = budget.hold({ cpus: 1, memoryMegabytes: 1 }, never, () => first.opened);
  const cancelled = budget.hold({ cpus: 2, memoryMegabytes: 1 }, cancel.signal, async () => "ran");
  const behind = budget.hold({ cpus: 1, memoryMegabytes: 1 }, never, async () => "ran");
  cancel.abort(new Error("not wanted"));
  await expect(cancelled).rejects.toThrow("not wanted");
  expect(await behind).toBe("ran");
  first.open();
  await running;
});

it("gives the share back when the work fails", async () => {
  const budget = new Budget({ cpus: 1, memoryMegabytes: 1_000 });
  await expect(budget.hold(small, never, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(budget.reserved).toEqual({ cpus: 0, memoryMegabytes: 0 });
});

function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

function turn() {
  return new Promise((resolve) => setImmediate(resolve));
}
