// @ts-check
import { spawnApart } from "./child.mjs";
import { lastLines, PlainError } from "./plain-error.mjs";
import { inProject, projectRoot } from "./project.mjs";
import { endedOrStopped } from "./run.mjs";

/** @typedef {{ adminEmail: string, adminPassword: string | null, adminPasswordFile: string | null, demoTasks: number | null }} SetupResult */

/**
 * Brings the database to this version's schema and content. Its stderr's last line is the reason when it fails.
 * @param {{ node: string, env: NodeJS.ProcessEnv, signal?: AbortSignal | undefined }} options
 * @returns {Promise<SetupResult>}
 */
export async function runSetup({ node, env, signal }) {
  const child = spawnApart(node, [inProject("lib", "cli", "main.ts"), "setup", "--json"], {
    cwd: projectRoot,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, errors, code] = await Promise.all([
    collect(child.stdout),
    collect(child.stderr),
    endedOrStopped(child, signal),
  ]);
  if (code !== 0) throw new PlainError(`The set-up failed: ${reasonIn(errors) || `exit code ${code}`}`);
  try {
    return JSON.parse(lastLines(output, 1));
  } catch {
    throw new PlainError(`The set-up said something unexpected: ${lastLines(output, 1).slice(0, 200)}`);
  }
}

/** @param {NodeJS.ReadableStream | null} stream */
async function collect(stream) {
  let text = "";
  for await (const chunk of stream ?? []) text += chunk;
  return text;
}

/** @param {string} errors */
function reasonIn(errors) {
  return lastLines(errors, 1).replace(/^assay: /, "");
}
