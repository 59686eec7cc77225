import { z } from "zod/mini";

const csrfSchema = z.object({ csrfToken: z.string() });
const answerSchema = z.object({ url: z.string() });

/** Posts to one of the sign-in routes with the token that guards them; gives the address that it leads to. */
export async function postAuth(path: string, fields: Record<string, string>): Promise<URL> {
  const { csrfToken } = csrfSchema.parse(await (await fetch("/api/auth/csrf")).json());
  const response = await fetch(`/api/auth/${path}`, {
    method: "POST",
    body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
  });
  return new URL(answerSchema.parse(await response.json()).url, window.location.href);
}
