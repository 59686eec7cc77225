import { spawn } from "node:child_process";
import { type Environment, environmentSchema, imageSpecOf } from "#lib/core/environment/model";
import { openDriver } from "#lib/sandbox/open-sandbox";
import type { DriverName } from "#lib/sandbox/port";
import { formatMilliseconds, type Measure, median } from "./support/measure.ts";

const rounds = Number(process.env.BENCH_SANDBOX_ROUNDS ?? 20);
const baseImage = "assay-base:bookworm";
const tests = "python3 -c 'import time; time.sleep(0.3); print(len(open(\"package.json\").read()))'";

/**
 * A run of tests of 0.3 seconds in this repository, its archive unpacked and the sandbox gone at the end, against a bare
 * `docker run --rm` that does the same, in turns.
 */
export async function measureSandbox(): Promise<Measure[]> {
  const archive = await read("git", ["archive", "--format=tar", "HEAD"]);
  const reference: number[] = [];
  const ours: Record<DriverName, number[]> = { docker: [], bubblewrap: [] };
  const usable: DriverName[] = [];
  const environment = environmentSchema.parse({
    baseImage,
    test: { command: tests },
    parser: "none",
    network: { setup: "none" },
  });
  for (const name of ["docker", "bubblewrap"] as const) {
    const sandbox = openDriver(name, "bench");
    if ((await sandbox.check()).isUsable && (await sandbox.ensureImage(imageSpecOf(environment))).ok) usable.push(name);
  }
  for (let round = 0; round < rounds; round += 1) {
    if (usable.includes("docker")) reference.push(await time(() => runBare(archive)));
    for (const name of usable) ours[name].push(await time(() => runInSandbox(name, environment, archive)));
  }
  return usable.map((name) => {
    const ratio = median(ours[name]) / median(reference);
    const hasReference = reference.length > 0;
    return {
      name: `tests of 0.3 s in ${name}`,
      ours: formatMilliseconds(median(ours[name])),
      reference: hasReference ? `${formatMilliseconds(median(reference))} by docker run --rm` : "",
      ratio: hasReference ? ratio : null,
      goal: "≤ 1.1",
      isMet: hasReference ? ratio <= 1.1 : null,
    };
  });
}

async function runInSandbox(name: DriverName, environment: Environment, repository: Buffer): Promise<string> {
  let output = "";
  const { end } = await openDriver(name, "bench").run({
    environment,
    repository,
    phases: [{ name: "test", script: environment.test.command, timeoutSeconds: 60, network: "none" }],
    onOutput: (_phase, chunk) => {
      output += Buffer.from(chunk).toString();
    },
  });
  return end === "completed" ? output : end;
}

async function runBare(repository: Buffer): Promise<string> {
  const script = `mkdir /testbed && cd /testbed && tar -x && ${tests}`;
  return (await read("docker", ["run", "--rm", "-i", baseImage, "sh", "-c", script], repository)).toString();
}

async function time(work: () => Promise<string>): Promise<number> {
  const began = performance.now();
  const output = await work();
  if (!/^\d+\n$/.test(output)) throw new Error(`The tests printed ${output}`);
  return performance.now() - began;
}

/** What a command prints. */
async function read(command: string, args: readonly string[], input: Buffer = Buffer.alloc(0)): Promise<Buffer> {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(input);
  return Buffer.concat(await Array.fromAsync(child.stdout));
}
