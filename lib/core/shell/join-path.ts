/** The path as it is from the folder, without `.` and `..` where they can be resolved. */
export function joinPath(folder: string | null, path: string): string {
  const isPlaced = folder === null || /^[/~$]/u.test(path);
  const whole = isPlaced ? path : `${folder}/${path}`;
  if (!/(?:^|\/)\.{0,2}(?:\/|$)/u.test(whole)) return whole;
  const parts: string[] = [];
  for (const part of whole.split("/")) {
    if (part === "" || part === ".") continue;
    const last = parts.at(-1);
    if (part === ".." && last !== undefined && last !== ".." && !/^[~$]/u.test(last)) parts.pop();
    else parts.push(part);
  }
  return `${whole.startsWith("/") ? "/" : ""}${parts.join("/")}` || ".";
}
