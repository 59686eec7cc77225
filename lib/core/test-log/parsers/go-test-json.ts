import { z } from "zod";
import { parseObject } from "../json-objects.ts";
import { type LogParser, resultLines } from "../log-parser.ts";
import { goStatuses } from "./go-test.ts";

const eventShape = z.object({
  Action: z.enum(["pass", "fail", "skip"]),
  Test: z.string().min(1),
  Elapsed: z.number().nullish(),
});

/** `go test -json`: one event a line. Tests go by the name that `go test -v` gives them, without their package. */
export const goTestJson: LogParser = {
  name: "go-test-json",
  serves: "Go: go test -json",
  harnessNames: [],
  sign: /^\{(?:"Time":"[^"]*",)?"Action":"(?:pass|fail|skip)",/u,
  banner: null,
  repeats: "worst",
  read(part, recorder) {
    for (const { text, number } of resultLines(part, recorder)) {
      if (!text.startsWith("{") || !text.includes('"Test":')) continue;
      const event = eventShape.safeParse(parseObject(text));
      if (!event.success) continue;
      const { Action, Test, Elapsed } = event.data;
      const status = goStatuses[Action.toUpperCase()];
      if (status) recorder.add(Test, status, number, Elapsed ?? null);
    }
  },
};
