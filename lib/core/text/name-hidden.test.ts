import { describe, expect, it } from "vitest";
import { nameHidden } from "./name-hidden.ts";

describe("nameHidden", () => {
  it("names what is not seen and leaves the rest, line breaks too", () => {
    expect(nameHidden("a\u202Eb\u0000\r\n\tc\u200B")).toBe("a⟪U+202E⟫b⟪U+0000⟫\r\n\tc⟪U+200B⟫");
    expect(nameHidden("plain 文字 👩‍💻")).toBe("plain 文字 👩‍💻");
  });
});
