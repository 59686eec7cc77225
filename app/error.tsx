"use client";

export { default } from "./(workbench)/error.tsx";
