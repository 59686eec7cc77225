import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OutputSplitter } from "./output-splitter.ts";

function splitterOf(limit: number) {
  let text = "";
  const splitter = new OutputSplitter(limit, (chunk) => {
    text += Buffer.from(chunk).toString("latin1");
  });
  return { splitter, text: () => text };
}

describe("OutputSplitter", () => {
  it("gives each phase what was printed before its token, however the chunks fall", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "t", "o") }),
        fc.array(fc.integer({ min: 1, max: 4 })),
        (output, sizes) => {
          const { splitter, text } = splitterOf(1 << 20);
          splitter.begin("token");
          let rest = Buffer.from(`${output}token`);
          for (const size of sizes) {
            splitter.push(rest.subarray(0, size));
            rest = rest.subarray(size);
          }
          splitter.push(rest);
          splitter.finish();
          expect(text()).toBe(output);
          expect(splitter.outputBytes).toBe(output.length);
        },
      ),
    );
  });

  it("tells when the token has come, and keeps what looked like its beginning when it never does", async () => {
    const { splitter, text } = splitterOf(100);
    let seen = false;
    const saw = splitter.begin("token").then(() => {
      seen = true;
    });
    splitter.push(Buffer.from("a tok"));
    expect(text()).toBe("a ");
    splitter.finish();
    expect(text()).toBe("a tok");
    await Promise.race([saw, Promise.resolve()]);
    expect(seen).toBe(false);
    splitter.begin("other").then(() => {
      seen = true;
    });
    splitter.push(Buffer.from("other"));
    await Promise.resolve();
    expect(seen).toBe(true);
  });

  it("keeps the beginning and the end of what is too long, and says how much it left out", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 40 }),
        fc.string({ minLength: 0, maxLength: 120, unit: "grapheme-ascii" }),
        (limit, output) => {
          const { splitter, text } = splitterOf(limit);
          splitter.begin("\u0001");
          for (const part of output.match(/.{1,7}/gs) ?? []) splitter.push(Buffer.from(part));
          splitter.finish();
          if (output.length <= limit) {
            expect(text()).toBe(output);
            expect(splitter.isTruncated).toBe(false);
            return;
          }
          const head = output.slice(0, Math.ceil(limit * 0.75));
          const tail = output.slice(output.length - (limit - head.length));
          expect(text()).toBe(`${head}\n[Assay: ${output.length - limit} bytes of output are left out here]\n${tail}`);
          expect(splitter.isTruncated).toBe(true);
          expect(splitter.outputBytes).toBe(output.length);
        },
      ),
    );
  });

  it("knows a phase that prints without end", () => {
    const { splitter } = splitterOf(10);
    splitter.begin("token");
    splitter.push(Buffer.alloc(160));
    expect(splitter.isRunaway).toBe(false);
    splitter.push(Buffer.alloc(1));
    expect(splitter.isRunaway).toBe(true);
  });

  it("takes nothing between phases", () => {
    const { splitter, text } = splitterOf(10);
    splitter.push(Buffer.from("stray"));
    splitter.begin("token");
    splitter.push(Buffer.from("atokenstray"));
    splitter.finish();
    splitter.push(Buffer.from("stray"));
    expect(text()).toBe("a");
  });
});
