/**
 * The repository that a name means, as `owner/name` in lower case, whether it is written as a web address, for SSH, or with
 * spaces around it. SWE-smith keeps copies: `swesmith/owner__name.1a2b3c4d` is a state of `owner/name`. Total, linear.
 */
export function originOfRepo(repo: string): string {
  const address = repo
    .trim()
    .toLowerCase()
    .replace(/^[a-z+]{1,20}:\/\//u, "")
    .replace(/^[^/@]*@/u, "")
    .replace(/^([^/:]*):\d+\//u, "$1/");
  const parts = address.split(/[/:]/u).filter((part) => part !== "");
  const isBehindHost = parts.length > 2 && (parts[0] ?? "").includes(".");
  const name = (isBehindHost ? parts.slice(1) : parts).join("/").replace(/\.git$/u, "");
  const isCopy = name.startsWith("swesmith/") && /\.[0-9a-f]{8}$/u.test(name);
  return isCopy ? name.slice("swesmith/".length, -".1a2b3c4d".length).replace("__", "/") : name;
}
