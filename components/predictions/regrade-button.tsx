"use client";

import { Scale } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { RegradeOutcome } from "#components/predictions/regrade-outcome";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { notify } from "#components/ui/notify";
import { Select } from "#components/ui/select";
import { Skeleton } from "#components/ui/skeleton";
import { type PolicyId, policies, policyIds } from "#lib/core/grading/policies";
import { formatAmount } from "#lib/format";
import type { Regrading } from "#lib/runs/regrade";

interface RegradeButtonProps {
  readonly batchId: string;
  /** What its verdicts go by now. */
  readonly policy: PolicyId;
  readonly canApply: boolean;
  readonly onRegrade: (request: {
    readonly batchId: string;
    readonly policy: PolicyId;
    readonly isApplied: boolean;
  }) => Promise<{ readonly ok: true; readonly data: Regrading } | { readonly ok: false; readonly message: string }>;
}

/** Shows what another policy says of runs that are over, and writes it down where that is wanted. Nothing is run. */
export function RegradeButton({ batchId, policy: current, canApply, onRegrade }: RegradeButtonProps) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [policy, setPolicy] = useState<PolicyId | "">("");
  const [told, setTold] = useState<Regrading | null>(null);
  async function regrade(wanted: PolicyId, isApplied: boolean) {
    const outcome = await onRegrade({ batchId, policy: wanted, isApplied });
    if (outcome.ok) return outcome.data;
    notify("error", outcome.message);
    return null;
  }
  async function tell(wanted: PolicyId | "") {
    setPolicy(wanted);
    setTold(null);
    if (wanted !== "") setTold(await regrade(wanted, false));
  }
  async function apply(wanted: PolicyId) {
    const applied = await regrade(wanted, true);
    if (!applied) return;
    notify("success", `${formatAmount(applied.changed, "verdict")} changed`);
    setOpen(false);
    void tell("");
    router.refresh();
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Scale /> Regrade
      </Button>
      <Dialog title="Grade by another policy" isOpen={isOpen} onOpenChange={setOpen}>
        <div className="grid gap-4">
          <Field
            label="Policy"
            hint={policy === "" ? `The verdicts go by ${current}. Nothing is run.` : policies[policy].description}
          >
            {(control) => (
              <Select
                {...control}
                value={policy}
                onChange={({ target }) => void tell(policyIds.find((id) => id === target.value) ?? "")}
              >
                <option value="">Choose one</option>
                {policyIds
                  .filter((id) => id !== current)
                  .map((id) => (
                    <option key={id} value={id}>
                      {id}
                    </option>
                  ))}
              </Select>
            )}
          </Field>
          {policy !== "" && !told ? <Skeleton className="h-40" /> : null}
          {told ? <RegradeOutcome regrading={told} /> : null}
          {told && canApply ? (
            <Button look="primary" className="justify-self-start" onClick={() => apply(told.policy)}>
              {told.changed > 0 ? `Change ${formatAmount(told.changed, "verdict")}` : `Grade by ${told.policy}`}
            </Button>
          ) : null}
        </div>
      </Dialog>
    </>
  );
}
