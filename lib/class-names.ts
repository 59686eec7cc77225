import { type ClassValue, clsx } from "clsx";

/** Joins class names. Two that set the same property must not meet: which of them wins is the style sheet's order. */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
