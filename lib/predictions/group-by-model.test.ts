import { describe, expect, it } from "vitest";
import { groupByModel } from "#lib/predictions/group-by-model";

const prediction = (model: string | null) => ({ instanceId: "a__b-1", model, patch: "" });

describe("groupByModel", () => {
  it.each([
    ["what the prediction says", "vendor/model", "preds.json", "", "vendor/model"],
    ["what it was told", "vendor/model", "preds.json", "other", "other"],
    ["the file's name", null, "gpt-4.1.jsonl.gz", "", "gpt-4.1"],
    ["the file's name for a blank one", "  ", "run-1/vendor__model", "", "vendor__model"],
    ["a name that is an ending alone", null, ".json", "", ".json"],
  ])("takes %s", (_what, model, fileName, given, expected) => {
    const groups = groupByModel({ model: given, fileName, predictions: [prediction(model)] });
    expect([...groups.keys()]).toEqual([expected]);
  });

  it("keeps the order of the file", () => {
    const groups = groupByModel({ model: "", fileName: "f", predictions: ["b", "a", "b"].map(prediction) });
    expect(Array.from(groups, ([model, own]) => [model, own.length])).toEqual([
      ["b", 2],
      ["a", 1],
    ]);
  });
});
