interface ProgressBarProps {
  readonly label: string;
  readonly value: number;
  /** Zero where nobody knows yet. */
  readonly total: number;
}

export function ProgressBar({ label, value, total }: ProgressBarProps) {
  const share = total > 0 ? Math.min(1, value / total) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={total > 0 ? Math.round(share * 100) : undefined}
      className="h-1.5 overflow-hidden rounded-full bg-sunken"
    >
      <div className="h-full bg-accent transition-[width]" style={{ width: `${share * 100}%` }} />
    </div>
  );
}
