import pino from "pino";
import { env } from "#lib/env";

let root: pino.Logger | undefined;

/** The process's structured log: one JSON object a line on standard error. */
export function log(): pino.Logger {
  root ??= pino(
    {
      level: env().ASSAY_LOG_LEVEL,
      base: { pid: process.pid },
      redact: ["password", "*.password", "token", "*.token", "headers.authorization", "headers.cookie"],
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    pino.destination({ dest: 2, sync: false }),
  );
  return root;
}
