import { lineParser, stateless } from "../log-parser.ts";

/** Cucumber with `--format progress`, by the rule of `parse_log_cucumber` (swebench 4 and 5). */
export const cucumber = lineParser({
  name: "cucumber",
  serves: "Ruby: cucumber --format progress",
  harnessNames: ["parse_log_cucumber"],
  banner: /^\d+ scenarios? \(/u,
  sign: /^\S.* \.+(?:\.|F)$/u,
  start: stateless,
  rules: [
    [
      /^\s*(\S.*) (\.+)(F?)/u,
      ([, name = "", dots = "", failed], log) => {
        if (failed === "F") log.add(name, "FAILED");
        else if (dots.length > 1) log.add(name, "PASSED");
      },
    ],
  ],
});
