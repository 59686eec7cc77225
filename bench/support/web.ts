import { spawnSync } from "node:child_process";
import { ensureBuilt } from "../../scripts/boot/build.mjs";
import { applicationNode } from "../../scripts/boot/node24.mjs";
import { findFreePort } from "../../scripts/boot/port.mjs";
import { startWeb, untilHealthy } from "../../scripts/boot/services.mjs";
import { runAssay } from "./command.ts";

export interface BenchWeb {
  readonly origin: string;
  /** Resident memory of the web server's processes, in megabytes. */
  memoryMegabytes(): number;
  stop(): Promise<void>;
}

/** The production build on a free port, as `npm start` runs it. */
export async function startBenchWeb(home: string, databaseUrl: string): Promise<BenchWeb> {
  await ensureBuilt({ home });
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    ASSAY_HOME: home,
    ASSAY_STARTED_BY: String(process.pid),
    NEXTAUTH_URL: origin,
    NEXTAUTH_SECRET: "only for a benchmark",
  };
  const web = startWeb({ node: applicationNode(), env, port, mode: "production" });
  const hurry = AbortSignal.timeout(120_000);
  await untilHealthy(port, hurry);
  return {
    origin,
    memoryMegabytes: () => residentMegabytes(port),
    stop: () => web.stop(AbortSignal.timeout(10_000)),
  };
}

export async function createToken(databaseUrl: string): Promise<string> {
  const { output } = await runAssay(["token", "create", "--role", "viewer", "--json"], databaseUrl);
  const { token }: { token: string } = JSON.parse(output);
  return token;
}

/** Of the process that listens on the port: it and its children are found by what `ps` says of our descendants. */
function residentMegabytes(port: number): number {
  const { stdout } = spawnSync("ps", ["-eo", "pid=,ppid=,rss=,args="], { encoding: "utf8" });
  const processes = stdout.split("\n").flatMap((line) => {
    const [, pid, parent, rss, args] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid ? [{ pid, parent, kilobytes: Number(rss), args: args ?? "" }] : [];
  });
  const ours = new Set(processes.filter(({ parent }) => parent === String(process.pid)).map(({ pid }) => pid));
  for (const { pid, parent } of processes) if (parent && ours.has(parent)) ours.add(pid);
  const web = processes.filter(({ pid, args }) => ours.has(pid) && /next/.test(args) && !args.includes("postgres"));
  if (web.length === 0) throw new Error(`No process of the web server on port ${port} was found`);
  return web.reduce((sum, { kilobytes }) => sum + kilobytes, 0) / 1024;
}
