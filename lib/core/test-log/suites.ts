/** A block of tests that is open, and how far its title is indented. */
export interface OpenSuite {
  readonly indent: number;
  readonly title: string;
  /** What was seen of its tests so far. */
  inner?: "passed" | "failed";
}

const maxDepth = 100;

/** Opens a suite: those at its indentation or deeper end. */
export function openSuite(suites: OpenSuite[], indent: number, title: string): void {
  closeSuites(suites, indent);
  if (suites.length < maxDepth) suites.push({ indent, title: title.trimEnd() });
}

/** The titles of the suites that a line of this indentation stands in, and its own. */
export function suitePath(suites: readonly OpenSuite[], indent: number, title: string): string[] {
  return [...suites.filter((suite) => suite.indent < indent).map((suite) => suite.title), title];
}

/** Ends the suites at an indentation or deeper. */
export function closeSuites(suites: OpenSuite[], indent: number): void {
  while ((suites.at(-1)?.indent ?? -1) >= indent) suites.pop();
}
