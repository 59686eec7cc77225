// @ts-check
// Preloaded into web and worker, and so into forks of theirs: they stop when the process that started them is gone without having been able
// to stop them. `node --watch` does not load this itself, only the program it watches does, which stops its watcher.
import { isMainThread } from "node:worker_threads";
import { isAlive } from "./process-table.mjs";

const starter = Number(process.env.ASSAY_STARTED_BY);
const GRACE_MS = 10_000;

if (isMainThread && starter) {
  const watch = setInterval(() => {
    if (isAlive(starter)) return;
    clearInterval(watch);
    process.kill(process.env.WATCH_REPORT_DEPENDENCIES ? process.ppid : process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), GRACE_MS).unref();
  }, 1000);
  watch.unref();
}
