const somewhere = "http://local.invalid";

/**
 * The path, query and fragment of an address of our own, read as a browser reads it; `/` for anything that would lead to
 * another site, like `//host`, `/\host` or a tab between the slashes.
 */
export function localPath(address: unknown): string {
  if (typeof address !== "string" || !address.startsWith("/") || !URL.canParse(address, somewhere)) return "/";
  const url = new URL(address, somewhere);
  return url.origin === somewhere ? url.pathname + url.search + url.hash : "/";
}
