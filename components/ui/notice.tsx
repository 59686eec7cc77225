import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface NoticeProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  /** What to do next. */
  readonly actions?: ReactNode;
}

/** What stands in the place of content: nothing there yet, nothing found, not allowed, or an error. */
export function Notice({ icon: Icon, title, children, actions }: NoticeProps) {
  return (
    <div className="mx-auto flex max-w-lg flex-col items-center gap-3 px-6 py-20 text-center">
      <Icon aria-hidden className="size-8 text-muted" strokeWidth={1.5} />
      <h2 className="text-base font-semibold">{title}</h2>
      {children ? <div className="text-[15px] text-muted">{children}</div> : null}
      {actions ? <div className="flex flex-wrap justify-center gap-2 pt-1">{actions}</div> : null}
    </div>
  );
}
