// @ts-check
// Preloaded into web and worker: they stop when the process that started them is gone without having been able to stop them.
// Threads and forks of theirs load this too, and must not act on it.
import { isMainThread } from "node:worker_threads";

const starter = Number(process.env.ASSAY_STARTED_BY);
const GRACE_MS = 10_000;

if (isMainThread && process.ppid === starter) {
  const watch = setInterval(() => {
    if (process.ppid === starter) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), GRACE_MS).unref();
  }, 1000);
  watch.unref();
}
