import { redirect } from "next/navigation";
import { SignInForm } from "#components/auth/sign-in-form";
import { Logo } from "#components/shell/logo";
import { currentActor, externalProviders } from "#lib/auth/session";
import { localPath } from "#lib/core/local-path";

export const metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { from, error } = await searchParams;
  const target = localPath(from);
  if (await currentActor()) redirect(target);
  return (
    <main className="grid min-h-dvh place-items-center bg-surface p-4">
      <div className="w-full max-w-sm rounded-xl border bg-raised p-6">
        <div className="mb-5 flex items-center gap-2">
          <Logo />
          <h1 className="text-base font-semibold">Sign in to Assay</h1>
        </div>
        <SignInForm target={target} providers={externalProviders()} hasFailed={Boolean(error)} />
      </div>
    </main>
  );
}
