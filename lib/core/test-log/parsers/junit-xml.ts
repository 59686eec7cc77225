import type { LogParser } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { seconds } from "../timing.ts";
import { readXmlTags, type XmlTag } from "../xml-tags.ts";

const statuses: Readonly<Record<string, TestStatus>> = { failure: "FAILED", error: "ERROR", skipped: "SKIPPED" };

/**
 * JUnit's XML, which runners of most languages can write, one or several documents in a log. A test goes by
 * `classname::name`, as in `parse_combined_test_reports` (SWE-rebench V2).
 */
export const junitXml: LogParser = {
  name: "junit-xml",
  serves: "any: JUnit XML",
  harnessNames: ["parse_combined_test_reports"],
  sign: /<testcase\s/u,
  banner: null,
  repeats: "worst",
  read(part, recorder) {
    let open: { readonly tag: XmlTag; status: TestStatus } | null = null;
    for (const tag of readXmlTags(part)) {
      if (tag.name === "testcase") {
        if (tag.kind === "empty") add(tag, "PASSED");
        else if (tag.kind === "start") open = { tag, status: "PASSED" };
        else if (open) {
          add(open.tag, open.status);
          open = null;
        }
      } else if (open && tag.kind !== "end") open.status = statuses[tag.name] ?? open.status;
    }
    if (open) recorder.report(open.tag.line, "the end of this testcase", "the end of the log");

    function add({ attributes, line }: XmlTag, status: TestStatus): void {
      const name = attributes.get("name") ?? "";
      const className = attributes.get("classname");
      recorder.add(className ? `${className}::${name}` : name, status, line, seconds(attributes.get("time")));
    }
  },
};
