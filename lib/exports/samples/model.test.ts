import { describe, expect, it } from "vitest";
import { secretKinds, truncations } from "#lib/core/sample/model";
import { findExportKind } from "#lib/exports/kinds";
import { sampleOptionsSchema, secretKindsOf } from "#lib/exports/samples/model";

describe("the options of samples", () => {
  it("are taken as they were given, so that an order that was accepted can be carried out", () => {
    const given = {
      maxTokens: "1000000000",
      mostPerTask: "1000000",
      observationCharacters: "1000000",
      redact: "email, jwt",
      allowedEmailDomains: "Example.org, company.com",
      decontaminate: "verified",
      systemText: "x".repeat(20_000),
    };
    const options = sampleOptionsSchema.parse(given);
    expect(options).toMatchObject({ maxTokens: 1_000_000_000, mostPerTask: 1_000_000 });
    expect(sampleOptionsSchema.parse(JSON.parse(JSON.stringify(options)))).toEqual(options);
    const bare = sampleOptionsSchema.parse({ maxTokens: "", mostPerTask: null, observationCharacters: "" });
    expect(bare).toEqual(sampleOptionsSchema.parse({}));
    expect(bare).toMatchObject({ maxTokens: null, mostPerTask: null, observationCharacters: 4_000 });
  });

  it.each([
    [{ maxTokens: 2_000_000_000 }, "maxTokens"],
    [{ maxTokens: "0" }, "maxTokens"],
    [{ mostPerTask: "1.5" }, "mostPerTask"],
    [{ observationCharacters: -1 }, "observationCharacters"],
    [{ redact: "email,pin" }, "redact"],
    [{ redact: " , " }, "redact"],
    [{ redact: "" }, "redact"],
    [{ allowedEmailDomains: "a b" }, "allowedEmailDomains"],
    [{ decontaminate: "No Good" }, "decontaminate"],
    [{ systemText: "x".repeat(20_001) }, "systemText"],
    [{ system: "replace", systemText: " " }, "systemText"],
  ])("refuse %j", (given, name) => {
    expect(sampleOptionsSchema.safeParse(given).error?.issues).toMatchObject([{ path: [name] }]);
  });

  it("name kinds of secrets", () => {
    expect(secretKindsOf("all")).toEqual(secretKinds);
    expect(secretKindsOf("none")).toEqual([]);
    expect(secretKindsOf("jwt, email")).toEqual(["jwt", "email"]);
  });

  it("offer every way to truncate in a form", () => {
    const field = findExportKind("samples")?.fields.find(({ name }) => name === "truncation");
    const choices = field && "choices" in field ? field.choices : [];
    expect(choices.map(({ value }) => value).toSorted()).toEqual(truncations.toSorted());
  });
});
