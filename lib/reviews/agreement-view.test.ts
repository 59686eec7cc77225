import { describe, expect, it } from "vitest";
import type { ReviewForm } from "#lib/core/review/form";
import { readyMadeForms } from "#lib/core/review/ready-made-forms";
import { describeAgreement } from "#lib/reviews/agreement";
import { agreementTables, formatAgreementCsv } from "#lib/reviews/agreement-csv";
import { type AgreementParams, agreementHref } from "#lib/reviews/agreement-params";
import { chooseView } from "#lib/reviews/agreement-view";
import type { ReviewRatings } from "#lib/reviews/review-ratings";

const [rubric] = readyMadeForms as readonly [ReviewForm];

/** What each reviewer scored on each item; null where they did not review it. */
function rate(scores: Readonly<Record<string, readonly (number | null)[]>>): ReviewRatings {
  const names = Object.keys(scores);
  return {
    slug: "p",
    title: "P",
    subject: "tasks",
    form: rubric,
    items: [0, 1, 2].map((id) => ({ id, instanceId: `task-${id}`, trajectoryId: null })),
    reviewers: names.map((name) => ({ id: name, name, isImported: true })),
    reviews: names.flatMap((name, reviewer) =>
      (scores[name] ?? []).flatMap((value, item) =>
        value === null
          ? []
          : { item, reviewer, activeSeconds: 10, form: rubric, answers: { underspecified: { value } } },
      ),
    ),
  };
}

const ratings = rate({ ada: [0, 2, null], bob: [1, 2, 3], "=cyd": [null, null, 3] });
const nothing: AgreementParams = { question: null, first: null, second: null, row: null, column: null, answer: null };

function view(params: Partial<AgreementParams>) {
  return chooseView(ratings, describeAgreement(ratings), { ...nothing, ...params });
}

describe("what an address asks for", () => {
  it("is the question and the pair it names, the first's answers as rows", () => {
    const { measure, pair } = view({ question: "underspecified", first: "bob", second: "ada" }) ?? {};
    expect(measure?.id).toBe("underspecified");
    expect(pair).toMatchObject({ first: 1, second: 0, items: 2 });
    expect(pair?.matrix).toEqual([
      [0, 0, 0, 0],
      [1, 0, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 0],
    ]);
  });

  it("falls back to the first question and the pair with the most items", () => {
    expect(view({ question: "nonsense" })?.measure.id).toBe("outcome:");
    expect(view({ question: "underspecified", first: "nobody" })?.pair).toMatchObject({ first: 0, second: 1 });
  });

  it("is no pair where the two it names share no item", () => {
    expect(view({ question: "underspecified", first: "ada", second: "=cyd" })?.pair).toBeNull();
  });

  it.each<[string, Partial<AgreementParams>, string[] | undefined]>([
    ["a cell", { first: "ada", second: "bob", row: 0, column: 1 }, ["task-0"]],
    ["a cell nobody is in", { first: "ada", second: "bob", row: 3, column: 3 }, []],
    ["an answer", { answer: 3 }, ["task-2"]],
    ["nothing", {}, undefined],
  ])("has the items behind %s", (_what, params, expected) => {
    const behind = view({ question: "underspecified", ...params })?.behind;
    expect(behind?.items.map(({ instanceId }) => instanceId)).toEqual(expected);
  });

  it("can be written as an address again", () => {
    expect(agreementHref("p", { question: "reasons:B 1", first: "a&b", row: 0 })).toBe(
      "/review/p/agreement?question=reasons:B+1&first=a%26b&row=0",
    );
  });
});

describe("the tables as CSV", () => {
  it("have as many fields in every line as in the first", () => {
    for (const table of agreementTables) {
      const lines = formatAgreementCsv(describeAgreement(ratings), table).trimEnd().split("\r\n");
      const widths = lines.map((line) => line.replaceAll(/"[^"]*"/g, "").split(",").length);
      expect(new Set(widths).size, table).toBe(1);
      expect(lines.length, table).toBeGreaterThan(1);
    }
  });

  it("leave cells empty for what is not known, and run no formula", () => {
    const agreement = describeAgreement(ratings);
    expect(formatAgreementCsv(agreement, "pairs").split("\r\n")[1]).toMatch(/^underspecified,ada,bob,2,0\.5,[\d.]+,/);
    expect(formatAgreementCsv(agreement, "reviewers")).toContain("\r\n'=cyd,true,1,1,10,10,10\r\n");
    expect(formatAgreementCsv(agreement, "questions").split("\r\n")[4]).toBe(
      "difficulty,How long would it take?,0,3,0,,,,,,,,,,,,,,,",
    );
  });
});
