import { ImageIcon } from "lucide-react";
import { TextBlock, type TextLook } from "#components/trajectory/text-block";
import { VisibleText } from "#components/ui/visible-text";
import type { Content } from "#lib/core/trajectory/model";

interface ContentViewProps {
  readonly path: string;
  readonly content: Content;
  readonly look: TextLook;
}

/** Texts as texts; of a picture its name, for nothing that a trajectory names is fetched. */
export function ContentView({ path, content, look }: ContentViewProps) {
  return content.map((part, index) => {
    const place = `${path}[${index}]`;
    if (part.type === "text") return <TextBlock key={place} path={place} text={part.text} look={look} />;
    return (
      <p key={place} className="flex items-center gap-1.5 text-[13px] text-muted">
        <ImageIcon aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 [overflow-wrap:anywhere]">
          Image <VisibleText text={part.path.slice(0, 300)} /> (<VisibleText text={part.mediaType} />)
        </span>
      </p>
    );
  });
}
