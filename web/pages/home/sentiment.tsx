import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Compared } from './compared.tsx';
import { type Home, listOf } from './data.ts';
import classes from './home.module.css';
import { homeTexts as texts } from './texts.ts';

const order = ['positive', 'neutral', 'negative'] as const;

/** How conversations went, as shares of a bar and as counts that open their lists. */
export function Sentiment({ home: { sentiment, period } }: { home: Home }): ReactNode {
  const all = order.reduce((sum, name) => sum + sentiment[name].now, 0);
  if (all === 0) return <p className={classes.dimmed}>{texts.noSentiment}</p>;
  let from = 0;
  const parts = order.map((name) => {
    const x = from;
    const width = (sentiment[name].now / all) * 100;
    from += width;
    return { name, x, width };
  });
  return (
    <>
      <svg className={classes.stack} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        {parts.map(({ name, x, width }) => (
          <rect key={name} x={x} width={Math.max(0, width - 0.6)} height="8" data-sentiment={name} />
        ))}
      </svg>
      <ul className={classes.figures}>
        {order.map((name) => (
          <li key={name}>
            <Link href={listOf({ sentiment: name, ...period })} className={classes.counted}>
              <span className={classes.title}>
                <i className={classes.dot} data-sentiment={name} />
                {texts.sentiments[name]}
              </span>
              <b>{sentiment[name].now}</b>
              <Compared figure={sentiment[name]} />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
