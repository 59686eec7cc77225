import { type Ctx, requireRole } from "#lib/auth/actor";
import { requestCtx } from "#lib/auth/session";
import type { Role } from "#lib/core/role";
import { isUnreachable } from "#lib/db/is-unreachable";
import { AppError, httpStatusOf } from "#lib/errors";
import { log } from "#lib/log";

type Handler<P> = (ctx: Ctx, request: Request, params: P) => Promise<Response>;

/**
 * A route that answers in JSON: asks who is there and whether they may, and turns an expected failure into
 * `{ error: { code, message } }` with its HTTP status. A bug is logged and answered without its message.
 */
export function defineRoute<P>(role: Role, handler: Handler<P>) {
  return async (request: Request, context: { params: Promise<P> }): Promise<Response> => {
    try {
      refuseForeignWrite(request);
      const ctx = await requestCtx();
      requireRole(ctx.actor, role);
      return await handler(ctx, request, await context.params);
    } catch (error) {
      return errorResponse(error, request);
    }
  };
}

function errorResponse(error: unknown, request: Request): Response {
  if (error instanceof AppError) {
    return Response.json({ error: { code: error.code, message: error.message } }, { status: httpStatusOf(error.code) });
  }
  log().error({ err: error, path: new URL(request.url).pathname }, "A request failed");
  if (isUnreachable(error))
    return errorResponse(new AppError("unavailable", "The database did not answer. Try again soon."), request);
  const message = "Something went wrong on the server. The server's log says what.";
  return Response.json({ error: { code: "internal", message } }, { status: 500 });
}

/** A browser sends `Origin` with every write; one from another site is not from our pages. */
function refuseForeignWrite(request: Request): void {
  const origin = request.headers.get("origin");
  if (request.method === "GET" || !origin) return;
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  if (!URL.canParse(origin) || new URL(origin).host !== host) {
    throw new AppError("forbidden", "This request came from another site");
  }
}
