import { z } from "zod";

/** The pages that can keep named filters. */
const viewPages = ["/tasks", "/trajectories"] as const;
export type ViewPage = (typeof viewPages)[number];

export const newViewSchema = z.object({
  page: z.enum(viewPages),
  name: z.string().trim().min(1, "Give it a name").max(80),
  search: z.string().max(4_000).startsWith("?").or(z.literal("")),
  isShared: z.boolean(),
});
export type NewView = z.output<typeof newViewSchema>;

export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly search: string;
  readonly isShared: boolean;
  readonly isMine: boolean;
  readonly owner: string;
}
