import { env } from "#lib/env";
import { bubblewrapSandbox } from "#lib/sandbox/bubblewrap";
import { dockerSandbox } from "#lib/sandbox/docker";
import type { DriverName, Sandbox } from "#lib/sandbox/port";

/** A driver of this machine, whether it works or not. The worker's id labels what it makes, for `sweep`. */
export function openDriver(name: DriverName, workerId: string): Sandbox {
  return name === "docker" ? dockerSandbox({ workerId }) : bubblewrapSandbox({ workerId, home: env().ASSAY_HOME });
}
