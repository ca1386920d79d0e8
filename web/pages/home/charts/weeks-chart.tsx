import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme, VisuallyHidden } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { Link, useLocation } from 'wouter';
import { formatDate } from '../../../parts/date-time.tsx';
import { tokens } from '../../../theme.ts';
import { type Home, listOf } from '../data.ts';
import classes from '../home.module.css';
import { homeTexts as texts } from '../texts.ts';

const height = 110;

/** A bar for each week, which opens the list of its conversations. */
export default function WeeksChart({ weeks }: { weeks: Home['weeks'] }): ReactNode {
  const scheme = useComputedColorScheme('light');
  const { ref, width } = useElementSize();
  const place = useRef<HTMLDivElement>(null);
  const [, navigate] = useLocation();
  useEffect(() => {
    if (!place.current || width === 0) return;
    const chart = new uPlot(optionsOf(width, tokens[scheme]), dataOf(weeks), place.current);
    const open = (): void => {
      const week = weeks[chart.cursor.idx ?? -1];
      if (week) navigate(listOf(daysOf(week.from)));
    };
    chart.over.addEventListener('click', open);
    return () => chart.destroy();
  }, [width, scheme, weeks, navigate]);
  return (
    <div ref={ref} className={classes.chart}>
      <div ref={place} aria-hidden="true" />
      <VisuallyHidden component="ul">
        {weeks.map(({ from, conversations }) => (
          <li key={from}>
            <Link href={listOf(daysOf(from))}>
              {texts.perWeekOf(conversations, formatDate(dayOf(from), 'day'))}
            </Link>
          </li>
        ))}
      </VisuallyHidden>
    </div>
  );
}

const dayOf = (day: string): Date => new Date(`${day}T00:00`);

/** The week's filters: from Monday to Sunday. */
function daysOf(from: string): { from: string; to: string } {
  const sunday = new Date(Date.parse(`${from}T00:00Z`) + 6 * 86_400_000);
  return { from, to: sunday.toISOString().slice(0, 10) };
}

const dataOf = (weeks: Home['weeks']): uPlot.AlignedData => [
  weeks.map((_, index) => index),
  weeks.map(({ conversations }) => conversations),
];

function optionsOf(width: number, colors: (typeof tokens)['light' | 'dark']): uPlot.Options {
  return {
    width,
    height,
    legend: { show: false },
    cursor: { x: false, y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: false, range: (_, first, last) => [first - 0.6, last + 0.6] },
      y: { range: (_, __, most) => [0, Math.max(4, most)] },
    },
    axes: [
      { show: false },
      {
        stroke: colors.dimmed,
        font: "11px 'Inter Variable', sans-serif",
        size: 28,
        gap: 2,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
        space: 30,
        grid: { stroke: colors.border, width: 1 },
        ticks: { show: false },
      },
    ],
    series: [
      {},
      { fill: colors.accent, stroke: colors.accent, width: 0, paths: barsPath(), points: { show: false } },
    ],
  };
}

function barsPath(): uPlot.Series.PathBuilder {
  if (!uPlot.paths.bars) throw new Error('uPlot has no bars');
  return uPlot.paths.bars({ size: [0.7, 24], radius: 0.15 });
}
