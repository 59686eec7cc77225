import { describe, expect, it } from "vitest";
import { generatePassword, hashPassword, isPassword } from "#lib/auth/password";

describe("a password", () => {
  it("is known again by its hash, and only it", async () => {
    const hash = await hashPassword("correct horse");
    expect(hash).toMatch(/^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(await isPassword("correct horse", hash)).toBe(true);
    expect(await isPassword("correct horse ", hash)).toBe(false);
    expect(await isPassword("", hash)).toBe(false);
  });

  it("has another hash each time", async () => {
    expect(await hashPassword("same")).not.toBe(await hashPassword("same"));
  });

  it("is the same however its characters are composed", async () => {
    expect(await isPassword("cafe\u0301", await hashPassword("caf\u00e9"))).toBe(true);
  });

  it("keeps its hash's own cost", async () => {
    const cheap = "scrypt$1024$8$1$AAAAAAAAAAAAAAAAAAAAAA$";
    expect(await isPassword("x", `${cheap}${"A".repeat(43)}`)).toBe(false);
  });

  it.each([null, undefined, "", "plain", "bcrypt$1$2$3$4$5", "scrypt$32768$8$1$$"])(
    "is never right against %j",
    async (hash) => {
      expect(await isPassword("", hash)).toBe(false);
      expect(await isPassword("plain", hash)).toBe(false);
    },
  );
});

it("a generated password is long, and another each time", () => {
  const passwords = new Set(Array.from({ length: 100 }, generatePassword));
  expect(passwords.size).toBe(100);
  for (const password of passwords) expect(password).toMatch(/^[\w-]{20}$/);
});
