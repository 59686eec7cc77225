// @ts-check
import { startPostgres } from "../postgres.mjs";
import { PlainError } from "./plain-error.mjs";
import { connectError } from "./port.mjs";

const NO_SERVER = { exited: new Promise(() => {}), stop: async () => {} };

/**
 * The database to work with: that of DATABASE_URL when it is set, else the home's own, booted.
 * @param {{ home: string, signal?: AbortSignal | undefined }} options
 * @returns {Promise<{ url: string, exited: Promise<unknown>, stop: (hurry?: AbortSignal) => Promise<void> }>}
 */
export async function openDatabase({ home, signal }) {
  const url = process.env.DATABASE_URL;
  if (!url) return startPostgres({ home, signal });
  await requireReachable(url);
  return { url, ...NO_SERVER };
}

/** @param {string} url */
async function requireReachable(url) {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (!address || !/^postgres(ql)?:$/.test(address.protocol)) {
    throw new PlainError("DATABASE_URL must look like postgres://user:password@host:5432/name.");
  }
  if (!address.hostname || address.searchParams.has("host")) return; // A socket's path: the client finds out.
  const host = address.hostname.replace(/^\[|\]$/g, "");
  const port = Number(address.port || 5432);
  const reason = await connectError(host, port);
  if (reason)
    throw new PlainError(`The database of DATABASE_URL cannot be reached at ${address.hostname}:${port} (${reason}).`);
}
