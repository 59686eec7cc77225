/** An assayer's balance, level. */
export function Logo() {
  return (
    <svg
      viewBox="0 0 20 20"
      className="size-5 shrink-0 text-accent"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      aria-hidden
    >
      <path d="M10 2.5v14M6 17h8M3.5 5.5h13" strokeLinecap="round" />
      <path d="M3.5 5.5 1.5 11h4zM16.5 5.5l-2 5.5h4z" strokeLinejoin="round" />
    </svg>
  );
}
