import {
  Bot,
  Brain,
  CircleAlert,
  CircleHelp,
  Cog,
  Eye,
  Flag,
  Globe,
  type LucideIcon,
  MessageSquare,
  PencilLine,
  Radio,
  Scissors,
  Search,
  Terminal,
  User,
} from "lucide-react";
import type { ActionKind } from "#lib/core/trajectory/action";
import type { StepKind } from "#lib/core/trajectory/model";
import type { StepOutline } from "#lib/core/trajectory/outline";

interface StepLook {
  readonly word: string;
  readonly icon: LucideIcon;
  /** The class of its bar in the map. */
  readonly fill: string;
}

const actionLooks: Readonly<Record<ActionKind, StepLook>> = {
  command: { word: "Command", icon: Terminal, fill: "fill-accent/60" },
  view: { word: "File", icon: Eye, fill: "fill-line-strong" },
  edit: { word: "Edit", icon: PencilLine, fill: "fill-good" },
  search: { word: "Search", icon: Search, fill: "fill-line-strong" },
  browse: { word: "Browser", icon: Globe, fill: "fill-line-strong" },
  think: { word: "Thought", icon: Brain, fill: "fill-muted" },
  subagent: { word: "Sub-agent", icon: Bot, fill: "fill-accent-strong" },
  finish: { word: "Finish", icon: Flag, fill: "fill-accent-strong" },
  other: { word: "Tool", icon: CircleHelp, fill: "fill-muted" },
};

const kindLooks: Readonly<Record<StepKind, StepLook>> = {
  system: { word: "System", icon: Cog, fill: "fill-muted" },
  user: { word: "User", icon: User, fill: "fill-warn" },
  agent: { word: "Message", icon: MessageSquare, fill: "fill-muted" },
  observation: { word: "Observation", icon: Radio, fill: "fill-line-strong" },
  subagent: { word: "Sub-agent", icon: Bot, fill: "fill-accent-strong" },
  condensation: { word: "Condensation", icon: Scissors, fill: "fill-warn" },
  error: { word: "Error", icon: CircleAlert, fill: "fill-bad" },
};

/** A step looks like what it does, where it does something: an edit by a shell command is an edit. */
export function lookOf({ kind, actions }: Pick<StepOutline, "kind" | "actions">): StepLook {
  const [first] = actions;
  if (actions.includes("edit")) return actionLooks.edit;
  return first === undefined ? kindLooks[kind] : actionLooks[first];
}
