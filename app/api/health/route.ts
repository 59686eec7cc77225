import { database } from "#lib/db/client";
import { isMigrated } from "#lib/db/migrate";
import { log } from "#lib/log";

export const dynamic = "force-dynamic";

/** For load balancers and the start script: 200 when the database answers and has every migration, 503 otherwise. */
export async function GET(): Promise<Response> {
  try {
    const migrations = (await isMigrated(database())) ? "current" : "behind";
    return Response.json({ database: "reachable", migrations }, { status: migrations === "current" ? 200 : 503 });
  } catch (error) {
    log().error({ err: error }, "The health check could not reach the database");
    return Response.json({ database: "unreachable", migrations: "unknown" }, { status: 503 });
  }
}
