import { describe, expect, it } from "vitest";
import { parseEnv } from "#lib/env";

const none = { NODE_ENV: "test" } as const;

describe("parseEnv", () => {
  it("has a default where one makes sense", () => {
    expect(parseEnv(none)).toMatchObject({
      ASSAY_HOME: ".assay",
      ASSAY_LOG_LEVEL: "info",
      OIDC_NAME: "Single sign-on",
    });
    expect(parseEnv(none).DATABASE_URL).toBeUndefined();
  });

  it("takes a blank text for none", () => {
    expect(parseEnv({ ...none, ASSAY_ADMIN_PASSWORD: "  ", GITHUB_CLIENT_ID: "" })).toMatchObject({
      ASSAY_ADMIN_PASSWORD: undefined,
      GITHUB_CLIENT_ID: undefined,
    });
  });

  it.each(["postgres://a:b@localhost:5432/c", "postgresql://localhost/c"])("takes %s for a database", (url) => {
    expect(parseEnv({ ...none, DATABASE_URL: url }).DATABASE_URL).toBe(url);
  });

  it("names every setting that is not usable, and shows no value", () => {
    const settings = { ...none, DATABASE_URL: "mysql://root:secret@localhost/x", ASSAY_LOG_LEVEL: "loud" };
    const message = messageOf(() => parseEnv(settings));
    expect(message).toContain("DATABASE_URL: ");
    expect(message).toContain("ASSAY_LOG_LEVEL: ");
    expect(message).not.toContain("secret");
  });
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
}
