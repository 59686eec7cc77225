import { describe, expect, it } from "vitest";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { findRunFolders } from "#lib/predictions/find-run-folders";
import { harnessPolicy } from "#lib/predictions/harness-policy";
import { writeHarnessFolder } from "#lib/predictions/testing/harness-folder";

const inFolder = temporaryFolder();
const report = { patch_is_None: false, patch_exists: true, patch_successfully_applied: true, resolved: true };

describe("harnessPolicy", () => {
  it.each([
    ["swebench 4", [{ "a__b-1": report }], "swebench-4"],
    ["swebench 5", [{ "a__b-1": { ...report, infra_failure: false } }], "swebench-5"],
    ["SWE-smith, which writes no level of ids", [report], "swe-smith"],
    ["the first report that can be read", [undefined, { "a__b-1": {} }, { "a__b-1": report }], "swebench-4"],
    ["a folder without any report", [undefined], "swebench-5"],
  ])("knows %s", async (what, reports, expected) => {
    const instances = reports.map((one, index) => ({ instanceId: `a__b-${index}`, patch: "p", report: one }));
    const root = inFolder(what.slice(0, 20));
    await writeHarnessFolder(root, { run: "run", model: "m" }, instances);
    const [folder] = await findRunFolders(root);
    expect(folder && (await harnessPolicy(folder))).toBe(expected);
  });
});
