/** An event of a stream of ours, with its moments as dates again: fields that end in `At` are moments, as everywhere. */
export function readEvent<E>(data: string): E {
  // Our own server wrote it, from the type that the caller names.
  return JSON.parse(data, (key, value) => (key.endsWith("At") && typeof value === "string" ? new Date(value) : value));
}
