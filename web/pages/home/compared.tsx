import type { ReactNode } from 'react';
import type { Figure } from './data.ts';
import classes from './home.module.css';
import { homeTexts as texts } from './texts.ts';

/** "up from 3": a figure beside that of the period before. */
export function comparedWith({ now, before }: Figure, show: (value: number) => string = String): string {
  const [shownNow, shownBefore] = [show(now), show(before)];
  if (shownNow === shownBefore) return texts.same;
  return now > before ? texts.up(shownBefore) : texts.down(shownBefore);
}

export function Compared({ figure }: { figure: Figure }): ReactNode {
  return <span className={classes.compared}>{comparedWith(figure)}</span>;
}
