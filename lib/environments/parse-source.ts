import { AppError } from "#lib/errors";

/** A place that the history of a repository is read from. */
export type Source =
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "demo"; readonly library: string };

const urlPattern = /^(https|ssh|git):\/\/(?:[^/@]*@)?[A-Za-z0-9][A-Za-z0-9.-]*(?::\d{1,5})?\/[^?#]+$/;
const scpPattern = /^[A-Za-z0-9_][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[^-/][^?#]*$/;
const mostCharacters = 2_000;

/**
 * Reads a source as somebody typed it. Nothing but these forms ever reaches git: its other transports run commands, and a
 * password in an address would be shown to whoever may read it.
 */
export function parseSource(typed: string): Source {
  const text = typed.trim();
  if (text === "") fail("it is missing");
  if (text.length > mostCharacters) fail(`it is longer than ${mostCharacters} characters`);
  if (!/^[^\p{C}\p{Zl}\p{Zp}]*$/u.test(text)) fail("it has invisible characters in it");
  if (text.startsWith("/")) return parseFolder(text);
  if (/\s/u.test(text)) fail("it has spaces in it");
  if (text.startsWith("demo:")) return parseDemo(text.slice("demo:".length));
  if (urlPattern.test(text)) return parseUrl(text);
  if (scpPattern.test(text)) return { kind: "url", url: text };
  return fail(`"${text.slice(0, 80)}" is none of these`);
}

export function formatSource(source: Source): string {
  switch (source.kind) {
    case "url":
      return source.url;
    case "folder":
      return source.path;
    case "demo":
      return `demo:${source.library}`;
  }
}

function parseDemo(library: string): Source {
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(library)) fail(`"${library.slice(0, 80)}" is no name of a demo library`);
  return { kind: "demo", library };
}

function parseFolder(text: string): Source {
  const parts = text.split("/").slice(1);
  if (parts.some((part) => part === "." || part === "..")) fail("a folder is named without . and ..");
  const path = text.replace(/\/+$/, "");
  if (path === "" || text.includes("//")) fail(`"${text.slice(0, 80)}" is no folder of a repository`);
  return { kind: "folder", path };
}

function parseUrl(text: string): Source {
  const { protocol, username, password } = new URL(text);
  if (password || (username && protocol === "https:")) {
    fail("it has a password or token in it; give that to git on the workers' machines instead, by a credential helper");
  }
  if (username.startsWith("-")) fail("its user name begins with a dash");
  return { kind: "url", url: text };
}

function fail(reason: string): never {
  throw new AppError(
    "invalid",
    `source: Expected an https, ssh or git address (https://host/owner/name.git, git@host:owner/name), the path of a folder on the workers' machines from / on, or demo:<library>; ${reason}.`,
  );
}
