/** What a person may do, weakest first; each role may do all that the ones before it may. */
export const roles = ["viewer", "annotator", "curator", "admin"] as const;
export type Role = (typeof roles)[number];

export function hasRole(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}
