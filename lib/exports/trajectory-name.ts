/** What an export calls a trajectory: several can be of one task. */
export function trajectoryName({ id, instanceId }: { readonly id: number; readonly instanceId: string }): string {
  return `${instanceId} (trajectory ${id})`;
}
