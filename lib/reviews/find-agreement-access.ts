import { and, eq, exists, ne, notExists } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { hasRole } from "#lib/core/role";
import { reviewItems, reviewProjects, reviewSlots, reviews } from "#lib/db/schema";
import { canTakePart } from "#lib/reviews/work-project";

export type AgreementAccess =
  | { readonly isGranted: true }
  | { readonly isGranted: false; readonly code: "not_found" | "forbidden"; readonly reason: string };

/**
 * Whether somebody may see what the answers of a project come to. Curators always; annotators who take part, and where
 * the project hides answers only once no item waits that they could still review.
 */
export async function findAgreementAccess({ actor, db }: Ctx, slug: string): Promise<AgreementAccess> {
  requireRole(actor, "annotator");
  const { userId } = actor;
  const [project] = await db
    .select({ hidden: reviewProjects.hidden, state: reviewProjects.state, canTakePart: canTakePart(userId) })
    .from(reviewProjects)
    .where(eq(reviewProjects.slug, slug));
  if (!project) return { isGranted: false, code: "not_found", reason: `There is no project of review called ${slug}` };
  if (hasRole(actor.role, "curator")) return { isGranted: true };
  const refuse = (reason: string): AgreementAccess => ({ isGranted: false, code: "forbidden", reason });
  if (!project.canTakePart) return refuse("Only members of this project see its agreement. Ask its curator to be one.");
  if (!project.hidden.includes("answers") || project.state === "closed") return { isGranted: true };
  if (userId === null)
    return refuse(
      "This project hides answers from those who review it, and a token is nobody's review. Use one of a curator.",
    );
  const waiting = db
    .select()
    .from(reviewSlots)
    .where(and(eq(reviewSlots.itemId, reviewItems.id), ne(reviewSlots.state, "submitted")));
  const reviewed = db
    .select()
    .from(reviews)
    .where(and(eq(reviews.itemId, reviewItems.id), eq(reviews.userId, userId), eq(reviews.state, "submitted")));
  const left = await db.$count(reviewItems, and(eq(reviewItems.project, slug), exists(waiting), notExists(reviewed)));
  if (left === 0) return { isGranted: true };
  return refuse(
    `This project hides answers until one's own are given, and ${left === 1 ? "1 item waits" : `${left} items wait`} for a review that could be yours.`,
  );
}
