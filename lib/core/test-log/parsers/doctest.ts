import type { LogParser } from "../log-parser.ts";
import { readXmlTags } from "../xml-tags.ts";

interface OpenSubcase {
  readonly name: string;
  readonly line: number;
  isFailed: boolean;
}

/**
 * doctest's XML (`-s -r=xml`), as `parse_log_doctest` (swebench 4 and 5) reads it: each subcase is a test, by the name
 * of its test case and its own, and fails where an expression within it does.
 */
export const doctest: LogParser = {
  name: "doctest",
  serves: "C++: doctest --reporters=xml",
  harnessNames: ["parse_log_doctest"],
  sign: /^\s*<(?:TestCase|SubCase) /u,
  banner: /<doctest /u,
  repeats: "last",
  read(part, recorder) {
    let testCase = "";
    const open: OpenSubcase[] = [];
    for (const { kind, name, attributes, line } of readXmlTags(part)) {
      if (name === "TestCase") testCase = attributes.get("name") ?? testCase;
      else if (name === "SubCase" && kind === "start") {
        open.push({ name: attributes.get("name") ?? "", line, isFailed: false });
      } else if (name === "SubCase") {
        const ended = kind === "empty" ? { name: attributes.get("name") ?? "", line, isFailed: false } : open.pop();
        if (!ended) continue;
        recorder.add(`${testCase} > ${ended.name}`, ended.isFailed ? "FAILED" : "PASSED", ended.line);
        if (ended.isFailed) markFailed(open.at(-1));
      } else if (kind !== "end" && (name === "Exception" || isFailure(name, attributes))) markFailed(open.at(-1));
    }
  },
};

function isFailure(name: string, attributes: ReadonlyMap<string, string>): boolean {
  return name === "Expression" && attributes.get("success") !== "true";
}

function markFailed(subcase: OpenSubcase | undefined): void {
  if (subcase) subcase.isFailed = true;
}
