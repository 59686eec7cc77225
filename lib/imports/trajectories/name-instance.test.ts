import { describe, expect, it } from "vitest";
import { nameInstance } from "./name-instance.ts";

describe("nameInstance", () => {
  it.each([
    ["astropy__astropy-14182.traj.json", "astropy__astropy-14182"],
    ["run/astropy__astropy-14182/astropy__astropy-14182.traj", "astropy__astropy-14182"],
    ["pydantic__pydantic.acb0f10f.pr_8316.traj", "pydantic__pydantic.acb0f10f.pr_8316"],
    ["results/django__django-11564/output_0/conv_round_1.json", "django__django-11564"],
    ["hello-world.trajectory.json", "hello-world"],
    ["attempts.tar.gz/django__django-1/x.traj.gz", "django__django-1"],
    ["output.jsonl.zst", "output"],
    [".json", "unnamed"],
  ])("%s speaks of %s", (file, instance) => {
    expect(nameInstance(file)).toBe(instance);
  });
});
