import { env } from "#lib/env";
import { bubblewrapSandbox } from "#lib/sandbox/bubblewrap";
import { dockerSandbox } from "#lib/sandbox/docker";
import type { DriverName, Sandbox, SandboxCheck } from "#lib/sandbox/port";

export type OpenedSandbox =
  | { readonly sandbox: Sandbox; readonly check: SandboxCheck & { isUsable: true } }
  /** Why not, and what to install, in a sentence or two per driver. */
  | { readonly sandbox: undefined; readonly problem: string };

/**
 * The driver that ASSAY_SANDBOX names, or with `auto` the first that works here, Docker before bubblewrap. There is no third:
 * without one, nothing is run. The worker's id labels what it makes, for `sweep`.
 */
export async function openSandbox(workerId: string): Promise<OpenedSandbox> {
  const { ASSAY_SANDBOX: wanted } = env();
  const names: readonly DriverName[] = wanted === "auto" ? ["docker", "bubblewrap"] : [wanted];
  const problems: string[] = [];
  for (const name of names) {
    const sandbox = openDriver(name, workerId);
    const check = await sandbox.check();
    if (check.isUsable) return { sandbox, check };
    problems.push(`${check.reason}. ${check.remedy}`);
  }
  return { sandbox: undefined, problem: problems.join(" ") };
}

export function openDriver(name: DriverName, workerId: string): Sandbox {
  return name === "docker" ? dockerSandbox({ workerId }) : bubblewrapSandbox({ workerId, home: env().ASSAY_HOME });
}
