import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { environmentSchema } from "#lib/core/environment/model";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { createGroup, findHierarchy, listGroups, removeGroup } from "#lib/sandbox/cgroup";

const limits = environmentSchema.shape.limits.parse({ memoryMegabytes: 100, pids: 20, cpus: 1.5 });
const temporary = temporaryFolder();

describe("a unified hierarchy (v2)", () => {
  const root = () => temporary("v2");

  beforeAll(async () => {
    await mkdir(root());
    await writeFile(join(root(), "cgroup.subtree_control"), "");
  });

  it("is found, hands its controllers on, and takes the limits of a group", async () => {
    expect(await findHierarchy(root())).toBe(2);
    expect(await read("cgroup.subtree_control")).toBe("+memory +pids +cpu");
    expect(await read("assay/cgroup.subtree_control")).toBe("+memory +pids +cpu");
    const group = await createGroup(2, "worker.run", limits, root());
    expect(await read("assay/worker.run/memory.max")).toBe(String(100 << 20));
    expect(await read("assay/worker.run/memory.swap.max")).toBe("0");
    expect(await read("assay/worker.run/pids.max")).toBe("23");
    expect(await read("assay/worker.run/cpu.max")).toBe("150000 100000");
    expect(group.joinFiles).toEqual([join(root(), "assay/worker.run/cgroup.procs")]);
    expect(group.memoryView).toEqual({ source: join(root(), "assay/worker.run"), target: "/sys/fs/cgroup" });
    expect(await listGroups(2, root())).toEqual(["worker.run"]);
    await writeFile(join(root(), "assay/worker.run/memory.events"), "low 0\noom 3\noom_kill 2\noom_group_kill 0\n");
    expect(await group.countKilled()).toBe(2);
  });

  async function read(name: string): Promise<string> {
    return readFile(join(root(), name), "utf8");
  }
});

describe("separate hierarchies (v1)", () => {
  const root = () => temporary("v1");

  beforeAll(async () => {
    for (const controller of ["memory", "pids", "cpu"]) {
      await mkdir(join(root(), controller), { recursive: true });
      await writeFile(join(root(), controller, "cgroup.procs"), "");
    }
  });

  it("are found, and take the limits of a group", async () => {
    expect(await findHierarchy(root())).toBe(1);
    const group = await createGroup(1, "worker.run", limits, root());
    expect(await read("memory/assay/worker.run/memory.limit_in_bytes")).toBe(String(100 << 20));
    expect(await read("pids/assay/worker.run/pids.max")).toBe("23");
    expect(await read("cpu/assay/worker.run/cpu.cfs_quota_us")).toBe("150000");
    expect(group.joinFiles).toHaveLength(3);
    await writeFile(
      join(root(), "memory/assay/worker.run/memory.oom_control"),
      "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n",
    );
    expect(await group.countKilled()).toBe(1);
  });

  async function read(name: string): Promise<string> {
    return readFile(join(root(), name), "utf8");
  }
});

it("finds none where nothing may be written", async () => {
  expect(await findHierarchy(temporary("nothing"))).toBeUndefined();
});

it("removes an empty group, and one that has gone without a word", async () => {
  await mkdir(join(temporary("empty"), "assay/a.b"), { recursive: true });
  await removeGroup(2, "a.b", temporary("empty"));
  await removeGroup(2, "a.b", temporary("empty"));
  expect(await listGroups(2, temporary("empty"))).toEqual([]);
});
