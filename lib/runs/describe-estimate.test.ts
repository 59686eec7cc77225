import { describe, expect, it } from "vitest";
import { describeAsked, describeDisk, describeImages, describeTime } from "./describe-estimate.ts";

const workers = { alive: 1, usable: 1, slots: 4, problems: [] };
const noImages = {
  ready: 0,
  missing: 0,
  unknownTasks: 0,
  readyBytes: 0,
  meanBytes: null,
  meanBuildSeconds: null,
  limits: { cpus: 2, memoryMegabytes: 4096 },
};

describe("describeTime", () => {
  it.each([
    [2, null, "Unknown: no run has come to its end yet"],
    [2, { runSeconds: 240, wallSeconds: 120, knownTasks: 2 }, "About 2 m 0 s on 4 slots, 4 m 0 s of runs"],
    [2, { runSeconds: 240, wallSeconds: null, knownTasks: 2 }, "Unknown, nothing can run them now; 4 m 0 s of runs"],
    [
      5,
      { runSeconds: 60, wallSeconds: 15, knownTasks: 3 },
      "About 15 s on 4 slots, 1 m 0 s of runs; the repositories of 2 have not been run yet and are taken for average",
    ],
    [
      2,
      { runSeconds: 60, wallSeconds: 30, knownTasks: 0 },
      "About 30 s on 4 slots, 1 m 0 s of runs; their repositories have not been run yet and are taken for average",
    ],
    [
      1,
      { runSeconds: 30, wallSeconds: 30, knownTasks: 0 },
      "About 30 s on 4 slots, 30 s of runs; its repository has not been run yet and is taken for average",
    ],
  ])("of %d tasks, %j", (tasks, time, text) => {
    expect(describeTime({ tasks, time, workers })).toBe(text);
  });
});

describe("images and disk", () => {
  it.each([
    [{}, "None", "None"],
    [{ ready: 3, readyBytes: 3_600_000_000, meanBytes: 1_200_000_000 }, "3 ready", "3.6 GB of the ready ones"],
    [{ missing: 2 }, "2 to be built", "Unknown for those to be built"],
    [{ missing: 1, meanBuildSeconds: 5 }, "1 to be built, about 5 s", "Unknown for those to be built"],
    [
      { ready: 1, missing: 2, readyBytes: 1_000_000_000, meanBytes: 1_000_000_000, meanBuildSeconds: 90 },
      "1 ready; 2 to be built, about 1 m 30 s each",
      "1.0 GB of the ready ones; about 2.0 GB more",
    ],
    [{ unknownTasks: 1 }, "Those of 1 task are found out when they are run", "Unknown for each image found out later"],
    [
      { unknownTasks: 7, meanBytes: 1_000_000_000 },
      "Those of 7 tasks are found out when they are run",
      "1.0 GB on average for each image found out later",
    ],
  ])("of %j", (change, images, disk) => {
    expect(describeImages({ ...noImages, ...change })).toBe(images);
    expect(describeDisk({ ...noImages, ...change })).toBe(disk);
  });
});

it("says how many of the tasks are asked for twice", () => {
  expect(describeAsked({ tasks: 1, alreadyAsked: 1 })).toBe("The task waits or runs in another validation already");
  expect(describeAsked({ tasks: 3, alreadyAsked: 1 })).toBe(
    "1 of the tasks waits or runs in another validation already",
  );
  expect(describeAsked({ tasks: 3, alreadyAsked: 2 })).toBe("2 of the tasks wait or run in another validation already");
});
