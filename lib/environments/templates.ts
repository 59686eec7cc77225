import { defaultEnvironment, languagesWithDefault } from "#lib/core/environment/defaults";
import { formatEnvironment } from "#lib/environments/format-environment";

/** What to begin with, for each language that something is known about. */
export function environmentTemplates(): { readonly language: string; readonly text: string }[] {
  return languagesWithDefault.flatMap((language) => {
    const spec = defaultEnvironment(language);
    return spec ? [{ language, text: formatEnvironment(spec) }] : [];
  });
}
