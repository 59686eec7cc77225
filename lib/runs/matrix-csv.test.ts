import { expect, it } from "vitest";
import { buildTestMatrix } from "#lib/core/run/test-matrix";
import { formatMatrixCsv } from "./matrix-csv.ts";

it("has a line for each test and a column for each run, and no formula", () => {
  const lists = {
    failToPass: ["a, b"],
    passToPass: [],
    passToFail: [],
    failToFail: [],
    flaky: ["=1+1"],
    quarantined: ["=1+1"],
  };
  const matrix = buildTestMatrix(
    [
      { names: ["a, b", "=1+1"], statuses: "FP", lines: [1, 2] },
      { names: ["a, b"], statuses: "P", lines: [1] },
    ],
    lists,
  );
  const runs = [
    { id: 7, kind: "gold" as const, repeat: 2, model: null, resolution: null },
    { id: 9, kind: "model" as const, repeat: 1, model: "some-model", resolution: null },
  ];
  expect(formatMatrixCsv({ runs, matrix, hasMoreModels: false })).toBe(
    [
      "test,label,notes,gold 2 (run 7),some-model (run 9)",
      '"a, b",F2P,,FAILED,PASSED',
      "'=1+1,,flaky quarantined,PASSED,MISSING",
      "",
    ].join("\r\n"),
  );
});
