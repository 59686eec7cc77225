"use client";

import { type RefObject, useEffect } from "react";

const keyStep = 60;

/**
 * Moves the texts of all rows sideways together, both halves of the split layout too, while their numbers stay. One
 * bar below drives them; wheel, touch and arrow keys over the rows drive the bar.
 */
export function useSideScroll(
  rows: RefObject<HTMLElement | null>,
  bar: RefObject<HTMLElement | null>,
  isActive: boolean,
): void {
  useEffect(() => {
    const [area, slider] = [rows.current, bar.current];
    if (!area || !slider || !isActive) return undefined;
    const stop = new AbortController();
    let touchX = 0;
    const follow = () => area.style.setProperty("--shift", `${slider.scrollLeft}px`);
    const onWheel = (event: WheelEvent) => {
      const across = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (Math.abs(across) <= Math.abs(event.shiftKey ? 0 : event.deltaY)) return;
      event.preventDefault();
      slider.scrollLeft += across;
    };
    const onTouch = (event: TouchEvent) => {
      const x = event.touches[0]?.clientX ?? touchX;
      if (event.type === "touchmove") slider.scrollLeft += touchX - x;
      touchX = x;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.target !== area) return;
      if (event.key === "ArrowLeft") slider.scrollLeft -= keyStep;
      if (event.key === "ArrowRight") slider.scrollLeft += keyStep;
    };
    const { signal } = stop;
    slider.addEventListener("scroll", follow, { signal, passive: true });
    area.addEventListener("wheel", onWheel, { signal, passive: false });
    area.addEventListener("touchstart", onTouch, { signal, passive: true });
    area.addEventListener("touchmove", onTouch, { signal, passive: true });
    area.addEventListener("keydown", onKey, { signal });
    return () => {
      stop.abort();
      area.style.setProperty("--shift", "0px");
    };
  }, [rows, bar, isActive]);
}
