import { createHash, timingSafeEqual } from "node:crypto";
import { database } from "#lib/db/client";
import { env } from "#lib/env";
import { collectMetrics, metricsContentType } from "#lib/metrics";

export const dynamic = "force-dynamic";

/** Prometheus's text format, for the holder of ASSAY_METRICS_TOKEN; 404 while none is set. */
export async function GET(request: Request): Promise<Response> {
  const token = env().ASSAY_METRICS_TOKEN;
  if (!token) return new Response("Set ASSAY_METRICS_TOKEN to use this\n", { status: 404 });
  if (!isSame(request.headers.get("authorization") ?? "", `Bearer ${token}`))
    return new Response("A wrong token\n", { status: 401 });
  return new Response(await collectMetrics(database()), { headers: { "content-type": metricsContentType } });
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
