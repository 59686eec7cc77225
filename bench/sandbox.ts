import { spawn } from "node:child_process";
import { environmentSchema, imageSpecOf } from "#lib/core/environment/model";
import { openDriver } from "#lib/sandbox/open-driver";
import type { Sandbox } from "#lib/sandbox/port";
import { formatMilliseconds, type Measure, median } from "./support/measure.ts";

const rounds = Number(process.env.BENCH_SANDBOX_ROUNDS ?? 20);
const tests = "python3 -c 'import time; time.sleep(0.3); print(1)'";
const environment = environmentSchema.parse({
  baseImage: "assay-base:bookworm",
  test: { command: tests },
  parser: "none",
  network: { setup: "none" },
});

/**
 * Tests of 0.3 seconds in a sandbox, from the request until it is gone, against a bare `docker run --rm` of the same command
 * on the same base, in turns. `scripts/base-image.sh assay-base:bookworm` makes the base.
 */
export async function measureSandbox(): Promise<Measure[]> {
  const ways: { name: string; run: () => Promise<void>; times: number[] }[] = [];
  const bare: number[] = [];
  for (const driver of ["docker", "bubblewrap"] as const) {
    const sandbox = openDriver(driver, "bench");
    if (!(await sandbox.check()).isUsable || !(await sandbox.ensureImage(imageSpecOf(environment))).ok) continue;
    ways.push({ name: `tests of 0.3 s in ${driver}`, run: () => runInSandbox(sandbox), times: [] });
  }
  const hasDocker = ways.some(({ name }) => name.endsWith("docker"));
  for (let round = 0; round < rounds; round += 1) {
    if (hasDocker) bare.push(await time(runBare));
    for (const { run, times } of ways) times.push(await time(run));
  }
  return ways.map(({ name, times }) => {
    const ratio = hasDocker ? median(times) / median(bare) : null;
    return {
      name,
      ours: formatMilliseconds(median(times)),
      reference: hasDocker ? `${formatMilliseconds(median(bare))} by docker run --rm` : "",
      ratio,
      goal: "≤ 1.1",
      isMet: ratio === null ? null : ratio <= 1.1,
    };
  });
}

async function runInSandbox(sandbox: Sandbox): Promise<void> {
  const phases = [{ name: "test", script: environment.test.command, timeoutSeconds: 60, network: "none" } as const];
  const { end, reason } = await sandbox.run({ environment, phases });
  if (end !== "completed") throw new Error(`The tests were not run: ${reason}`);
}

async function runBare(): Promise<void> {
  const args = ["run", "--rm", "--network", "none", environment.baseImage, "sh", "-c", tests];
  const child = spawn("docker", args, { stdio: ["ignore", "ignore", "inherit"] });
  const code = await new Promise((resolve, reject) => child.once("close", resolve).once("error", reject));
  if (code !== 0) throw new Error(`docker run ended with ${code}`);
}

async function time(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
