import type { Prediction } from "#lib/core/prediction/model";
import { formatAmount } from "#lib/format";
import { findUnstorable } from "#lib/imports/adapters/check-storable";
import type { PredictionProblem } from "#lib/predictions/model";

const maxIdCharacters = 500;
const maxModelCharacters = 200;
const maxPatchCharacters = 10_000_000;

/** The predictions that can be kept, and why the others cannot. */
export function checkPredictions(
  fileName: string,
  predictions: readonly Prediction[],
): { readonly kept: readonly Prediction[]; readonly problems: readonly PredictionProblem[] } {
  const problems: PredictionProblem[] = [];
  const kept = predictions.filter((prediction) => {
    const problem = findProblem(prediction);
    if (problem) problems.push({ file: fileName, line: null, instanceId: nameOf(prediction), ...problem });
    return !problem;
  });
  return { kept, problems };
}

type FoundProblem = Pick<PredictionProblem, "field" | "expected" | "found">;

function findProblem({ instanceId, model, patch }: Prediction): FoundProblem | undefined {
  const [unstorable] = findUnstorable({ instance_id: instanceId, model_name_or_path: model, model_patch: patch });
  if (unstorable) return unstorable;
  if (instanceId.trim() === "" || instanceId.length > maxIdCharacters) {
    const expected = `an id of 1 to ${maxIdCharacters} characters`;
    return { field: "instance_id", expected, found: `${instanceId.length} characters` };
  }
  if (model !== null && model.length > maxModelCharacters) {
    const expected = `a name of at most ${maxModelCharacters} characters`;
    return { field: "model_name_or_path", expected, found: `${model.length} characters` };
  }
  if (patch !== null && patch.length > maxPatchCharacters) {
    const expected = `a patch of at most ${formatAmount(maxPatchCharacters, "character")}`;
    return { field: "model_patch", expected, found: formatAmount(patch.length, "character") };
  }
  return undefined;
}

function nameOf({ instanceId }: Prediction): string {
  return instanceId.slice(0, maxIdCharacters).replaceAll("\0", "\u{FFFD}").toWellFormed();
}
