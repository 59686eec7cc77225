import { defaultEnvironment } from "#lib/core/environment/defaults";
import { formatEnvironment } from "#lib/environments/format-environment";

const languages = ["Python", "JavaScript", "TypeScript", "Go", "Rust", "Java"];

/** What to begin with, for each language that something is known about. */
export function environmentTemplates(): { readonly language: string; readonly text: string }[] {
  return languages.flatMap((language) => {
    const spec = defaultEnvironment(language);
    return spec ? [{ language, text: formatEnvironment(spec) }] : [];
  });
}
