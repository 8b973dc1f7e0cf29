/** The largest page the API gives. */
export const LARGEST_PAGE = 200;

/** How many positions two pages that follow each other have in common, at least. */
const OVERLAP = 5;

/** A page of such a size that it begins at `start`, counted from 0. */
export interface Window {
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
  readonly start: number;
}

/**
 * The page to be read when positions below `end` have been: of all pages that begin a few positions
 * before it, the one that reaches farthest. Pages are numbered, so any start is reached by some size.
 */
export function windowAfter(end: number): Window {
  const latest = Math.max(0, end - OVERLAP);
  let best: Window = { page: 1, perPage: LARGEST_PAGE, start: 0 };
  for (let perPage = LARGEST_PAGE; perPage > OVERLAP; perPage -= 1) {
    const before = Math.floor(latest / perPage);
    const start = before * perPage;
    if (start + perPage > best.start + best.perPage) best = { page: before + 1, perPage, start };
  }
  return best;
}
