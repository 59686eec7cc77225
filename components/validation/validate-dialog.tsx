"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { DialogPanel } from "#components/ui/dialog-panel";
import { Failure } from "#components/ui/failure";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { notify } from "#components/ui/notify";
import { Select } from "#components/ui/select";
import { EstimateSummary } from "#components/validation/estimate-summary";
import { useEstimate } from "#components/validation/use-estimate";
import { type PolicyId, policies, policyIds } from "#lib/core/grading/policies";
import { formatAmount } from "#lib/format";
import { attempt, type Outcome } from "#lib/outcome";
import type { ValidationEstimate } from "#lib/runs/estimate";
import type { DriverChoice } from "#lib/runs/model";
import type { TaskChoiceInput, ValidationRequest } from "#lib/runs/validation-request";

export interface ValidationActions {
  readonly onEstimate: (request: ValidationRequest) => Promise<Outcome<ValidationEstimate>>;
  readonly onRequest: (request: ValidationRequest) => Promise<Outcome<{ readonly batchId: string }>>;
}

export interface ValidateDialogProps {
  readonly choice: TaskChoiceInput;
  /** What was chosen, in words: `12 tasks`, `all 412 tasks that match`. */
  readonly chosen: string;
  readonly actions: ValidationActions;
  readonly onClose: () => void;
}

const drivers: Readonly<Record<DriverChoice, string>> = {
  auto: "Whichever the worker has",
  docker: "Docker",
  bubblewrap: "Bubblewrap",
};

const priorities = [
  { value: 10, label: "Before others" },
  { value: 0, label: "In turn" },
  { value: -10, label: "After others" },
] as const;

const mostRepeats = 20;

/** Asks for the empty and the gold runs of tasks, and says first what they would take. */
export function ValidateDialog({ choice, chosen, actions, onClose }: ValidateDialogProps) {
  const router = useRouter();
  const [policy, setPolicy] = useState<PolicyId>("skywork");
  const [repeatsText, setRepeatsText] = useState("1");
  const [repeats, setRepeats] = useState(1);
  const [driver, setDriver] = useState<DriverChoice>("auto");
  const [priority, setPriority] = useState(0);
  const [title, setTitle] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const { estimate, error, isOld } = useEstimate(
    { choice, options: { repeats, driver, priority } },
    actions.onEstimate,
  );
  const tasks = estimate?.tasks;

  /** What the field refuses is not asked about; it is refused when the form is sent. */
  function changeRepeats(text: string) {
    setRepeatsText(text);
    if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= mostRepeats) setRepeats(Number(text));
  }
  async function request(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    const outcome = await attempt(
      () => actions.onRequest({ choice, options: { policy, repeats, driver, priority, title } }),
      "Look among the runs before you try again.",
    );
    setBusy(false);
    if (!outcome.ok) return setFailure(outcome.message);
    const amount = tasks === undefined ? chosen : formatAmount(tasks, "task");
    notify("success", `Validation of ${amount} asked for`, {
      label: "Watch it",
      href: `/runs/batches/${outcome.data.batchId}`,
    });
    onClose();
    router.refresh();
  }

  return (
    <DialogPanel title={`Validate ${chosen}`} isOpen onOpenChange={onClose}>
      <form onSubmit={request} className="grid grid-cols-1 gap-4">
        <Field label="Policy" hint={policies[policy].description}>
          {(control) => (
            <Select
              {...control}
              value={policy}
              onChange={({ target }) => setPolicy(policyIds.find((name) => name === target.value) ?? policy)}
            >
              {policyIds.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </Select>
          )}
        </Field>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-[5rem_minmax(0,1fr)_8rem]">
          <Field label="Repeats">
            {(control) => (
              <Input
                {...control}
                type="number"
                min={1}
                max={mostRepeats}
                required
                value={repeatsText}
                onChange={({ target }) => changeRepeats(target.value)}
              />
            )}
          </Field>
          <Field label="Sandbox">
            {(control) => (
              <Select
                {...control}
                value={driver}
                onChange={({ target }) => setDriver(keysOf(drivers).find((name) => name === target.value) ?? driver)}
              >
                {keysOf(drivers).map((name) => (
                  <option key={name} value={name}>
                    {drivers[name]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Priority">
            {(control) => (
              <Select {...control} value={priority} onChange={({ target }) => setPriority(Number(target.value))}>
                {priorities.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <p className="-mt-2 text-[13px] text-muted">More than one repeat shows which tests are flaky.</p>
        <Field label="Title">
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              placeholder="Optional"
              value={title}
              onChange={({ target }) => setTitle(target.value)}
            />
          )}
        </Field>
        <EstimateSummary estimate={estimate} error={error} isOld={isOld} />
        <Failure message={failure} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={isBusy || tasks === 0}>
            {isBusy ? "Asking…" : choice.ids?.length === 1 ? "Validate the task" : `Validate ${chosen}`}
          </Button>
        </div>
      </form>
    </DialogPanel>
  );
}

function keysOf<K extends string>(record: Readonly<Record<K, string>>): K[] {
  // `Object.keys` forgets that a closed record has no other keys.
  return Object.keys(record) as K[];
}
