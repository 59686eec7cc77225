/** What a project of review is about. */
export const reviewSubjects = ["tasks", "trajectories"] as const;
export type ReviewSubject = (typeof reviewSubjects)[number];

/** How the answers about one item become its outcome. `adjudicator` leaves every item to a person who sees all answers. */
export const outcomeRules = ["single", "majority", "max-severity", "unanimous", "adjudicator"] as const;
export type OutcomeRule = (typeof outcomeRules)[number];

/** What a reviewer does not get to see until their own review is submitted. */
export const blindParts = ["answers", "gold", "model"] as const;
export type BlindPart = (typeof blindParts)[number];

export const projectStates = ["open", "paused", "closed"] as const;
export type ProjectState = (typeof projectStates)[number];

/** An item is open until all its reviews are in; disputed where the rule gave no outcome. */
export const itemStates = ["open", "disputed", "decided"] as const;
export type ItemState = (typeof itemStates)[number];

/** One of the places of an item that wait for a reviewer. */
export const slotStates = ["open", "leased", "submitted"] as const;

export const reviewStates = ["draft", "submitted"] as const;
export type ReviewState = (typeof reviewStates)[number];

export const outcomes = ["approved", "rejected"] as const;
export type Outcome = (typeof outcomes)[number];

/** What a row of the history of decisions says; `withdrawn` takes the one before it back. */
export const decisionOutcomes = [...outcomes, "withdrawn"] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

export const decisionOrigins = ["rule", "adjudicator", "bulk"] as const;
export type DecisionOrigin = (typeof decisionOrigins)[number];

/** How far the pre-score of an item by a model is. */
export const prescoreStates = ["queued", "finished", "failed", "cancelled"] as const;
export type PrescoreState = (typeof prescoreStates)[number];
