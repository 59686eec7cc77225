/** Posts to one of the sign-in routes with the token that guards them; gives the address that it leads to. */
export async function postAuth(path: string, fields: Record<string, string>): Promise<URL> {
  const { csrfToken }: { csrfToken: string } = await (await fetch("/api/auth/csrf")).json();
  const response = await fetch(`/api/auth/${path}`, {
    method: "POST",
    body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
  });
  const { url }: { url: string } = await response.json();
  return new URL(url, window.location.href);
}
