import { type LogParser, resultLines } from "../log-parser.ts";
import { closeSuites, type OpenSuite, openSuite, suitePath } from "../suites.ts";

const outcome = /^(.*?) \((FAILED - \d|PENDING: )/u;
const summary = /^(?:Failures:|Pending:|Finished in |Top \d+ slowest)/u;

interface Line {
  readonly indent: number;
  readonly title: string;
  readonly number: number;
}

/**
 * RSpec's documentation format. It marks failures and pending examples; any other line is a passed example where no
 * deeper line follows, and a group where one does. An example goes by its groups and its own words with blanks between,
 * which is RSpec's `full_description`.
 */
export const rspec: LogParser = {
  name: "rspec",
  serves: "Ruby: rspec --format documentation",
  harnessNames: [],
  sign: /^ {2,}\S.* \((?:FAILED - \d|PENDING: )/u,
  banner: /^\d+ examples?, \d+ failures?/u,
  repeats: "worst",
  read(part, recorder) {
    const groups: OpenSuite[] = [];
    let waiting: Line | null = null;
    for (const { text, number } of resultLines(part, recorder)) {
      if (summary.test(text)) break;
      if (text.trim() === "") continue;
      const title = text.trimStart();
      const line = { indent: text.length - title.length, title: title.trimEnd(), number };
      if (waiting && line.indent > waiting.indent && !outcome.test(waiting.title)) {
        openSuite(groups, waiting.indent, waiting.title);
      } else if (waiting) addExample(waiting);
      closeSuites(groups, line.indent);
      waiting = line;
    }
    if (waiting) addExample(waiting);

    /** A line at the margin heads a group, or was printed by the code under test. */
    function addExample({ indent, title, number }: Line): void {
      if (indent === 0) return;
      const match = outcome.exec(title);
      const status = !match ? "PASSED" : match[2]?.startsWith("FAILED") ? "FAILED" : "SKIPPED";
      recorder.add(suitePath(groups, indent, match?.[1] ?? title).join(" "), status, number);
    }
  },
};
