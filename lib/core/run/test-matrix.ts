/** The letter of a test that a run does not name. */
export const missingLetter = "-";

/** The tests of a run in columns of one length: names, a letter for the status of each, the 1-based line of the log that says so. */
export interface RunTestColumns {
  readonly names: readonly string[];
  readonly statuses: string;
  readonly lines: readonly number[];
}

/** How a test ends without and with the gold patch. */
export const testLabels = ["F2P", "P2F", "P2P", "F2F"] as const;
export type TestLabel = (typeof testLabels)[number];

/** What is known of a task's tests beside its runs. */
export interface TestLists {
  readonly failToPass: readonly string[];
  readonly passToPass: readonly string[];
  readonly passToFail: readonly string[];
  readonly failToFail: readonly string[];
  readonly flaky: readonly string[];
  readonly quarantined: readonly string[];
}

const testNotes = ["flaky", "quarantined"] as const;
export type TestNote = (typeof testNotes)[number];

export interface MatrixTest {
  readonly name: string;
  readonly label: TestLabel | null;
  /** Why the test counts in none of the lists, whatever they say. */
  readonly notes: readonly TestNote[];
}

/** One run beside the rows of a matrix: a letter for each, and its line in the log, 0 where none says so. */
export interface MatrixColumn {
  readonly statuses: string;
  readonly lines: readonly number[];
}

/** Tests × runs. The columns stand in the order of the runs given. */
export interface TestMatrix {
  readonly tests: readonly MatrixTest[];
  readonly columns: readonly MatrixColumn[];
}

/**
 * Joins runs by the names of their tests. Every test that a run or a list names has a row: F2P first, then P2F, P2P, F2F and
 * the rest, each in the order of its first appearance. A run without the test has `missingLetter`. Total: statuses or lines
 * that are too short count as missing; of a name that a run has twice, the first counts.
 */
export function buildTestMatrix(runs: readonly RunTestColumns[], lists: TestLists): TestMatrix {
  const labels = labelsOf(lists);
  const noted = { flaky: new Set(lists.flaky), quarantined: new Set(lists.quarantined) };
  const names = new Set([...runs.flatMap((run) => run.names), ...labels.keys(), ...lists.flaky, ...lists.quarantined]);
  const tests = Array.from(names, (name): MatrixTest => {
    const notes = testNotes.filter((note) => noted[note].has(name));
    return { name, label: notes.length > 0 ? null : (labels.get(name) ?? null), notes };
  }).toSorted((a, b) => rankOf(a.label) - rankOf(b.label));
  return { tests, columns: runs.map((run) => columnOf(run, tests)) };
}

/** For each row, whether the runs that ran any test at all disagree about it. */
export function findDifferences({ tests, columns }: TestMatrix): readonly boolean[] {
  const [first, ...others] = columns.filter(hasAnyTest);
  return tests.map((_, row) => others.some(({ statuses }) => statuses[row] !== first?.statuses[row]));
}

function hasAnyTest({ statuses }: MatrixColumn): boolean {
  for (const letter of statuses) if (letter !== missingLetter) return true;
  return false;
}

/** The first list that has a test is its label. */
function labelsOf({ failToPass, passToFail, passToPass, failToFail }: TestLists): ReadonlyMap<string, TestLabel> {
  const labels = new Map<string, TestLabel>();
  const add = (label: TestLabel, names: readonly string[]) => {
    for (const name of names) if (!labels.has(name)) labels.set(name, label);
  };
  add("F2P", failToPass);
  add("P2F", passToFail);
  add("P2P", passToPass);
  add("F2F", failToFail);
  return labels;
}

function rankOf(label: TestLabel | null): number {
  return label === null ? testLabels.length : testLabels.indexOf(label);
}

function columnOf({ names, statuses, lines }: RunTestColumns, tests: readonly MatrixTest[]): MatrixColumn {
  const places = new Map<string, number>();
  for (const [place, name] of names.entries()) if (!places.has(name)) places.set(name, place);
  const found = tests.map(({ name }) => places.get(name) ?? -1);
  return {
    statuses: found.map((place) => statuses[place] ?? missingLetter).join(""),
    lines: found.map((place) => lines[place] ?? 0),
  };
}
