import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parseBody } from "#lib/rest/parse-body";

const schema = z.strictObject({ name: z.string(), inner: z.strictObject({ size: z.int("a whole number") }) });

describe("parseBody", () => {
  it("gives what the schema makes of it", async () => {
    const body = { name: "ü", inner: { size: 1 } };
    expect(await parseBody(schema, post(JSON.stringify(body)))).toEqual(body);
  });

  it.each([
    ["nothing", undefined, /^name: .*; inner: /],
    ["broken JSON", '{"name": x}', "The body is no JSON: line 1, column 10: expected a value, found x}"],
    [
      "a key twice",
      '{"name": "a", "name": "b"}',
      'The body is no JSON: line 1, column 15: expected every key once, found "name"',
    ],
    ["other bytes", new Uint8Array([0xff, 0xfe]), "The body is no text in UTF-8"],
    ["too much", `"${"a".repeat(2_000_000)}"`, "The body is larger than 2000000 bytes"],
    ["a wrong field", '{"name": "a", "inner": {"size": 1.5}}', "inner.size: a whole number"],
    ["an unknown field", '{"name": "a", "inner": {"size": 1, "colour": 2}}', "inner.colour: no such field"],
  ])("refuses %s", async (_what, body, message) => {
    await expect(parseBody(schema, post(body))).rejects.toMatchObject({
      code: "invalid",
      message: typeof message === "string" ? message : expect.stringMatching(message),
    });
  });
});

function post(body: string | Uint8Array<ArrayBuffer> | undefined): Request {
  return new Request("http://localhost/", { method: "POST", body: body ?? null });
}
