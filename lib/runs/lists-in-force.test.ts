import { describe, expect, it } from "vitest";
import { listsInForce } from "./lists-in-force.ts";
import type { DerivedLists } from "./task-validation.ts";

const imported = { failToPass: ["a"], passToPass: ["b"] };
const derived: DerivedLists = {
  batchId: "x",
  policy: "skywork",
  createdAt: new Date(0),
  isAccepted: true,
  isOfThisContent: true,
  failToPass: ["c"],
  passToPass: ["d"],
  passToFail: ["e"],
  failToFail: ["f"],
  flaky: ["g"],
};
const quarantined = [{ test: "h", reason: "", createdBy: "", createdAt: new Date(0) }];

describe("listsInForce", () => {
  it("are the imported ones before any validation", () => {
    expect(listsInForce(imported, { derived: null, quarantined: [] })).toEqual({
      ...imported,
      passToFail: [],
      failToFail: [],
      flaky: [],
      quarantined: [],
    });
  });

  it("are the derived ones once the task was accepted with them", () => {
    expect(listsInForce(imported, { derived, quarantined })).toEqual({
      failToPass: ["c"],
      passToPass: ["d"],
      passToFail: ["e"],
      failToFail: ["f"],
      flaky: ["g"],
      quarantined: ["h"],
    });
  });

  it("stay the imported ones where the task stopped; what is flaky is known all the same", () => {
    const lists = listsInForce(imported, { derived: { ...derived, isAccepted: false }, quarantined });
    expect(lists).toEqual({ ...imported, passToFail: [], failToFail: [], flaky: ["g"], quarantined: ["h"] });
  });
});
