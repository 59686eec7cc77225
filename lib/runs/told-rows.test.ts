import fc from "fast-check";
import { expect, it } from "vitest";
import { applyChanges, ToldRows } from "#lib/runs/told-rows";

interface Row {
  readonly id: number;
  readonly value: number;
}

const idOf = (row: Row) => row.id;

it("tells what is new or different, and nothing where nothing is", () => {
  const told = new ToldRows<Row>(idOf);
  expect(told.tell([])).toEqual({ ids: [], changed: [] });
  expect(told.tell([])).toBeNull();
  const [one, two] = [
    { id: 1, value: 1 },
    { id: 2, value: 1 },
  ] as const;
  expect(told.tell([one, two])).toEqual({ ids: [1, 2], changed: [one, two] });
  expect(told.tell([{ ...one }, { ...two }])).toBeNull();
  expect(told.tell([one, { ...two, value: 2 }])).toEqual({ ids: [1, 2], changed: [{ id: 2, value: 2 }] });
  expect(told.tell([{ ...two, value: 2 }])).toEqual({ ids: [2], changed: [] });
});

it("lets the listener have the very list, whatever happens to it", () => {
  const lists = fc.uniqueArray(fc.record({ id: fc.nat(9), value: fc.nat(2) }), { selector: idOf });
  fc.assert(
    fc.property(fc.array(lists), (history) => {
      const told = new ToldRows<Row>(idOf);
      let heard: readonly Row[] = [];
      for (const rows of history) {
        const changes = told.tell(rows);
        if (changes) heard = applyChanges(heard, changes, idOf);
        expect(heard).toEqual(rows);
      }
    }),
  );
});
