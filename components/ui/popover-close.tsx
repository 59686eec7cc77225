"use client";

import { createContext } from "react";

/** Closes the popover around, for what is inside it. */
export const PopoverClose = createContext<() => void>(() => {});
