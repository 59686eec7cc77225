import ReactMarkdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { nameHidden } from "#lib/core/text/name-hidden";

const components = {
  // A picture would be fetched from wherever its author likes; a link leaves that to the reader.
  img: ({ src, alt }: { src?: string | Blob; alt?: string }) =>
    typeof src === "string" ? (
      <a href={src} target="_blank" rel="noopener noreferrer nofollow">
        {alt || "image"} ({src.slice(0, 80)})
      </a>
    ) : (
      (alt ?? null)
    ),
  a: ({ href, children }: { href?: string; children?: React.ReactNode }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
};

/** Markdown that strangers wrote. HTML in it stays text, `javascript:` links lose their target, nothing is fetched. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="markdown">
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={components}>
        {nameHidden(text)}
      </ReactMarkdown>
    </div>
  );
}
