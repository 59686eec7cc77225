// @ts-check
import { sessionSecret } from "./home.mjs";

/**
 * What web, worker and CLI are told by their environment.
 * @param {{ home: string, port: number, databaseUrl: string | undefined, mode: "production" | "development" }} options
 * @returns {NodeJS.ProcessEnv}
 */
export function applicationEnvironment({ home, port, databaseUrl, mode }) {
  return {
    ...process.env,
    ASSAY_HOME: home,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    NEXTAUTH_URL: publicUrl(port),
    NEXTAUTH_SECRET: sessionSecret(home),
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
    ASSAY_STARTED_BY: String(process.pid),
  };
}

/** Where users reach the web application. @param {number} port */
export function publicUrl(port) {
  return process.env.ASSAY_URL || `http://localhost:${port}`;
}
