"use client";

import { useEffect, useRef, useState } from "react";
import { attempt, type Outcome } from "#lib/outcome";
import type { ValidationEstimate } from "#lib/runs/estimate";
import type { ValidationRequest } from "#lib/runs/validation-request";

export interface EstimateState {
  /** The newest that was made; it stays while the next is worked out. */
  readonly estimate: ValidationEstimate | null;
  readonly error: string | null;
  readonly isOld: boolean;
}

const pauseMilliseconds = 250;

/** What the request would take, asked anew when the request changes and its writer pauses. */
export function useEstimate(
  request: ValidationRequest,
  onEstimate: (request: ValidationRequest) => Promise<Outcome<ValidationEstimate>>,
): EstimateState {
  const [answer, setAnswer] = useState<Omit<EstimateState, "isOld"> & { readonly key: string | null }>({
    key: null,
    estimate: null,
    error: null,
  });
  const key = JSON.stringify(request);
  const latest = useRef({ request, onEstimate, hasAsked: false });
  Object.assign(latest.current, { request, onEstimate });
  useEffect(() => {
    let isWanted = true;
    async function ask() {
      latest.current.hasAsked = true;
      const outcome = await attempt(() => latest.current.onEstimate(latest.current.request), "There is no estimate.");
      if (!isWanted) return;
      setAnswer(({ estimate }) =>
        outcome.ok ? { key, estimate: outcome.data, error: null } : { key, estimate, error: outcome.message },
      );
    }
    const timer = setTimeout(ask, latest.current.hasAsked ? pauseMilliseconds : 0);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [key]);
  const isOld = answer.key !== key;
  return { estimate: answer.estimate, error: isOld ? null : answer.error, isOld };
}
