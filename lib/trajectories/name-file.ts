/** A file name for a download of a trajectory: nothing in it but letters, digits, dots, dashes and underscores. */
export function nameFile(
  { id, instanceId }: { readonly id: number; readonly instanceId: string },
  end: string,
): string {
  return `${instanceId.replace(/[^\w.-]/g, "_").slice(0, 120)}.trajectory-${id}.${end}`;
}
