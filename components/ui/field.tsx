import { type ReactElement, type ReactNode, useId } from "react";

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** Gets the ids that tie the control to its label, hint and error. */
  readonly children: (control: { id: string; "aria-describedby": string; "aria-invalid": boolean }) => ReactElement;
}

export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-[13px] font-medium">
        {label}
      </label>
      {children({ id, "aria-describedby": `${id}-note`, "aria-invalid": Boolean(error) })}
      <p id={`${id}-note`} className={error ? "text-[13px] text-bad" : "text-[13px] text-muted empty:hidden"}>
        {error ?? hint}
      </p>
    </div>
  );
}
