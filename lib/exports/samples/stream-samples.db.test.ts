import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { inArray, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { FunnelCounter } from "#lib/core/export/funnel";
import type { Trajectory } from "#lib/core/trajectory/model";
import { bash, buildTrajectory, say, turn, userSays } from "#lib/core/trajectory/testing/build-trajectory";
import { datasets, trajectories } from "#lib/db/schema";
import { samplePatch, sampleRecord, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { insertTrajectory } from "#lib/db/testing/trajectory-rows";
import { type SampleEvent, type SampleRequest, sampleOptionsSchema, stepsOf } from "#lib/exports/samples/model";
import { streamSamples } from "#lib/exports/samples/stream-samples";
import { importTasks, importTrajectories } from "#lib/trajectories/testing/import-trajectories";

const database = testDatabase();
const inFolder = temporaryFolder();
const realFolder = resolve("../shared/data/trajectories");

type Change = Parameters<typeof insertTrajectory>[2];

const open = { condition: "any", verdict: "any" } as const;

/** A trajectory that says a word of its own. */
function conversation(word: string, more: Partial<Trajectory> = {}): Trajectory {
  return buildTrajectory([userSays(`Mend ${word}.`), bash("ls", "a.py"), say("Done.")], more);
}

async function insert(dataset: string, trajectory: Trajectory, change: Change = {}): Promise<number> {
  const passes = { verdict: "resolved", decision: "approved" } as const;
  return insertTrajectory(database().connection.db, trajectory, { dataset, ...passes, ...change });
}

function requestOf(
  query: string,
  { condition = "approved", ids = null, ...options }: Partial<SampleRequest> & Record<string, unknown> = {},
): SampleRequest {
  const params = new URLSearchParams(query);
  const dataset = params.get("dataset") ?? "";
  params.delete("dataset");
  const parsed = sampleOptionsSchema.parse({ tokenizer: "characters", ...options });
  return { dataset, filter: params.toString(), ids, condition, version: null, options: parsed };
}

async function stream(...given: Parameters<typeof requestOf>): Promise<SampleEvent[]> {
  return Array.fromAsync(streamSamples(await database().ctxOf("viewer"), requestOf(...given)));
}

function fates(events: readonly SampleEvent[]): readonly string[] {
  return events.map((event) =>
    event.kind === "line" ? `${event.instanceId} written` : `${event.instanceId} ${event.step}: ${event.reason}`,
  );
}

function samples(events: readonly SampleEvent[]) {
  return events.flatMap((event) => (event.kind === "line" ? [JSON.parse(event.line)] : []));
}

describe("the funnel", () => {
  beforeAll(async () => {
    const evaluation = [sampleRecord(1, { instance_id: "kept__Apart-1", repo: "https://github.com/Kept/Apart.git " })];
    await importTasks(
      await database().ctxOf("curator"),
      "evaluation",
      await writeJsonLines(inFolder("evaluation.jsonl"), evaluation),
    );
    const own = [sampleRecord(1, { instance_id: "g-same-gold" }), sampleRecord(7, { instance_id: "g-other-gold" })];
    await importTasks(await database().ctxOf("curator"), "funnel", await writeJsonLines(inFolder("own.jsonl"), own));
    const taskIds = await database().connection.sql<{ id: number; instance_id: string }[]>`
      select id, instance_id from tasks where dataset = 'funnel'`;
    const taskId = (name: string) => taskIds.find((task) => task.instance_id === name)?.id ?? null;
    await insert("funnel", conversation("a"), { instanceId: "a-unresolved", verdict: "unresolved" });
    await insert("funnel", conversation("b"), { instanceId: "b-not-graded", verdict: null });
    await insert("funnel", conversation("c"), { instanceId: "c-undecided", decision: null });
    await insert("funnel", conversation("d"), { instanceId: "d-rejected", decision: "rejected" });
    await insert("funnel", conversation("e"), { instanceId: "kept__apart-1" });
    await insert("funnel", conversation("f"), { instanceId: "f-repo", repo: "kept/apart" });
    await insert("funnel", conversation("f too"), { instanceId: "kept__apart.0a1b2c3d.pr_7" });
    await insert("funnel", conversation("g"), {
      instanceId: "g-same-gold",
      taskId: taskId("g-same-gold"),
      repo: "x/y",
    });
    await insert("funnel", conversation("h"), {
      instanceId: "g-other-gold",
      taskId: taskId("g-other-gold"),
      repo: "x/y",
    });
    const finalPatch = samplePatch("src/module.py", 1)
      .replace("---", "index 12..34\n---")
      .replace("+second", "+second  ");
    await insert("funnel", conversation("i", { finalPatch }), { instanceId: "i-same-patch", repo: "x/y" });
    for (const place of ["1", "2"]) {
      const contentHash = place.repeat(64);
      await insert("funnel", conversation("j"), { instanceId: `j-twin-${place}`, contentHash, repo: "x/y" });
    }
    await insert("funnel", buildTrajectory([userSays("?"), say(" ")]), { instanceId: "k-empty", repo: "x/y" });
    const long = buildTrajectory([userSays("?"), bash("cat", "x".repeat(5_000)), say("Done.")]);
    await insert("funnel", long, { instanceId: "l-long", repo: "x/y" });
  });

  it("tells of each trajectory the first step that it falls at, in the order of their names", async () => {
    const events = await stream("dataset=funnel", {
      decontaminate: "evaluation",
      by: "instance",
      maxTokens: 2_000,
    });
    expect(fates(events)).toEqual([
      "a-unresolved resolved: Its patch does not resolve the task",
      "b-not-graded resolved: Its patch was not graded",
      "c-undecided approved: No review decided on it",
      "d-rejected approved: A review rejected it",
      "f-repo written",
      "g-other-gold written",
      "g-same-gold decontaminated: evaluation has a task with the same patch",
      "i-same-patch decontaminated: evaluation has a task with the same patch",
      "j-twin-1 written",
      "j-twin-2 unique: Another sample has the same messages",
      "k-empty consistent: Step 2: the agent neither says nor calls anything",
      "kept__apart-1 decontaminated: evaluation has a task of its name",
      "kept__apart.0a1b2c3d.pr_7 written",
      "l-long capped: It is over the cap of 2000",
    ]);
    const request = requestOf("dataset=funnel", { decontaminate: "evaluation", maxTokens: 2_000 });
    const funnel = new FunnelCounter(stepsOf(request));
    for (const event of events) if (event.kind === "dropped") funnel.drop(event.step, event.reason, event.instanceId);
    expect(funnel.steps(14, 4).map(({ step, count }) => [step, count])).toEqual([
      ["matched", 14],
      ["resolved", 12],
      ["approved", 10],
      ["decontaminated", 7],
      ["consistent", 6],
      ["capped", 5],
      ["unique", 4],
      ["written", 4],
    ]);
  });

  it("keeps repositories apart, whatever their case, and what is of no known one", async () => {
    const events = await stream("dataset=funnel", { ...open, decontaminate: "evaluation" });
    const fallen = fates(events).filter((fate) => fate.includes("decontaminated"));
    expect(fallen).toEqual([
      "a-unresolved decontaminated: Its repository is not known, so it cannot be kept apart",
      "b-not-graded decontaminated: Its repository is not known, so it cannot be kept apart",
      "c-undecided decontaminated: Its repository is not known, so it cannot be kept apart",
      "d-rejected decontaminated: Its repository is not known, so it cannot be kept apart",
      "f-repo decontaminated: evaluation has tasks of its repository kept/apart",
      "kept__apart-1 decontaminated: evaluation has tasks of its repository kept/apart",
      "kept__apart.0a1b2c3d.pr_7 decontaminated: evaluation has tasks of its repository swesmith/kept__apart.0a1b2c3d",
    ]);
  });

  it("needs a dataset with tasks to keep samples apart from", async () => {
    await database().connection.db.insert(datasets).values({ slug: "bare", title: "Bare" });
    const apartFrom = (dataset: string) => stream("dataset=funnel", { decontaminate: dataset });
    await expect(apartFrom("nowhere")).rejects.toThrow("There is no dataset nowhere to keep the samples apart from");
    await expect(apartFrom("bare")).rejects.toThrow("The dataset bare has no tasks to keep the samples apart from");
  });

  it("lets all through that is asked for, and takes at most so many of a task", async () => {
    const written = (events: readonly SampleEvent[]) => events.filter(({ kind }) => kind === "line").length;
    expect(written(await stream("dataset=funnel", open))).toBe(12);
    await insert("tasks", conversation("a"), { instanceId: "same", contentHash: "a".repeat(64) });
    await insert("tasks", buildTrajectory([]), { instanceId: "same", contentHash: "0".repeat(64) });
    await insert("tasks", conversation("b"), { instanceId: "same", contentHash: "b".repeat(64) });
    await insert("tasks", conversation("c"), { instanceId: "same", contentHash: "c".repeat(64) });
    expect(fates(await stream("dataset=tasks", { mostPerTask: 2 }))).toEqual([
      "same consistent: The agent never has a turn",
      "same written",
      "same written",
      "same attempts: Its task has its 2 already",
    ]);
  });

  it("takes two for one whose messages are the same, whatever came back for their last calls", async () => {
    for (const [place, result] of ["a.py", "b.py"].entries()) {
      const trajectory = buildTrajectory([userSays("Look."), bash("ls", result)]);
      await insert("twins", trajectory, { instanceId: `twin-${place}` });
    }
    expect(fates(await stream("dataset=twins"))).toEqual([
      "twin-0 written",
      "twin-1 unique: Another sample has the same messages",
    ]);
    expect(fates(await stream("dataset=twins", { format: "atif" }))).toEqual(["twin-0 written", "twin-1 written"]);
  });

  it("chooses by the filters of the list and by ids", async () => {
    const all = await stream("dataset=funnel&verdict=unresolved", open);
    expect(fates(all)).toEqual(["a-unresolved written"]);
    const ids = all.map(({ id }) => id);
    expect(fates(await stream("dataset=funnel", { ...open, ids }))).toEqual(["a-unresolved written"]);
    expect(await stream("dataset=funnel", { ...open, ids: [] })).toEqual([]);
    expect(await stream("dataset=nowhere", open)).toEqual([]);
  });
});

describe("samples", () => {
  it("are in the chosen format, with what is told of their trajectory", async () => {
    const trajectory = conversation("it", { trajectoryId: "t-1", exitStatus: "submitted" });
    await insert("formats", trajectory, {
      instanceId: "a__b-1",
      repo: "a/b",
      run: "night",
      contentHash: "f".repeat(64),
    });
    const metadata = {
      instance_id: "a__b-1",
      dataset: "formats",
      repo: "a/b",
      model: null,
      scaffold: null,
      run: "night",
      attempt: null,
      resolved: true,
      decision: "approved",
      exit_status: "submitted",
      trajectory_id: "t-1",
      content_hash: "f".repeat(64),
      tokenizer: "characters",
    };
    expect(samples(await stream("dataset=formats"))).toMatchObject([{ ...metadata, tools_inferred: true }]);
    const [text] = samples(await stream("dataset=formats", { format: "function-text" }));
    expect(text).toMatchObject({
      ...metadata,
      messages: [{}, {}, { content: expect.stringContaining("<function=bash>") }, {}, {}],
    });
    const [atif] = samples(await stream("dataset=formats", { format: "atif" }));
    expect(atif).toMatchObject({ schema_version: "ATIF-v1.7", extra: { sample: metadata } });
  });

  it("hold what was redacted, and tell where, never what", async () => {
    await insert("secrets", buildTrajectory([userSays("I am a@b.com"), turn("mail", { to: "c@d.com" }), say("Sent.")]));
    const [event] = await stream("dataset=secrets");
    expect(event).toMatchObject({
      redactions: [
        { kind: "email", path: "messages[0].content", count: 1 },
        { kind: "email", path: "messages[1].tool_calls[0].function.arguments.to", count: 1 },
      ],
    });
    expect(JSON.stringify(event)).not.toMatch(/[ac]@[bd]\.com/);
    const kept = await stream("dataset=secrets", { redact: "email", allowedEmailDomains: "b.com, D.COM" });
    expect(kept).toMatchObject([{ redactions: [] }]);
    expect(await stream("dataset=secrets", { redact: "none" })).toMatchObject([{ redactions: [] }]);
  });
});

describe("sub-agents", () => {
  it("are samples of their own only where that is asked for, with the verdict of the one that called them", async () => {
    const deepest = conversation("deepest");
    const helper = conversation("helper", { subagents: [deepest] });
    await insert("nested", conversation("main", { subagents: [helper] }), { instanceId: "a-main" });
    await insert("nested", conversation("other", { subagents: [conversation("lost")] }), {
      instanceId: "b-main",
      verdict: "unresolved",
    });
    expect(fates(await stream("dataset=nested"))).toEqual([
      "a-main written",
      "b-main resolved: Its patch does not resolve the task",
    ]);
    const all = await stream("dataset=nested", { subagents: "own" });
    expect(fates(all).toSorted()).toEqual([
      "a-main written",
      "b-main resolved: Its patch does not resolve the task",
      "owner__name-1 resolved: Its patch does not resolve the task",
      "owner__name-1 written",
      "owner__name-1 written",
    ]);
    const words = samples(all).map(({ messages }) => messages[0].content);
    expect(words.toSorted()).toEqual(["Mend deepest.", "Mend helper.", "Mend main."]);
  });
});

describe("the same request", () => {
  it("gives the same bytes, whatever the order of the rows", async () => {
    const words = ["Z", "a", "é", "B-10", "B-2"];
    for (const [dataset, order] of [
      ["first", words],
      ["second", words.toReversed()],
    ] as const) {
      for (const word of order) {
        await insert(dataset, conversation(word), { instanceId: word, contentHash: hashOf(word) });
        await insert(dataset, conversation(`${word} twice`), {
          instanceId: word,
          contentHash: hashOf(`${word} twice`),
        });
      }
    }
    const linesOf = async (dataset: string) => {
      const events = await stream(`dataset=${dataset}`);
      return events.map((event) => (event.kind === "line" ? event.line.replaceAll(`"${dataset}"`, '"d"') : ""));
    };
    const lines = await linesOf("first");
    expect(lines.map((line) => JSON.parse(line).instance_id)).toEqual(
      ["B-10", "B-2", "Z", "a", "é"].flatMap((word) => [word, word]),
    );
    expect(await linesOf("first")).toEqual(lines);
    expect(await linesOf("second")).toEqual(lines);
  });

  it("reads page after page and batch after batch, and loses none", async () => {
    const { db } = database().connection;
    for (let place = 0; place < 130; place++)
      await insert("many", conversation(`it ${place}`), { instanceId: `m-${place}` });
    const [first] = await db
      .select()
      .from(trajectories)
      .where(inArray(trajectories.dataset, ["many"]))
      .limit(1);
    if (!first) throw new Error("No trajectory is there");
    await db.execute(sql`
      insert into trajectories (dataset, instance_id, record_id, format, flags, steps, turns, tool_calls, errors, test_runs, content_hash)
      select 'many', 'n-' || n, ${first.recordId}, 'openhands', '{}', 1, 1, 0, 0, 0, repeat(md5(n::text), 2)
      from generate_series(1, 2500) as n`);
    const events = await stream("dataset=many");
    expect(events.filter(({ kind }) => kind === "line")).toHaveLength(130);
    expect(events).toHaveLength(2_630);
    expect(new Set(events.map(({ id }) => id)).size).toBe(2_630);
    const names = events.map(({ instanceId }) => instanceId);
    expect(names).toEqual(names.toSorted());
  });

  it("ends when it is called off, and reads no further than it is asked", async () => {
    const controller = new AbortController();
    const request = requestOf("dataset=many", open);
    const events = streamSamples(await database().ctxOf("viewer"), request, controller.signal);
    expect((await events.next()).done).toBe(false);
    controller.abort(new Error("called off"));
    await expect(events.next()).rejects.toThrow("called off");
    const left = streamSamples(await database().ctxOf("viewer"), request);
    await left.next();
    expect(await left.return(undefined)).toMatchObject({ done: true });
  });
});

it.skipIf(!existsSync(realFolder))("every published trajectory comes to its end (needs ../shared/data)", async () => {
  await importTrajectories(await database().ctxOf("curator"), { dataset: "real", path: realFolder });
  for (const [format, written] of [
    // One says what another says, with other tools.
    ["chat", 37],
    ["function-text", 38],
    ["atif", 39],
  ] as const) {
    const events = await stream("dataset=real", { ...open, tokenizer: "o200k_base", format });
    expect(events).toHaveLength(40);
    expect(events.filter(({ kind }) => kind === "line")).toHaveLength(written);
  }
});

function hashOf(text: string): string {
  return Buffer.from(text).toString("hex").padEnd(64, "0");
}
