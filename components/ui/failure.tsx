/** Why something was not done; nothing where there is no such message. */
export function Failure({ message }: { message: string | null | undefined }) {
  return message ? (
    <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-[13px] [overflow-wrap:anywhere] text-bad">
      {message}
    </p>
  ) : null;
}
