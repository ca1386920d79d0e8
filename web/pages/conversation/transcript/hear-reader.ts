const scrollKeys = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End']);

/** By what a reader does, never by 'scroll' events: our own scrolling makes those as well. */
export function hearReader(scroller: HTMLElement, stop: () => void): () => void {
  const hearing = new AbortController();
  const on = { signal: hearing.signal, passive: true };
  scroller.addEventListener('wheel', stop, on);
  scroller.addEventListener('touchmove', stop, on);
  scroller.addEventListener('keydown', ({ key }) => scrollKeys.has(key) && stop(), on);
  scroller.addEventListener(
    'pointerdown',
    ({ target, offsetX }) => {
      if (target === scroller && offsetX > scroller.clientWidth) stop();
    },
    on,
  );
  return () => hearing.abort();
}
