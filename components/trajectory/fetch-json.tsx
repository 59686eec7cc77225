import { isJsonObject, parseJson } from "#lib/core/json";

/** The text that a route of ours answers with; throws an error with the route's own words where it refuses. */
export async function fetchText(address: string, signal?: AbortSignal): Promise<string> {
  const response = await fetch(address, { ...(signal && { signal }) });
  const text = await response.text();
  if (response.ok) return text;
  const told = parseJson(text);
  const error = isJsonObject(told) && isJsonObject(told.error) ? told.error : {};
  throw new Error(typeof error.message === "string" ? error.message : `The server answered with ${response.status}.`);
}

/** The JSON that a route of ours answers with; its type is the one that the route is written for. */
export async function fetchJson<T>(address: string, signal?: AbortSignal): Promise<T> {
  return JSON.parse(await fetchText(address, signal)) as T;
}
